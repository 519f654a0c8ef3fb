import { z } from 'zod'
import { type CasementError, casementErrorSchema } from '../errors/casement-error.ts'
import { buildSchema } from '../genome/build.ts'
import { byRole } from '../pedigree/pedigree.ts'
import { annotationSourceSchema, bundledDataSchema } from './annotation-source.ts'
import type { CaseEvent } from './case-event.ts'
import { type CaseFile, caseFileSchema } from './case-file.ts'
import { type Panel, panelSchema } from '../panel/panel.ts'
import { type HpoKind, type Phenotype, phenotypeSchema } from '../phenotype/hpo.ts'
import { type FamilySource, familySourceSchema } from './family-source.ts'
import { type Identifiers, identifiersSchema } from './identifiers.ts'
import { confirmationSchema, pedigreeSchema } from '../pedigree/individual.ts'
import { withStatements } from './stated-samples.ts'
import { recordStateSchema } from './record-state.ts'
import { type LoggedEvent, undoneOf } from './recorded-event.ts'
import { samplesAfterMatch } from './samples-after-match.ts'
import { sampleSchema } from './sample.ts'
import { shortlistSchema } from '../shortlist/shortlist.ts'
import { acknowledgementSchema, foundCheckSchema } from '../quality/acknowledgement.ts'
import { keyText, type VariantKey, variantKeySchema } from '../variant/variant-key.ts'
import { type VariantNote, variantNoteSchema } from '../variant/variant-note.ts'
import { variantListViewSchema } from '../variant/variant-query.ts'

const stateSchema = z.object({
  id: z.string(),
  /** How many events the case has had: of two states of one case the higher is the newer. */
  revision: z.number().int(),
  label: z.string(),
  synthetic: z.boolean(),
  paths: z.array(z.string()),
  build: buildSchema,
  files: z.array(caseFileSchema),
  refused: z.array(z.object({ path: z.string(), error: casementErrorSchema })),
  samples: z.array(sampleSchema),
  /** The family as stated; null: nobody stated one. */
  pedigree: pedigreeSchema.nullable(),
  /** Where it is from besides the case's PED files; absent where there are no others. */
  familySources: z.array(familySourceSchema).optional(),
  /** Who individuals are, by their ids; those that nobody stated are not in it. */
  identifiers: z.record(z.string(), identifiersSchema),
  /** Absent until somebody confirmed who is who, and again once that changes. */
  confirmed: confirmationSchema.optional(),
  /** Files whose content is joined to the variants. */
  annotations: z.array(annotationSourceSchema),
  /** The data of the app itself that they are annotated with besides. */
  bundled: z.array(bundledDataSchema),
  /** Gene panels that were brought, in the order in which they were; what is in use fills the columns of panels. */
  panels: z.array(z.object({ panel: panelSchema, inUse: z.boolean() })),
  /** Files of the HPO and the terms chosen. */
  phenotype: phenotypeSchema,
  /** Variants marked for review, in the order in which they were. */
  marks: z.array(variantKeySchema),
  /** What is noted of variants, in the order in which they were first. */
  notes: z.array(variantNoteSchema),
  /** What other programs singled out. */
  shortlists: z.array(shortlistSchema),
  /** What the checks said when they were last made, and what of it somebody acknowledged. */
  checksFound: z.array(foundCheckSchema),
  acknowledgements: z.array(acknowledgementSchema),
  /** Whether what is done is being written. */
  record: recordStateSchema,
  /** What was recorded of the same files before and cannot be read. */
  leftRecord: z.object({ path: z.string(), error: casementErrorSchema }).optional(),
  /** Null until the reviewer changed anything. */
  list: variantListViewSchema.nullable(),
})
export type CaseState = z.infer<typeof stateSchema>

/** Named for the contract's sake, as the schema of errors. */
export interface CaseStateSchema extends z.ZodType<CaseState> {}
export const caseStateSchema: CaseStateSchema = stateSchema

/** Applies one event; `null` is "no case open". Events about things the case does not have change nothing. */
export function applyCaseEvent(state: CaseState | null, event: CaseEvent): CaseState | null {
  if (event.kind === 'case-opened') {
    const { id, label, synthetic, paths } = event
    return {
      id,
      revision: 1,
      label,
      synthetic,
      paths,
      build: 'unknown',
      files: [],
      refused: [],
      samples: [],
      pedigree: null,
      identifiers: {},
      record: { state: 'unsaved' },
      list: null,
      marks: [],
      notes: [],
      shortlists: [],
      checksFound: [],
      acknowledgements: [],
      panels: [],
      annotations: [],
      bundled: [],
      phenotype: { files: [], chosen: [] },
    }
  }
  if (state === null || event.kind === 'case-closed') return null
  const changed = change(state, event)
  return {
    ...withStatements(CHANGES_WHO.has(event.kind) ? unconfirmed(changed) : changed, state),
    revision: state.revision + 1,
  }
}

/** After these it is for somebody to look again at who is who. */
const CHANGES_WHO: ReadonlySet<CaseEvent['kind']> = new Set([
  'sample-set',
  'sample-removed',
  'role-set',
  'pedigree-set',
  'pedigree-found',
  'file-matched',
])

function unconfirmed(state: CaseState): CaseState {
  const { confirmed, ...rest } = state
  return confirmed === undefined ? state : rest
}

function withFamilySources(state: CaseState, sources: readonly FamilySource[] = []): CaseState {
  if (sources.length === 0) return state
  const others = (state.familySources ?? []).filter(({ name }) => !sources.some((one) => one.name === name))
  return { ...state, familySources: [...others, ...sources] }
}

/** A file as it is after a change to it. */
function withFile(state: CaseState, id: string, change: (file: CaseFile) => CaseFile): CaseState {
  return { ...state, files: state.files.map((file) => (file.id === id ? change(file) : file)) }
}

type ChangingEvent = Exclude<CaseEvent, { kind: 'case-opened' | 'case-closed' }>

function change(state: CaseState, event: ChangingEvent): CaseState {
  switch (event.kind) {
    case 'file-added':
      return { ...state, files: [...state.files, event.file] }
    case 'file-refused':
      return { ...state, refused: [...state.refused, { path: event.path, error: event.error }] }
    case 'index-changed':
      return {
        ...state,
        files: state.files.map((f) =>
          f.id === event.file
            ? { ...f, index: event.index, notices: noticesAfter(f, event.index, event.notices ?? []) }
            : f,
        ),
      }
    case 'store-changed':
      return {
        ...state,
        files: state.files.map((f) => (f.id === event.file ? { ...f, store: event.store } : f)),
      }
    case 'annotation-added':
      return {
        ...state,
        files: state.files.map(withoutStore),
        annotations: [
          ...state.annotations.filter(({ identity }) => identity.path !== event.source.identity.path),
          event.source,
        ],
      }
    case 'annotation-removed':
      return {
        ...state,
        files: state.files.map(withoutStore),
        annotations: state.annotations.filter(({ identity }) => identity.path !== event.path),
      }
    case 'bundled-found':
      return { ...state, bundled: event.sources }
    case 'panel-added':
      return {
        ...state,
        panels: [
          ...state.panels.filter(({ panel }) => !isReplaced(panel, event.panel)),
          { panel: event.panel, inUse: true },
        ],
      }
    case 'panel-used':
      return {
        ...state,
        panels: state.panels.map((one) =>
          one.panel.digest === event.digest ? { ...one, inUse: event.inUse } : one,
        ),
      }
    case 'panel-removed':
      return { ...state, panels: state.panels.filter(({ panel }) => panel.digest !== event.digest) }
    case 'phenotype-file-added':
      return withPhenotype(state, { files: [...filesBut(state, event.file.brings), event.file] })
    case 'phenotype-file-removed':
      return withPhenotype(state, { files: filesBut(state, event.brings) })
    case 'phenotype-chosen':
      return withPhenotype(state, { chosen: event.terms })
    case 'list-set':
      return { ...state, list: event.list }
    case 'variant-marked':
      return { ...state, marks: marksAfter(state.marks, event.variant, event.marked) }
    case 'variant-noted':
      return { ...state, notes: notesAfter(state.notes, event.variant, event.text) }
    case 'shortlist-added':
      return {
        ...state,
        shortlists: [
          ...state.shortlists.filter(({ digest }) => digest !== event.shortlist.digest),
          event.shortlist,
        ],
      }
    case 'shortlist-removed':
      return { ...state, shortlists: state.shortlists.filter(({ digest }) => digest !== event.digest) }
    case 'build-set':
      return { ...state, build: event.build }
    case 'sample-set':
      return {
        ...state,
        samples: [...state.samples.filter((s) => s.name !== event.sample.name), event.sample].sort(byRole),
      }
    case 'pedigree-set':
      return {
        ...withFamilySources(state, event.sources),
        pedigree: event.pedigree,
        samples: state.samples.map((s) => ({ ...s, role: event.roles?.[s.name] ?? s.role })).sort(byRole),
      }
    case 'pedigree-found':
      return { ...withFamilySources(state, event.sources), pedigree: event.pedigree }
    case 'identifiers-set':
      return { ...state, identifiers: identifiersAfter(state.identifiers, event) }
    case 'file-matched':
      return { ...state, pedigree: event.pedigree, samples: samplesAfterMatch(state.samples, event) }
    case 'sample-removed':
      return { ...state, samples: state.samples.filter(({ name }) => name !== event.sample) }
    case 'assembly-confirmed':
      return { ...state, confirmed: event.confirmed }
    case 'label-set':
      return { ...state, label: event.label }
    case 'checks-found':
      return { ...state, checksFound: event.found }
    case 'check-acknowledged': {
      const { kind: _, ...acknowledgement } = event
      return { ...state, acknowledgements: [...state.acknowledgements, acknowledgement] }
    }
    case 'acknowledgement-withdrawn':
      return {
        ...state,
        acknowledgements: state.acknowledgements.filter(({ check }) => check !== event.check),
      }
    case 'record-changed':
      return { ...state, record: event.record }
    case 'record-left':
      return { ...state, leftRecord: { path: event.path, error: event.error } }
    case 'file-relinked':
      return withFile(state, event.file, (file) => ({ ...file, identity: event.identity }))
    case 'file-digested':
      return withFile(state, event.file, (file) => ({ ...file, sha256: event.sha256 }))
    case 'file-checked':
      return withFile(state, event.file, (file) => checkedFile(file, event.error))
    // What these two do is a matter of the whole list (`foldCase`); the others are for who reads it.
    case 'event-undone':
    case 'event-redone':
    case 'lock-taken':
    case 'record-placed':
      return state
    case 'role-set':
      return {
        ...state,
        samples: state.samples
          .map((s) => (s.name === event.sample ? { ...s, role: event.role } : s))
          .sort(byRole),
      }
  }
}

/** A panel that another takes the place of: the same file again, or the case's HPO terms as they were before. */
function isReplaced(before: Panel, panel: Panel): boolean {
  return before.digest === panel.digest || (before.source === 'HPO' && panel.source === 'HPO')
}

function withPhenotype(state: CaseState, change: Partial<Phenotype>): CaseState {
  return { ...state, phenotype: { ...state.phenotype, ...change } }
}

function filesBut({ phenotype }: CaseState, kind: HpoKind): Phenotype['files'] {
  return phenotype.files.filter(({ brings }) => brings !== kind)
}

function identifiersAfter(
  before: CaseState['identifiers'],
  { individual, identifiers }: { individual: string; identifiers: Identifiers | null },
): CaseState['identifiers'] {
  const { [individual]: _, ...others } = before
  return identifiers === null ? others : { ...others, [individual]: identifiers }
}

function checkedFile(file: CaseFile, error: CasementError | null): CaseFile {
  if (error !== null) return { ...file, unreachable: error }
  const { unreachable, ...rest } = file
  return unreachable === undefined ? file : rest
}

/** The same list where nothing changes: marking twice is marking once. */
function marksAfter(marks: VariantKey[], variant: VariantKey, marked: boolean): VariantKey[] {
  const key = keyText(variant)
  if (marked === marks.some((each) => keyText(each) === key)) return marks
  return marked ? [...marks, variant] : marks.filter((each) => keyText(each) !== key)
}

/** A note keeps its place when it is written anew. */
function notesAfter(notes: VariantNote[], variant: VariantKey, text: string): VariantNote[] {
  const key = keyText(variant)
  if (text === '') return notes.filter((note) => keyText(note.variant) !== key)
  const isKnown = notes.some((note) => keyText(note.variant) === key)
  if (!isKnown) return [...notes, { variant, text }]
  return notes.map((note) => (keyText(note.variant) === key ? { variant, text } : note))
}

/** What was joined to a file's variants is no longer what is to be joined. An import that is under way says so itself. */
function withoutStore(file: CaseFile): CaseFile {
  const { store, ...rest } = file
  return store?.state === 'importing' ? file : rest
}

/** A file's notices once its index changed: that it was old is over, what building found out is new. */
function noticesAfter(
  file: CaseFile,
  index: CaseFile['index'],
  found: readonly CasementError[],
): CasementError[] {
  const isFresh = index.state === 'ready' && !index.stale
  const kept = file.notices.filter(({ kind }) => !(isFresh && kind === 'index/stale'))
  const known = new Set(kept.map((notice) => JSON.stringify(notice)))
  return [...kept, ...found.filter((notice) => !known.has(JSON.stringify(notice)))]
}

/** The state after events, of which those that were taken back do not count. */
export function foldCase(events: readonly CaseEvent[]): CaseState | null {
  return foldLog(events.map((event) => ({ event, sequence: null })))
}

/** The same with the numbers of events: they can have been taken back. */
export function foldLog(log: readonly LoggedEvent[]): CaseState | null {
  const undone = undoneOf(log)
  const state = log.reduce<CaseState | null>(
    (before, { event, sequence }) =>
      sequence !== null && undone.has(sequence) ? before : applyCaseEvent(before, event),
    null,
  )
  // All count as revisions: what is taken back makes a newer state, not an older one.
  return state === null ? null : { ...state, revision: log.length - log.findLastIndex(isOpening) }
}

const isOpening = ({ event }: LoggedEvent): boolean => event.kind === 'case-opened'

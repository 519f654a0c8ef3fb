import { z } from 'zod'
import { fileKindSchema } from './case/case-file.ts'
import { caseStateSchema } from './case/case-state.ts'
import { historyEntrySchema, loggedEventSchema, verificationSchema } from './case/recorded-event.ts'
import { identifiersSchema } from './case/identifiers.ts'
import { roleSchema } from './case/sample.ts'
import { type CasementError, casementErrorSchema } from './errors/casement-error.ts'
import { ownPresetsSchema } from './filter/own-presets.ts'
import { presetSchema } from './filter/preset.ts'
import { bedRegionSchema } from './genome/bed-region.ts'
import { bandSchema, dataSourceSchema, geneSchema, locusSchema, referenceStateSchema } from './genome/gene.ts'
import { indexCoverageSchema } from './genome/index-coverage.ts'
import { pedigreeSchema } from './pedigree/individual.ts'
import { coverageAskedSchema } from './quality/coverage-asked.ts'
import {
  coverageGeneDetailSchema,
  coverageGeneSchema,
  coverageStateSchema,
} from './quality/coverage-state.ts'
import { chosenTermSchema, hpoKindSchema, termMatchSchema } from './phenotype/hpo.ts'
import { checkIdSchema } from './quality/check-id.ts'
import { gateCheckSchema } from './quality/gate.ts'
import { readDetailSchema } from './reads/read-detail.ts'
import { taskSchema } from './task/task.ts'
import { variantKeySchema } from './variant/variant-key.ts'
import { MOST_NOTE_CHARACTERS } from './variant/variant-note.ts'
import {
  facetSchema,
  queryCountSchema,
  variantListViewSchema,
  variantQuerySchema,
} from './variant/variant-query.ts'
import {
  breakendMateSchema,
  listedSchema,
  variantPageSchema,
  variantRecordSchema,
  variantRowSchema,
} from './variant/variant-row.ts'

/**
 * The one contract between the renderer and whatever hosts it. Every call has a zod schema for its input and its
 * output; client types, server types, the validation at the boundary and the test double derive from this object.
 * All coordinates are 0-based, half-open, in bp. `engineCalls` are answered by the engine process, `hostCalls` by
 * the host (dialogs, recent files, browsing for files).
 */
const nothing = z.object({})
const regionInput = z.object({ contig: z.string(), start: z.number(), end: z.number() })

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })

export const engineCalls = {
  'app.about': call(
    nothing,
    z.object({
      version: z.string(),
      node: z.string(),
      workers: z.number(),
      sources: z.array(dataSourceSchema),
    }),
  ),
  /**
   * Opens files and folders as a new case, or goes on with the draft there is of them; or a case file. Builds missing indexes as
   * tasks. Refuses a build conflict.
   */
  'case.open': call(z.object({ paths: z.array(z.string()).min(1) }), caseStateSchema),
  /** Writes the demo case into the cache folder if it is not there yet, and opens it. */
  'case.openDemo': call(nothing, caseStateSchema),
  /** Adds files to the open case (a reference, a GTF, another BAM). */
  'case.add': call(z.object({ paths: z.array(z.string()).min(1) }), caseStateSchema),
  /** Rebuilds a case from its events after the engine was restarted. */
  'case.restore': call(z.object({ log: z.array(loggedEventSchema) }), caseStateSchema.nullable()),
  'case.state': call(nothing, caseStateSchema.nullable()),
  'case.setRole': call(z.object({ sample: z.string(), role: roleSchema }), caseStateSchema),
  /** The family as a whole; roles that follow from it follow. Refused when it cannot be. */
  'case.setPedigree': call(z.object({ pedigree: pedigreeSchema }), caseStateSchema),
  /** Says that a file of reads is of a sample of the case; and that it is of none of them, but of one of its own. */
  'case.matchFile': call(z.object({ file: z.string(), sample: z.string() }), caseStateSchema),
  'case.separateFile': call(z.object({ file: z.string() }), caseStateSchema),
  /** Says that somebody found samples, roles and family right. */
  'case.confirmAssembly': call(nothing, caseStateSchema),
  'case.setLabel': call(z.object({ label: z.string().min(1).max(200) }), caseStateSchema),
  /** Who an individual of the case is; null: no longer kept. */
  'case.setIdentifiers': call(
    z.object({ individual: z.string(), identifiers: identifiersSchema.nullable() }),
    caseStateSchema,
  ),
  /** Copies the case file to a place of the user's choice and goes on there. Nothing is written over. */
  'case.saveAs': call(z.object({ path: z.string().min(1) }), caseStateSchema),
  /** Takes the case file from somebody who gives no sign of life. */
  'case.takeOver': call(nothing, caseStateSchema),
  'case.undo': call(nothing, caseStateSchema),
  'case.redo': call(nothing, caseStateSchema),
  /** All that happened, the oldest first: what the case file keeps. */
  'case.history': call(nothing, z.array(historyEntrySchema)),
  /** Reads all inputs whole for their SHA-256, which becomes part of the case. */
  'case.digest': call(nothing, taskSchema),
  /** Walks the chain of events and looks at all inputs again. */
  'case.verify': call(nothing, verificationSchema),
  /** Says where an input lies now. Others that are missing are looked for beside it. */
  'case.relink': call(z.object({ file: z.string(), path: z.string().min(1) }), caseStateSchema),
  'case.close': call(nothing, nothing),
  'index.build': call(z.object({ file: z.string() }), taskSchema),
  'task.list': call(nothing, z.array(taskSchema)),
  'task.cancel': call(z.object({ id: z.string() }), nothing),
  'variants.page': call(
    z.object({
      /** A file's id, or `ALL_FILES`; so in all calls about a list. */
      file: z.string(),
      /** Default: the variants. */
      of: listedSchema.optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(2000),
      /** Of an imported file: which of its variants, in which order. */
      query: variantQuerySchema.optional(),
      /** Names of columns whose values are wanted besides: `cells` of the answer. */
      columns: z.array(z.string()).max(200).optional(),
    }),
    variantPageSchema,
  ),
  /** How many variants pass a query, and what each of its filters does. The file must have been imported. */
  'variants.count': call(z.object({ file: z.string(), query: variantQuerySchema }), queryCountSchema),
  /** The values of a column among the variants that pass: the most frequent first, or the spread of numbers. */
  'variants.facet': call(
    z.object({
      file: z.string(),
      query: variantQuerySchema,
      column: z.string(),
      limit: z.number().int().min(1).max(1000),
    }),
    facetSchema,
  ),
  /**
   * The variants of a file that a search names: an rs number, `chr-pos-ref-alt`, HGVS with or without its reference. `known`
   * is false for what names no variant. The file must have been imported. Of searches while `typing` only the newest is
   * gone on with.
   */
  'variants.find': call(
    z.object({
      file: z.string(),
      text: z.string().max(500),
      limit: z.number().int().min(1).max(200),
      typing: z.boolean().optional(),
    }),
    z.object({ known: z.boolean(), rows: z.array(variantRowSchema) }),
  ),
  /**
   * A row's place (0-based) among those that pass a query, null when it does not; and how many of those come before it,
   * so that stepping goes on from a row that is hidden.
   */
  'variants.placeOf': call(
    z.object({
      file: z.string(),
      query: variantQuerySchema,
      /** The file whose row it is, in a list of all files. */
      rowOf: z.string().optional(),
      row: z.number().int().min(0),
    }),
    z.object({ place: z.number().nullable(), before: z.number() }),
  ),
  /** Takes files of the user's into use: ClinVar's VCF, one with allele frequencies, BED. Variants are imported anew with them. */
  'annotation.add': call(
    z.object({ paths: z.array(z.string()).min(1) }),
    z.object({
      added: z.array(z.string()),
      failed: z.array(z.object({ path: z.string(), error: casementErrorSchema })),
    }),
  ),
  'annotation.remove': call(z.object({ path: z.string() }), nothing),
  /** Reads gene panels (PanelApp's table or JSON, lists of genes, BED) and takes them into use. */
  'panel.add': call(
    z.object({ paths: z.array(z.string()).min(1) }),
    z.object({
      added: z.array(z.string()),
      failed: z.array(z.object({ path: z.string(), error: casementErrorSchema })),
    }),
  ),
  'panel.use': call(z.object({ digest: z.string(), inUse: z.boolean() }), nothing),
  'panel.remove': call(z.object({ digest: z.string() }), nothing),
  /** Reads files of the HPO, known by their content: its terms (hp.obo), and the genes they lead to. */
  'phenotype.add': call(
    z.object({ paths: z.array(z.string()).min(1) }),
    z.object({
      added: z.array(z.string()),
      failed: z.array(z.object({ path: z.string(), error: casementErrorSchema })),
    }),
  ),
  'phenotype.remove': call(z.object({ brings: hpoKindSchema }), nothing),
  /** Terms by id, name or synonym, the best first. */
  'phenotype.search': call(
    z.object({ text: z.string().max(500), limit: z.number().int().min(1).max(100) }),
    z.object({ terms: z.array(termMatchSchema) }),
  ),
  /** The terms of the case, all of them, by their ids. */
  'phenotype.choose': call(z.object({ terms: z.array(z.string()).max(200) }), nothing),
  /** What the files in use say of the terms chosen. */
  'phenotype.chosen': call(
    nothing,
    z.object({
      terms: z.array(chosenTermSchema),
      /** Genes that all of them lead to, each once; null while there is no file of genes. */
      genes: z.number().nullable(),
      /** Terms with genes that the terms' file does not have: the two are then not of one release. */
      unmatched: z.number(),
    }),
  ),
  /** Takes the genes of the terms chosen into use as a panel, in place of the one made before. */
  'phenotype.usePanel': call(nothing, z.object({ digest: z.string() })),
  /** Imports a file's variants anew: after it was cancelled, or failed. */
  'variants.import': call(z.object({ file: z.string() }), taskSchema),
  /** Remembers how the list is looked at, with the case. */
  'variants.setList': call(z.object({ list: variantListViewSchema }), nothing),
  /** Marks a variant of a file for review, or takes its mark away; nothing happens when it is so already. */
  'variants.mark': call(z.object({ variant: variantKeySchema, marked: z.boolean() }), nothing),
  /** Notes something of a variant of a file; an empty text takes the note away. It is written when this answers. */
  'variants.setNote': call(
    z.object({ variant: variantKeySchema, text: z.string().max(MOST_NOTE_CHARACTERS) }),
    nothing,
  ),
  /** Which entries of each shortlist, by their places, no variant of the imported files is; null while none is imported. */
  'shortlist.absent': call(
    nothing,
    z.object({ lists: z.array(z.object({ digest: z.string(), absent: z.array(z.number()) })).nullable() }),
  ),
  'shortlist.remove': call(z.object({ digest: z.string() }), nothing),
  /** Marked variants of an imported file that none of its records is any more: the file was another when they were marked. */
  'variants.lostMarks': call(z.object({ file: z.string() }), z.array(variantKeySchema)),
  'variants.record': call(z.object({ file: z.string(), row: z.number().int().min(0) }), variantRecordSchema),
  /** The record of a breakend's other end in the same file: the one it names as its mate, or the one that joins back. */
  'variants.mateOf': call(z.object({ file: z.string(), row: z.number().int().min(0) }), breakendMateSchema),
  /**
   * Rows overlapping a region, for the variant track. Variants come first, at most `limit`, `total` says how many there
   * are; then the reference blocks, all of them or none when there is no room for all.
   */
  'variants.inRegion': call(
    regionInput.extend({ file: z.string(), limit: z.number().int().max(20_000) }),
    z.object({
      rows: z.array(variantRowSchema),
      total: z.number(),
      referenceBlocks: z.number(),
      /** True when counting stopped early: `total` and `referenceBlocks` are then lower bounds. */
      atLeast: z.boolean().optional(),
    }),
  ),
  /** Genes overlapping a region in the case's contig names; from bundled data or the case's GTF/GFF3. */
  'genes.inRegion': call(
    regionInput,
    z.object({ genes: z.array(geneSchema), source: z.string().nullable() }),
  ),
  /** Intervals of a BED file overlapping a region, at most `limit`; `total` says how many there are. */
  'regions.inRegion': call(
    regionInput.extend({ file: z.string(), limit: z.number().int().max(20_000) }),
    z.object({ regions: z.array(bedRegionSchema), total: z.number() }),
  ),
  'bands.ofBuild': call(nothing, z.array(bandSchema)),
  'locus.resolve': call(z.object({ query: z.string() }), locusSchema),
  'locus.complete': call(
    z.object({ query: z.string(), limit: z.number().int().max(50) }),
    z.array(locusSchema),
  ),
  'reference.state': call(nothing, referenceStateSchema),
  /**
   * Relative depth of a BAM's or CRAM's whole genome from its index alone: the summary; the depths of its windows are the bulk
   * column `coverage/FILE` (`genome/depth-column.ts`).
   */
  'coverage.ofIndex': call(z.object({ file: z.string() }), indexCoverageSchema),
  /** Where the coverage of panels, a BED or genes stands: what would be counted, what is counted. Reads no reads. */
  'coverage.panel': call(coverageAskedSchema, coverageStateSchema),
  /** Counts it in all files of reads of the case, as a task. What was counted before stays until then. */
  'coverage.countPanel': call(coverageAskedSchema, taskSchema),
  /** The genes of a count in the order of the panel; of more than `limit` those least covered. As files: bulk `panel-coverage/…`. */
  'coverage.panelGenes': call(
    z.object({ key: z.string(), limit: z.number().int().min(1).max(50_000) }),
    z.object({ genes: z.array(coverageGeneSchema), total: z.number() }),
  ),
  /** Exons and gaps of a gene of a count, by its number. */
  'coverage.panelGene': call(
    z.object({ key: z.string(), gene: z.number().int().min(0) }),
    coverageGeneDetailSchema,
  ),
  /**
   * Everything a file says of one read of a slab: `block` and `within` are the slab's columns. With `contig` (the case's
   * name) a read on another one is refused.
   */
  'reads.detail': call(
    z.object({
      file: z.string(),
      block: z.number().int().min(0),
      within: z.number().int().min(0),
      contig: z.string().optional(),
    }),
    readDetailSchema,
  ),
  /**
   * Where the user is likely to look next, likeliest first, and in which BAMs: they are made quick to read while nothing
   * else is asked for. Replaces the hint before. Answers at once.
   */
  'prefetch.hint': call(
    z.object({ loci: z.array(regionInput).max(32), files: z.array(z.string()).max(64) }),
    nothing,
  ),
  /** The checks before the first variant, all of them, in their order. */
  'quality.state': call(nothing, z.array(gateCheckSchema)),
  /** Makes a check again, or all; what is under way of them begins anew. */
  'quality.run': call(z.object({ check: checkIdSchema.optional() }), z.array(gateCheckSchema)),
  /** Goes on in spite of what a check found. Refused of a check that blocks, and when it has found something else since. */
  'quality.acknowledge': call(
    z.object({ check: checkIdSchema, finding: z.string(), reason: z.string().trim().min(1).max(2000) }),
    caseStateSchema,
  ),
  /** Takes back what was acknowledged of a check, by whomever and whenever. Refused where nothing was. */
  'quality.withdraw': call(z.object({ check: checkIdSchema }), caseStateSchema),
} as const

export const hostCalls = {
  'host.info': call(
    nothing,
    z.object({
      kind: z.enum(['desktop', 'loopback']),
      platform: z.string(),
      /** Folders the file browser may show; empty on the desktop, where the system's own dialogs are used. */
      roots: z.array(z.string()),
    }),
  ),
  /** Native dialog; an empty list when the user cancelled. Loopback hosts answer `host/unsupported`. */
  'host.chooseFiles': call(z.object({ folder: z.boolean() }), z.object({ paths: z.array(z.string()) })),
  /** Native dialog for where to save; null when the user cancelled. Loopback hosts answer `host/unsupported`. */
  'host.chooseSave': call(z.object({ name: z.string() }), z.object({ path: z.string().nullable() })),
  /** Lists a folder below one of the roots (loopback hosts). `folder` null lists the roots. */
  'host.browse': call(
    z.object({ folder: z.string().nullable() }),
    z.object({
      folder: z.string().nullable(),
      parent: z.string().nullable(),
      entries: z.array(
        z.object({
          name: z.string(),
          path: z.string(),
          folder: z.boolean(),
          size: z.number(),
          mtimeMs: z.number(),
          /** From the name alone; content decides when it is opened. */
          likely: fileKindSchema.or(z.literal('case')).nullable(),
        }),
      ),
    }),
  ),
  'recent.list': call(
    nothing,
    z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        paths: z.array(z.string()),
        /** The case file: what to open. Null: the case was not kept, and its paths are opened anew. */
        file: z.string().nullable(),
        samples: z.array(z.string()),
        openedAt: z.string(),
        reachable: z.boolean(),
      }),
    ),
  ),
  'recent.forget': call(z.object({ id: z.string() }), nothing),
  /** The user's own presets of filters: of this machine, for every case. */
  'preset.list': call(nothing, ownPresetsSchema),
  /** One of the same name is replaced. Answers with all there are then. */
  'preset.save': call(z.object({ presets: z.array(presetSchema).min(1) }), ownPresetsSchema),
  'preset.remove': call(z.object({ name: z.string() }), ownPresetsSchema),
} as const

export const calls = { ...engineCalls, ...hostCalls } as const

export const events = {
  /** A case event was appended; `state` is the fold after it. */
  'case.changed': loggedEventSchema.extend({ state: caseStateSchema.nullable() }),
  /** A case is there with all that happened to it before. */
  'case.loaded': z.object({ log: z.array(loggedEventSchema), state: caseStateSchema.nullable() }),
  'task.changed': taskSchema,
  /** Checks of the open case that stand otherwise than before. */
  'quality.changed': z.object({ checks: z.array(gateCheckSchema) }),
  /** More variants or reference blocks of a file have been read: how many so far. */
  'variants.grown': z.object({
    file: z.string(),
    variants: z.number(),
    referenceBlocks: z.number(),
    loading: z.boolean(),
  }),
  /** `restarted` means: everything held by the engine was rebuilt, reload what is shown. */
  'engine.state': z.object({
    state: z.enum(['starting', 'ready', 'down', 'restarted', 'failed']),
    detail: z.string().nullable(),
  }),
  /** The host was asked to open something: menu, drop, file association. */
  'host.openRequest': z.object({ paths: z.array(z.string()) }),
  'host.menu': z.object({
    command: z.enum(['open-files', 'open-folder', 'close-case', 'about', 'shortcuts', 'theme']),
  }),
} as const

type Calls = typeof calls
export type CallName = keyof Calls
export type EngineCallName = keyof typeof engineCalls
export type HostCallName = keyof typeof hostCalls
export type EventName = keyof typeof events

export type CallInput<K extends CallName> = z.infer<Calls[K]['input']>
export type CallOutput<K extends CallName> = z.infer<Calls[K]['output']>
export type EventPayload<K extends EventName> = z.infer<(typeof events)[K]>

/** What implements some of the calls: the engine, a host, the test double. `signal` aborts when the caller left. */
export type Handlers<K extends CallName> = {
  readonly [N in K]: (input: CallInput<N>, signal: AbortSignalLike) => Promise<CallOutput<N>>
}

/** The part of AbortSignal the contract needs; `shared` knows neither DOM nor Node. */
export type AbortSignalLike = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export type Unsubscribe = () => void

/** What the renderer holds. A failed call rejects with a `Fault`. */
export type Client = {
  call<K extends CallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>>
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): Unsubscribe
  /** Absolute URL prefix of bulk requests, ending in `/`: same origin as the page. */
  readonly bulkRoot: string
}

/** The answer to a call as it crosses a transport. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: CasementError }

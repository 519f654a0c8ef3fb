import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { RecordState } from '../../../shared/case/record-state.ts'
import type { HistoryEntry, Verification } from '../../../shared/case/recorded-event.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import type { CheckId } from '../../../shared/quality/check-id.ts'
import { CHECK_TITLES } from '../../../shared/quality/gate-words.ts'
import type { Verdict } from '../../../shared/quality/verdict.ts'
import { dateText, plural } from '../../ui/amounts.ts'
import { ROLE_NAMES } from './sample-columns.ts'

/** What a case file is called when nobody says otherwise: by its id, as a label may be a person's name. */
export const caseFileName = (state: Pick<CaseState, 'id'> | null): string =>
  `case-${state?.id.slice(0, 8) ?? 'new'}.casement`

/** Within a sentence; Mendel keeps his capital. */
function checkName(check: CheckId): string {
  const title = CHECK_TITLES[check]
  return check === 'mendelian' ? title : title.charAt(0).toLowerCase() + title.slice(1)
}

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** Where what is done is kept: the few words of the header, and the whole of it. */
export function recordWords(
  record: RecordState,
  synthetic: boolean,
): { short: string; long: string; ok: boolean } {
  switch (record.state) {
    case 'unsaved':
      return synthetic
        ? { short: 'Demo', long: 'What you do in the demo is not kept. Save the case to keep it.', ok: true }
        : {
            short: 'Not saved',
            long: `What you do is not kept: ${record.error ? sentence(record.error) : 'the case has no file yet.'}`,
            ok: false,
          }
    case 'writing':
      return record.draft
        ? { short: 'Draft', long: 'Every change is kept on this machine. Save the case to give it a place of its own.', ok: true } // prettier-ignore
        : { short: 'Saved', long: `Every change is kept in ${baseName(record.path)}.`, ok: true }
    case 'read-only':
      return { short: 'Read-only', long: sentence(record.error), ok: false }
  }
}

/** What happened, as a sentence without its subject: `marked chr7:117559590 TCTT>T`. */
export function eventWords(event: CaseEvent): string {
  switch (event.kind) {
    case 'case-opened':
      return `began the case ${event.label}`
    case 'file-added':
      return `added ${event.file.name}`
    case 'file-refused':
      return `could not add ${baseName(event.path)}: ${sentence(event.error)}`
    case 'index-changed':
      return 'used an index'
    case 'annotation-added':
      return `took ${event.source.name} into use as annotation`
    case 'annotation-removed':
      return `took ${baseName(event.path)} out of the annotation`
    case 'bundled-found':
      return event.sources.length === 0
        ? 'went on without the app’s own data'
        : `used the app’s own data: ${event.sources.map(({ name, release }) => `${name} of ${release}`).join('; ')}`
    case 'panel-added':
      return `added the panel ${event.panel.name}`
    case 'panel-used':
      return event.inUse ? 'took a panel into use' : 'took a panel out of use'
    case 'panel-removed':
      return 'removed a panel'
    case 'phenotype-file-added':
      return `added ${event.file.name}`
    case 'phenotype-file-removed':
      return 'removed a file of the HPO'
    case 'phenotype-chosen':
      return event.terms.length === 0
        ? 'chose no HPO terms'
        : `chose the HPO terms ${event.terms.map(({ id, name }) => name ?? id).join(', ')}`
    case 'list-set':
      return event.list.filters.length === 0
        ? 'listed all variants'
        : `listed with ${plural(event.list.filters.length, 'filter')}`
    case 'variant-marked': {
      const { contig, position, ref, alt } = event.variant
      return `${event.marked ? 'marked' : 'took the mark from'} ${contig}:${position} ${ref}>${alt}`
    }
    case 'variant-noted': {
      const { contig, position, ref, alt } = event.variant
      return `${event.text === '' ? 'took the note from' : 'noted of'} ${contig}:${position} ${ref}>${alt}${event.text === '' ? '' : `: ${event.text}`}`
    }
    case 'shortlist-added':
      return `added the shortlist ${event.shortlist.name} (${plural(event.shortlist.entries.length, 'variant')})`
    case 'shortlist-removed':
      return 'removed a shortlist'
    case 'pedigree-set': {
      const from = (event.sources ?? []).map(({ name }) => name).join(' and ')
      const people = plural(event.pedigree.individuals.length, 'individual')
      return from === '' ? `set the pedigree of ${people}` : `took the pedigree of ${people} from ${from}`
    }
    case 'pedigree-found':
      return `proposed a family of ${plural(event.pedigree.individuals.length, 'individual')}`
    case 'file-matched':
      return `said that a file has reads of ${event.sample}`
    case 'sample-removed':
      return `found that the files of ${event.sample} are another sample’s`
    case 'assembly-confirmed':
      return 'confirmed who is who'
    case 'build-set':
      return `found the build ${event.build}`
    case 'sample-set':
      return `found the sample ${event.sample.name} (${ROLE_NAMES[event.sample.role].toLowerCase()})`
    case 'role-set':
      return `made ${event.sample} ${ROLE_NAMES[event.role].toLowerCase()}`
    case 'identifiers-set':
      return `${event.identifiers === null ? 'removed' : 'set'} the identifiers of ${event.individual}`
    case 'label-set':
      return `named the case ${event.label}`
    case 'checks-found': {
      const titles = (which: Verdict): string =>
        event.found.flatMap(({ check, verdict }) => (verdict === which ? checkName(check) : [])).join(', ')
      const said = [
        ...(titles('fails') === '' ? [] : [`fails: ${titles('fails')}`]),
        ...(titles('warns') === '' ? [] : [`to look at: ${titles('warns')}`]),
      ]
      return said.length === 0 ? 'made the checks: nothing to look at' : `made the checks; ${said.join('; ')}`
    }
    case 'check-acknowledged':
      return `acknowledged the check “${checkName(event.check)}”: ${event.reason}`
    case 'acknowledgement-withdrawn':
      return `withdrew the acknowledgement of the check “${checkName(event.check)}”`
    case 'event-undone':
      return `took back event ${event.sequence}`
    case 'event-redone':
      return `brought back event ${event.sequence}`
    case 'lock-taken':
      return `took the case over from ${event.from.user} on ${event.from.machine}`
    case 'record-left':
      return `began anew: what was recorded before in ${event.path} cannot be read`
    case 'record-placed':
      return `kept the case in ${baseName(event.path)}, and noted where its files lie`
    case 'file-relinked':
      return `found ${baseName(event.identity.path)} again: it is ${event.identity.path}, dated ${dateText(new Date(event.identity.mtimeMs).toISOString())}`
    case 'file-digested':
      return `computed the SHA-256 of a file`
    // Not kept in a case file.
    case 'store-changed':
    case 'file-checked':
    case 'record-changed':
    case 'case-closed':
      return event.kind
  }
}

/** One line for each run of events of one person within a minute that say the same kind of thing. */
export function historyTime({ time }: Pick<HistoryEntry, 'time'>): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`
}

/** What looking at a case file and its inputs found. */
export function verificationWords({ events, broken, files }: Verification): { ok: boolean; lines: string[] } {
  const wrong = files.filter(({ state }) => state === 'missing' || state === 'differs')
  const chain = broken
    ? `The chain is broken: ${broken.detail}.`
    : `${plural(events, 'event')}: each is what was written, and follows the one before.`
  return {
    ok: broken === null && wrong.length === 0,
    lines: [
      chain,
      ...(wrong.length === 0
        ? [`${plural(files.length, 'input file')}: all are what they were when they were added.`]
        : wrong.map(({ name, state, detail }) => `${name} ${state === 'missing' ? 'is missing' : 'is another file'}${detail === null ? '' : `: ${detail}`}`)), // prettier-ignore
    ],
  }
}

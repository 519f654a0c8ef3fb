import type { CaseFile, StoreState } from '../../../shared/case/case-file.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import { fieldsLeftOut, someOf } from '../../../shared/variant/left-out-words.ts'
import type { StoreSummary } from '../../../shared/variant/store-summary.ts'
import type { FilterEffect, ListFilter } from '../../../shared/variant/variant-query.ts'
import { shortAllele } from '../../../shared/variant/short-allele.ts'
import type { VariantKey } from '../../../shared/variant/variant-key.ts'
import { countText, plural } from '../../ui/amounts.ts'

/** The few words of a chip. */
export const filterLabel = ({ label, expression }: ListFilter): string => label ?? expression

/** What one filter does: `hides 12,345 by itself · 321 have no value`. */
export function effectWords({ hidden, missing }: FilterEffect, on: ListFilter['missing']): string {
  const hides = hidden === 0 ? 'Hides nothing by itself' : `Hides ${countText(hidden)} by itself`
  if (missing === 0) return hides
  const what = missing === 1 ? '1 has no value' : `${countText(missing)} have no value`
  return `${hides} · ${what}${on === 'keep' ? ', kept' : ''}`
}

type Shown = {
  /** Variants that pass, and all. */
  readonly available: number
  readonly found: number
  /** Filters that take part, are switched off, and cannot be understood. */
  readonly used: number
  readonly off: number
  readonly wrong: number
  /** The file could be read only so far: what comes after was not filtered either. */
  readonly stopped?: boolean
}

/** `14 of 4,812,345 · 3 filters`: on the screen whenever something may be hidden. */
export function filteredCount({ available, found, used, off, wrong, stopped = false }: Shown): string {
  const parts: readonly (readonly [count: number, what: string])[] = [
    [used, ''],
    [off, ' off'],
    [wrong, ' not understood'],
  ]
  const notes = parts
    .filter(([count]) => count > 0)
    .map(([count, what], i) => `${i === 0 ? plural(count, 'filter') : count}${what}`)
  if (stopped) notes.push('reading stopped')
  return `${countText(available)} of ${stopped ? 'the first ' : ''}${countText(found)} · ${notes.join(', ')}`
}

/** `3 marked`; marks that no record of the file answers to any more are counted too. */
export const markedWords = (count: number, lost: number): string =>
  lost === 0 ? `${countText(count)} marked` : `${countText(count)} marked, ${countText(lost)} not in the file`

/** What is said of each mark that the file no longer has. */
export const lostWords = ({ contig, position, ref, alt }: VariantKey, file: string): string =>
  `${contig}:${position} ${shortAllele(ref)}>${shortAllele(alt)} is marked, and ${file} no longer has it. The mark is kept.`

/** Why nothing can be filtered now; null when it can. @param share of the import that is done, 0…1, null while unknown */
export function importWords(store: StoreState | undefined, share: number | null): string | null {
  switch (store?.state) {
    case undefined:
      return 'Filters when the file has been imported'
    case 'importing':
      return share === null
        ? 'Importing… · filters when it is done'
        : `Importing ${Math.floor(share * 100)} % · filters when it is done`
    case 'failed':
      return 'Not imported: no filters'
    case 'cancelled':
      return 'Import cancelled: no filters'
    case 'ready':
      return null
  }
}

/** `1 line not read`, beside the count of variants: lines that the imports left out; null when there are none. */
export function notReadWords(summaries: readonly StoreSummary[]): string | null {
  const lines = summaries.reduce((sum, { malformed }) => sum + malformed, 0)
  return lines === 0 ? null : `${plural(lines, 'line')} not read`
}

/** What the import left out, or could not read: each a sentence. */
export function importNotes({ name }: Pick<CaseFile, 'name'>, summary: StoreSummary): string[] {
  const { malformed, listed, stopped, samplesLeftOut } = summary
  const notes: string[] = []
  if (stopped) notes.push(`Reading stopped before the end of ${name}. ${sentence(stopped)}`)
  if (malformed > 0) {
    notes.push(
      `${plural(malformed, 'line')} of ${name} could not be read and ${malformed === 1 ? 'is' : 'are'} left out.`,
    )
    notes.push(...listed.map(sentence))
  }
  if (samplesLeftOut.length > 0)
    notes.push(
      `Calls of ${plural(samplesLeftOut.length, 'sample')} cannot be filtered by or shown as columns: ${someOf(samplesLeftOut)}. The record has them.`,
    )
  return [...notes, ...fieldsLeftOut(name, summary)]
}

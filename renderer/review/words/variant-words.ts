import type { StoreState } from '../../../shared/case/case-file.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import type { Build } from '../../../shared/genome/build.ts'
import { joinedTo } from '../../../shared/variant/breakend.ts'
import { shortAllele } from '../../../shared/variant/short-allele.ts'
import type { Impact, VariantRow } from '../../../shared/variant/variant-row.ts'
import { countText, plural } from '../../ui/amounts.ts'

/** `c.1521_1523del` without its transcript, which is shown beside it. */
export function withoutReference(hgvs: string): string {
  const colon = hgvs.indexOf(':')
  return colon < 0 ? hgvs : hgvs.slice(colon + 1)
}

/** What the list shows as the change: HGVS c. when the annotation has it, else the alleles; of a breakend where it joins. */
export function changeText(row: VariantRow): string {
  // In the list of blocks and nowhere else: there is little room.
  if (row.type === 'reference-block') return typeText(row).replace('reference ', '')
  // HGVS has no word for where it leads to.
  if (row.type === 'breakend') {
    const place = joinedTo(row.alt)
    return place === null ? 'single breakend' : `joins ${place}`
  }
  const hgvsc = row.consequence?.hgvsc
  if (hgvsc !== null && hgvsc !== undefined && hgvsc !== '') return withoutReference(hgvsc)
  return `${shortAllele(row.ref)}>${shortAllele(row.alt)}`
}

/** `chr7:117559591`, 1-based, as in the file. */
export const placeText = (row: VariantRow): string => `${row.contig}:${row.position}`

/** `chr7:117559591-117559640`, 1-based, both ends within; a block of one base has one number. */
const blockText = (row: VariantRow): string =>
  row.end > row.position ? `${placeText(row)}-${row.end}` : placeText(row)

/** `chr7:117559591 TCTT>T`, or the stretch of a reference block. */
export const alleleText = (row: VariantRow): string =>
  row.type === 'reference-block' ? blockText(row) : `${placeText(row)} ${row.ref}>${row.alt}`

/**
 * `GRCh38 chr7:117559591 TCTT>T`, a reference block by its stretch: a coordinate never leaves the screen without its
 * build.
 */
export function coordinateText(build: Build, row: VariantRow): string {
  const named = build === 'unknown' ? 'unknown build' : build
  return `${named} ${alleleText(row)}`
}

/** `inframe deletion` for `inframe_deletion`; several consequences (`&`) stay several. */
export function consequenceText(consequence: string): string {
  return consequence
    .split('&')
    .map((term) => term.replace(/_variant$/, '').replaceAll('_', ' '))
    .join(', ')
}

export const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  HIGH: 'HIGH impact',
  MODERATE: 'MODERATE impact',
  LOW: 'LOW impact',
  MODIFIER: 'MODIFIER impact',
}

export type FilterWords = {
  readonly short: string
  readonly full: string
  readonly kind: 'pass' | 'failed' | 'none'
}

/** FILTER in the list: `PASS`, the filter that failed, or `–` when the file was never filtered. */
export function filterWords(filters: readonly string[]): FilterWords {
  const [first] = filters
  if (first === undefined)
    return { short: '–', full: 'Not filtered: the file says “.” in FILTER', kind: 'none' }
  if (filters.length === 1 && first === 'PASS') return { short: 'PASS', full: 'PASS', kind: 'pass' }
  const short = filters.length === 1 ? first : `${first} +${filters.length - 1}`
  return { short, full: `Failed: ${filters.join(', ')}`, kind: 'failed' }
}

/** What an allele of each symbolic kind is. @see VCFv4.3 §1.4.5 */
const SYMBOLIC: Readonly<Record<string, string>> = {
  DEL: 'deletion',
  DUP: 'duplication',
  INS: 'insertion',
  INV: 'inversion',
  CNV: 'copy-number variant',
  TRA: 'translocation',
}

/** `SNV`, `deletion, 3 bp`, `deletion, 1,327 bp` for `<DEL>` with its END; no length where the file gives none. */
export function typeText({ type, ref, alt, start, end }: VariantRow): string {
  const bases = (count: number): string => (count > 0 ? `, ${count.toLocaleString('en-GB')} bp` : '')
  switch (type) {
    case 'snv':
      return 'SNV'
    case 'mnv':
      return `MNV${bases(ref.length)}`
    case 'insertion':
    case 'deletion':
      return `${type}${bases(Math.abs(alt.length - ref.length))}`
    case 'symbolic': {
      const kind = SYMBOLIC[/^<([A-Z]+)/.exec(alt)?.[1] ?? '']
      if (kind === undefined) return 'symbolic allele'
      // The record's first base is the one before the event.
      return kind === 'translocation' || kind === 'insertion' ? kind : `${kind}${bases(end - start - 1)}`
    }
    case 'reference-block':
      return `reference block${bases(end - start)}`
    case 'breakend':
    case 'indel':
    case 'other':
      return type === 'other' ? 'other variant' : type
  }
}

type ListFacts = {
  /** Variants and reference blocks that have been read. */
  readonly found: number
  readonly referenceBlocks: number
  readonly loading: boolean
  readonly truncated: boolean
  /** Why reading ended early. */
  readonly stopped: CasementError | null
}

/**
 * The line that cannot be read and at which the list ends for the time being: the import under way leaves it out and
 * goes on. Null when reading did not end, or ended for good.
 *
 * @param store how the import of the file stands; undefined before it began
 * @returns 1-based
 */
export function lineLeftOut(stopped: CasementError | null, store: StoreState | undefined): number | null {
  if (stopped?.kind !== 'vcf/too-few-columns' && stopped?.kind !== 'vcf/bad-line') return null
  return store === undefined || store.state === 'importing' ? stopped.line : null
}

/** What is said of it meanwhile. */
export const leftOutWords = (line: number): string =>
  `Line ${countText(line)} cannot be read. The list goes on after it when the import is done.`

/** How much of a damaged file is in the list. */
export function stoppedWords(found: number): string {
  return found === 0
    ? 'No variant could be read.'
    : `Reading stopped: only the ${plural(found, 'variant')} before the damage ${found === 1 ? 'is' : 'are'} listed.`
}

/**
 * The honest count above the list and in the status bar. `shown` of `total` says nothing about rows the list does
 * not hold; a list that was cut, by its limit or by damage to the file, says so.
 *
 * @param goesOn it ended at a {@link lineLeftOut} for the time being
 */
export function variantCount(list: ListFacts, goesOn = false): string {
  const { found, referenceBlocks, loading, truncated, stopped } = list
  const count = found.toLocaleString('en-GB')
  if (goesOn) return found === 0 ? 'reading variants…' : `${count} variants so far…`
  if (stopped !== null && found === 0)
    return referenceBlocks === 0 ? 'not readable' : 'no variants, reading stopped'
  if (stopped !== null) return `first ${count} only, reading stopped`
  if (truncated) return `first ${count} shown, the file has more`
  if (loading) return found === 0 ? 'reading variants…' : `${count} variants so far…`
  if (found === 0) return 'no variants'
  return `${count} of ${count} ${found === 1 ? 'variant' : 'variants'}`
}

/**
 * The reference blocks of a gVCF, which are no variants and are counted beside them; null when there are none. What was
 * not read to the end is a lower bound.
 */
export function blockCount({ referenceBlocks, loading, truncated, stopped }: ListFacts): string | null {
  if (referenceBlocks === 0) return null
  const count = plural(referenceBlocks, 'reference block')
  return loading || truncated || stopped !== null ? `at least ${count}` : count
}

/** What a list of reference blocks says of itself: how many of them it holds, when that is not all. */
export const heldOf = (available: number, referenceBlocks: number, words: string): string =>
  available < referenceBlocks ? `first ${available.toLocaleString('en-GB')} of ${words}` : words

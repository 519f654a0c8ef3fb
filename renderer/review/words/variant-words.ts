import type { CasementError } from '../../../shared/errors/casement-error.ts'
import type { Build } from '../../../shared/genome/build.ts'
import type { Impact, VariantRow } from '../../../shared/variant/variant-row.ts'

/** Alleles longer than this are cut in the list: `T…(54)`. */
const SHOWN_BASES = 12

export function shortAllele(allele: string): string {
  if (allele.length <= SHOWN_BASES || allele.startsWith('<')) return allele
  return `${allele.slice(0, 4)}…(${allele.length})`
}

/** `c.1521_1523del` without its transcript, which is shown beside it. */
export function withoutReference(hgvs: string): string {
  const colon = hgvs.indexOf(':')
  return colon < 0 ? hgvs : hgvs.slice(colon + 1)
}

/** What the list shows as the change: HGVS c. when the annotation has it, else the alleles. */
export function changeText(row: VariantRow): string {
  const hgvsc = row.consequence?.hgvsc
  if (hgvsc !== null && hgvsc !== undefined && hgvsc !== '') return withoutReference(hgvsc)
  return `${shortAllele(row.ref)}>${shortAllele(row.alt)}`
}

/** `chr7:117559591`, 1-based, as in the file. */
export const placeText = (row: VariantRow): string => `${row.contig}:${row.position}`

/** `GRCh38 chr7:117559591 TCTT>T`: a coordinate never leaves the screen without its build. */
export function coordinateText(build: Build, row: VariantRow): string {
  const named = build === 'unknown' ? 'unknown build' : build
  return `${named} ${placeText(row)} ${row.ref}>${row.alt}`
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
    case 'breakend':
    case 'indel':
    case 'reference-block':
    case 'other':
      return type === 'other' ? 'other variant' : type.replace('-', ' ')
  }
}

type VariantCount = {
  readonly available: number
  readonly loading: boolean
  readonly truncated: boolean
  /** Why reading ended early. */
  readonly stopped: CasementError | null
}

/**
 * The honest count above the list and in the status bar. `shown` of `total` says nothing about rows the list does
 * not hold; a list that was cut, by its limit or by damage to the file, says so.
 */
export function variantCount(list: VariantCount): string {
  const count = list.available.toLocaleString('en-GB')
  if (list.stopped !== null)
    return list.available === 0 ? 'not readable' : `first ${count} only, reading stopped`
  if (list.truncated) return `first ${count} shown, the file has more`
  if (list.loading) return list.available === 0 ? 'reading variants…' : `${count} variants so far…`
  if (list.available === 0) return 'no variants'
  return `${count} of ${count} ${list.available === 1 ? 'variant' : 'variants'}`
}

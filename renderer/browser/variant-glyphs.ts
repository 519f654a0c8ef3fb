import { type Genotype, isUncalled, type ShownState } from '../../shared/variant/genotype.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'

/**
 * How a genotype is drawn, by shape alone. What is not called is a small dot and never looks like hom-ref; an allele
 * other than the one of the row has a dot inside its ring; nothing stands for a missing genotype but `dash`.
 */
export type GenotypeShape =
  | 'ring'
  | 'right-half'
  | 'left-half'
  | 'full'
  | 'full-split'
  | 'left-ring'
  | 'dashed-half'
  | 'ring-with-dot'
  | 'dot'
  | 'dash'
  | 'slash'

export type GenotypeGlyph = {
  readonly shape: GenotypeShape
  /** The same in one character, for text. */
  readonly character: string
  readonly words: string
}

const GLYPHS: Readonly<Record<ShownState, GenotypeGlyph>> = {
  'hom-ref': { shape: 'ring', character: '○', words: 'homozygous reference' },
  het: { shape: 'right-half', character: '◑', words: 'heterozygous' },
  'hom-alt': { shape: 'full', character: '●', words: 'homozygous for this allele' },
  'het-alt': { shape: 'full-split', character: '◍', words: 'this allele and another alternate' },
  hemizygous: { shape: 'left-half', character: '◐', words: 'hemizygous' },
  'hemizygous-ref': { shape: 'left-ring', character: '◖', words: 'hemizygous reference' },
  partial: { shape: 'dashed-half', character: '◔', words: 'partly called: one allele missing' },
  'not-called': { shape: 'dot', character: '·', words: 'not called' },
  'other-allele': { shape: 'ring-with-dot', character: '⊙', words: 'another alternate, not this one' },
  absent: { shape: 'dash', character: '–', words: 'no genotype in the file' },
  'not-in-file': { shape: 'slash', character: '∕', words: 'not in this file' },
}

export const genotypeGlyph = (state: ShownState): GenotypeGlyph => GLYPHS[state]

/** `heterozygous (0/1)`; the file's own text when there is one. */
export function genotypeWords(genotype: Genotype): string {
  const { words } = GLYPHS[genotype.state]
  return genotype.text === '' ? words : `${words} (${genotype.text})`
}

/** How a variant is drawn: what it is by shape, colour only repeats it. */
export type VariantMark = {
  readonly shape: 'bar' | 'wedge' | 'span' | 'bracket' | 'hook' | 'block' | 'uncalled-block'
  readonly words: string
}

const MARKS: Readonly<Record<VariantRow['type'], VariantMark>> = {
  snv: { shape: 'bar', words: 'single-nucleotide variant' },
  mnv: { shape: 'bar', words: 'multi-nucleotide variant' },
  insertion: { shape: 'wedge', words: 'insertion' },
  deletion: { shape: 'span', words: 'deletion' },
  indel: { shape: 'span', words: 'insertion and deletion' },
  symbolic: { shape: 'bracket', words: 'structural variant' },
  breakend: { shape: 'hook', words: 'breakend' },
  'reference-block': { shape: 'block', words: 'reference block' },
  other: { shape: 'bar', words: 'variant' },
}

/** A row's shape: a reference block in which a sample was not called is broken, it is no evidence of reference. */
export function markShape({ type, genotypes }: VariantRow): VariantMark['shape'] {
  return type === 'reference-block' && genotypes.some(isUncalled) ? 'uncalled-block' : MARKS[type].shape
}

export const variantMark = (type: VariantRow['type']): VariantMark => MARKS[type]

/** Which allele where: `7:117,559,591 TCTT>T`; of a reference block only its stretch. */
export function placeAndChange(row: VariantRow): string {
  const from = `${row.contig}:${row.position.toLocaleString('en-GB')}`
  if (row.type !== 'reference-block') return `${from} ${alleleText(row.ref)}>${alleleText(row.alt)}`
  return row.end > row.position ? `${from}–${row.end.toLocaleString('en-GB')}` : from
}

/** Drawn pale: the file filtered it out. `.` (not filtered) counts as passed, as VCF readers do. */
export const isFiltered = (row: Pick<VariantRow, 'filters'>): boolean =>
  row.filters.some((filter) => filter !== 'PASS')

/** Letters of an allele as shown: long ones by their length. */
export function alleleText(allele: string): string {
  return allele.length <= 24
    ? allele
    : `${allele.slice(0, 20)}… (${allele.length.toLocaleString('en-GB')} bp)`
}

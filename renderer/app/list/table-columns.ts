import { FILE_COLUMN } from '../../../shared/variant/joint-columns.ts'
import { SHORTLISTED_COLUMN, type VariantColumn } from '../../../shared/variant/variant-column.ts'
import type { VariantListView } from '../../../shared/variant/variant-query.ts'

export type ShownColumn = NonNullable<VariantListView['columns']>[number]

/** HGVS c. where the annotation has it, else the alleles: a column of the list that no file has. */
export const CHANGE = 'change'

/** Which file a row is of, in a list of several. */
export const FILE = FILE_COLUMN.name

/** What another program says of a variant: drawn with its words, filtered and sorted as a flag. */
export const STATED = SHORTLISTED_COLUMN.name

const FROM_ROW: ReadonlySet<string> = new Set([CHANGE, FILE, STATED, 'gene', 'impact', 'filter'])

/** Of a genotype column (`gt(HG002)`) the sample; null of every other. */
export const genotypeSample = (name: string): string | null => /^gt\(([^]*)\)$/.exec(name)?.[1] ?? null

/** Drawn from what every row brings, with its glyph; all others are asked for by name. */
export const isDrawnFromRow = (name: string): boolean => FROM_ROW.has(name) || genotypeSample(name) !== null

/** The columns a list has by itself, for the samples there is room for. @param stated the case has a shortlist */
export function defaultColumns(samples: readonly string[], stated = false): ShownColumn[] {
  const genotypes = samples.map((name) => `gt(${name})`)
  return ['gene', CHANGE, ...genotypes, 'impact', ...(stated ? [STATED] : []), 'filter'].map((name) => ({
    name,
    width: null,
  }))
}

/** A list of several files says of each row which it is of, one of a single file has nothing to say there. */
export function withFile(columns: readonly ShownColumn[], several: boolean): readonly ShownColumn[] {
  if (!several) return columns.filter(({ name }) => name !== FILE)
  return columns.some(({ name }) => name === FILE) ? columns : [{ name: FILE, width: null }, ...columns]
}

/** The column of the file behind one of the list: what it is sorted by and exported as. */
export const sortedBy = (name: string): string => (name === CHANGE ? 'hgvsc' : name)

/** Widths in px that a column begins with, and the least it can have. */
export const LEAST_WIDTH = 24

const WIDTHS: Readonly<Record<string, number>> = {
  pos: 92,
  end: 92,
  ref: 72,
  alt: 72,
  consequence: 150,
  hgvsc: 170,
  hgvsp: 150,
  transcript: 150,
  clinvar: 150,
}

const TYPE_WIDTHS: Readonly<Record<VariantColumn['type'], number>> = {
  integer: 72,
  number: 72,
  flag: 64,
  word: 96,
  text: 110,
}

/** What a column needs, by what is in it. */
export function usualWidth(name: string, column: VariantColumn | undefined): number {
  const known = WIDTHS[name]
  if (known !== undefined) return known
  return column === undefined ? TYPE_WIDTHS.text : TYPE_WIDTHS[column.type]
}

import type { Build } from '../../../../shared/genome/build.ts'
import { pseudoautosomal } from '../../../../shared/genome/pseudoautosomal.ts'

/** A stretch of a contig: 0-based, half-open, bp. */
export type Stretch = { readonly start: number; readonly end: number }

/**
 * Where the part of Y that has bases in the assembly ends, 0-based: beyond lies the heterochromatin of Yq12, tens of
 * megabases of N, in T2T-CHM13v2 of satellites in which no read has a place of its own (there a rounded place a little before
 * them). @see the assembly gaps of GRCh37 and GRCh38, UCSC table `gap`
 */
const HETEROCHROMATIN_OF_Y: Partial<Record<Build, number>> = {
  GRCh37: 28_819_361,
  GRCh38: 26_673_214,
  'T2T-CHM13v2': 27_000_000,
}

/**
 * What of X or Y a male has one copy of: outside the pseudoautosomal regions, and of Y up to the heterochromatin; in order.
 * Null of a build whose regions are not known here.
 *
 * @param length of the chromosome, bp
 */
export function singleCopyPart(build: Build, chromosome: 'X' | 'Y', length: number): Stretch[] | null {
  const regions = pseudoautosomal(build, chromosome)
  if (regions === null) return null
  const last = chromosome === 'Y' ? Math.min(length, HETEROCHROMATIN_OF_Y[build] ?? length) : length
  const parts: Stretch[] = []
  let from = 0
  for (const { start, end } of [...regions, { start: last, end: last }]) {
    const to = Math.min(start, last)
    if (to > from) parts.push({ start: from, end: to })
    from = Math.max(from, end)
  }
  return parts
}

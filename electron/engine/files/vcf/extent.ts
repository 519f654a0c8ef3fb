import { isBreakend, isUnseenAllele } from '../../../../shared/variant/allele-type.ts'
import { infoValue } from './info.ts'

/** 0-based half-open, in bp. */
export type Extent = { readonly start: number; readonly end: number }

/** Symbolic alleles whose SVLEN is a stretch of the reference; that of an insertion is not. */
const ON_REFERENCE = /^<(DEL|DUP|INV|CNV|TANDEM)\b/i

function integer(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^[+-]?[0-9]+$/.test(text)) return null
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : null
}

/** Extent of REF itself. POS 0 (telomere) is placed on the first base, as htslib does. */
export function referenceExtent(position: number, refLength: number): Extent {
  const start = Math.max(0, position - 1)
  return { start, end: start + Math.max(1, refLength) }
}

/**
 * How htslib sees a record when it indexes it as text (`tbx_parse1`, 1.16): REF's length, unless INFO has an END
 * that is not before POS, which then counts even when it is shorter. SVLEN is not looked at.
 *
 * Our TBI and CSI are built from this, so that they are the same as those of tabix and bcftools.
 */
export function indexedExtent(position: number, refLength: number, info: string): Extent {
  const extent = referenceExtent(position, refLength)
  const value = infoValue(info, 'END')
  // strtoll: leading digits count, what follows them does not.
  const end = typeof value === 'string' ? Number(/^[0-9]+/.exec(value)?.[0] ?? Number.NaN) : Number.NaN
  return end > extent.start ? { start: extent.start, end } : extent
}

/**
 * The stretch of reference an allele is about, for the list: REF for sequence alleles and breakends; for symbolic
 * alleles and reference blocks up to INFO/END, else by SVLEN. An END on another chromosome (Sniffles' `<TRA>` with
 * CHR2) says nothing about this one and is not used.
 *
 * @param allele 1-based; picks the allele's value of a SVLEN with one for each
 */
export function alleleExtent(
  contig: string,
  position: number,
  refLength: number,
  alt: string,
  allele: number,
  info: string,
): Extent {
  const extent = referenceExtent(position, refLength)
  const block = alt === '.' || isUnseenAllele(alt)
  if (!block && (!alt.startsWith('<') || isBreakend(alt))) return extent
  const otherContig = infoValue(info, 'CHR2')
  const elsewhere = typeof otherContig === 'string' && otherContig !== contig
  const end = integer(infoValue(info, 'END'))
  if (end !== null && end >= position && !elsewhere)
    return { start: extent.start, end: Math.max(extent.start + 1, end) }
  if (!ON_REFERENCE.test(alt)) return extent
  const lengths = infoValue(info, 'SVLEN')?.split(',') ?? []
  const length = integer(lengths[lengths.length === 1 ? 0 : allele - 1])
  return length === null
    ? extent
    : { start: extent.start, end: Math.max(extent.end, position + Math.abs(length)) }
}

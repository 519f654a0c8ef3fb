import type { RecordField } from '../../../shared/variant/variant-row.ts'

export type AlleleDepth = { readonly alt: number; readonly total: number }

/**
 * Reads for one alternate and for all alleles, from FORMAT/AD (VCFv4.3 §1.6.2: reference first). Null when AD is
 * missing, incomplete (`.` for any allele) or has no value for this allele: a share of unknown reads is not shown.
 *
 * @param allele 1-based number of the alternate in its record
 */
export function alleleDepth(fields: readonly RecordField[], allele: number): AlleleDepth | null {
  const text = fields.find((field) => field.key === 'AD')?.value
  if (text === null || text === undefined) return null
  const depths = text.split(',').map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN))
  const alt = depths[allele]
  if (alt === undefined || depths.some((depth) => Number.isNaN(depth))) return null
  return { alt, total: depths.reduce((sum, depth) => sum + depth, 0) }
}

/** `19/38 reads, 50 %`; never `0/0`, which beside a genotype reads as one. */
export function depthText({ alt, total }: AlleleDepth): string {
  if (total === 0) return 'no reads'
  const count = (reads: number): string => reads.toLocaleString('en-GB')
  return `${count(alt)}/${count(total)} ${total === 1 ? 'read' : 'reads'}, ${Math.round((100 * alt) / total)} %`
}

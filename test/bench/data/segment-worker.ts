import { move } from 'piscina'
import { type BamSegment, bamSegment } from './bam-segment.ts'
import { type VcfSegment, vcfSegment } from './vcf-segment.ts'

export type SegmentRequest =
  { readonly kind: 'bam'; readonly of: BamSegment } | { readonly kind: 'vcf'; readonly of: VcfSegment }

/** The entry of a generator thread: makes one segment; its bytes are moved, not copied. */
export function run({ kind, of }: SegmentRequest): unknown {
  return move(kind === 'bam' ? bamSegment(of) : vcfSegment(of))
}

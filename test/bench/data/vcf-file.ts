import { writeAtomically } from '../../../electron/engine/files/atomic-write.ts'
import { EOF_BLOCK } from '../../../electron/engine/files/bgzf/bgzf-block.ts'
import type { SegmentRequest } from './segment-worker.ts'
import { writeSegments } from './segments.ts'
import { VCF_SEGMENT, vcfHead } from './vcf-segment.ts'

/** Writes a sorted bgzip VCF of a trio with `rows` annotated records. */
export async function writeBenchVcf(path: string, rows: number, samples: readonly string[]): Promise<void> {
  const requests = Array.from({ length: Math.ceil(rows / VCF_SEGMENT) }, (_, segment): SegmentRequest => {
    return { kind: 'vcf', of: { rows, segment } }
  })
  await writeAtomically(path, async (sink) => {
    await sink.write(vcfHead(samples))
    await writeSegments(requests, sink)
    await sink.write(EOF_BLOCK)
  })
}

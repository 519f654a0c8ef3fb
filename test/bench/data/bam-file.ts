import { EOF_BLOCK } from '../../../electron/engine/files/bgzf/bgzf-block.ts'
import { encodeHeader } from '../../../electron/engine/files/bam/writer.ts'
import { writeAtomically } from '../../../electron/engine/files/atomic-write.ts'
import { unplacedReads } from './bam-segment.ts'
import { createBlockPacker } from './block-packer.ts'
import { DEPTH, READ_LENGTH } from './fragments.ts'
import { type BenchContig, benchContigs, SEGMENT } from './genome.ts'
import type { SegmentRequest } from './segment-worker.ts'
import { writeSegments } from './segments.ts'

/** Compressed bytes a read takes in these files: measured, so that `--size` means what it says. */
const BYTES_PER_READ = 46
/** Of a hundred pairs one has no place. */
const UNPLACED_SHARE = 0.01

/** The contigs of a BAM of about `sizeMb` MB. */
export function contigsForSize(sizeMb: number): readonly [BenchContig, BenchContig] {
  return benchContigs(((sizeMb * 1e6) / BYTES_PER_READ / DEPTH) * READ_LENGTH)
}

/** Writes a coordinate-sorted BAM of one sample, its blocks aligned to records as htslib writes them. */
export async function writeBenchBam(
  path: string,
  sample: string,
  contigs: readonly BenchContig[],
): Promise<void> {
  const text = [
    '@HD\tVN:1.6\tSO:coordinate',
    ...contigs.map(({ name, length }) => `@SQ\tSN:${name}\tLN:${length}`),
    `@RG\tID:lane\tSM:${sample}\tPL:ILLUMINA`,
    '',
  ].join('\n')
  const head = createBlockPacker()
  head.addText(encodeHeader({ text, references: contigs }))
  const requests = contigs.flatMap(({ covered }, refId) =>
    Array.from({ length: covered / SEGMENT }, (_, segment): SegmentRequest => {
      return { kind: 'bam', of: { sample, refId, segment, covered } }
    }),
  )
  const covered = contigs.reduce((sum, contig) => sum + contig.covered, 0)
  const pairs = Math.ceil(((covered * DEPTH) / READ_LENGTH / 2) * UNPLACED_SHARE)
  await writeAtomically(path, async (sink) => {
    await sink.write(head.finish())
    await writeSegments(requests, sink)
    await sink.write(unplacedReads(sample, pairs))
    await sink.write(EOF_BLOCK)
  })
}

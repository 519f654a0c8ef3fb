import { writeAtomically } from '../../electron/engine/files/atomic-write.ts'
import { FLAG_DUPLICATE } from '../../electron/engine/files/bam/flags.ts'
import { createBamWriter } from '../../electron/engine/files/bam/writer.ts'
import { newRecord } from './bam-files.ts'
import { GRCH38 } from './full-size-index.ts'

const LENGTH = 100

/** A stretch with reads, 0-based half-open. */
export type DeepPlace = {
  readonly contig: string
  readonly start: number
  readonly end: number
  readonly depth: number
  /** Default 60. */
  readonly mapq?: number
  readonly isDuplicate?: boolean
}

/** Writes a BAM of one sample with reads of 100 bp at places of GRCh38, and nothing elsewhere. */
export async function writeDepthBam(
  path: string,
  sample: string,
  places: readonly DeepPlace[],
): Promise<void> {
  const text = `@HD\tVN:1.6\tSO:coordinate\n@RG\tID:r\tSM:${sample}\n`
  const numbers = new Map(GRCH38.map(({ name }, refId) => [name, refId]))
  const reads = places.flatMap(({ contig, start, end, depth, mapq = 60, isDuplicate = false }) => {
    if (depth === 0) return []
    const count = Math.floor((end - start + LENGTH) / (LENGTH / depth))
    return Array.from({ length: count }, (_, i) => ({
      refId: numbers.get(contig) ?? -1,
      start: Math.max(0, Math.round(start - LENGTH + (i * LENGTH) / depth)),
      mapq,
      flags: isDuplicate ? FLAG_DUPLICATE : 0,
    }))
  })
  await writeAtomically(path, async (sink) => {
    const writer = await createBamWriter(sink, { text, references: GRCH38 })
    for (const [i, read] of reads.toSorted((a, b) => a.refId - b.refId || a.start - b.start).entries())
      await writer.write(
        newRecord({
          ...read,
          name: `r${i}`,
          cigar: Uint32Array.of(LENGTH << 4),
          sequence: 'ACGT'.repeat(LENGTH / 4),
          qualities: new Uint8Array(LENGTH).fill(30),
        }),
      )
    await writer.finish()
  })
}

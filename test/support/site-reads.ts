import { writeAtomically } from '../../electron/engine/files/atomic-write.ts'
import { createBamWriter } from '../../electron/engine/files/bam/writer.ts'
import type { Contig } from '../../shared/genome/region.ts'
import { newRecord } from './bam-files.ts'
import type { FamilyRecord } from './generated-family.ts'

const LENGTH = 50
const HALF = 25

/** Writes a BAM of one sample: at each SNV as many reads of each allele as its column of the records has. */
export async function writeSiteReads(
  path: string,
  records: readonly FamilyRecord[],
  column: number,
  contigs: readonly Contig[],
  tags: readonly string[],
): Promise<void> {
  const text = ['@HD\tVN:1.6\tSO:coordinate', ...tags.map((tag, i) => `@RG\tID:r${i}\tSM:${tag}`)].join('\n')
  const numbers = new Map(contigs.map(({ name }, refId) => [name, refId]))
  const reads = records.flatMap(({ chromosome, position, alleles, calls }) => {
    const refId = numbers.get(`chr${chromosome}`)
    if (refId === undefined || alleles.some((allele) => allele.length > 1)) return []
    return alleles.flatMap((base, allele) =>
      Array.from({ length: calls[column]?.reads[allele] ?? 0 }, (_, i) =>
        newRecord({
          name: `${refId}-${position}-${allele}-${i}`,
          refId,
          start: position - 1 - HALF,
          cigar: Uint32Array.of(LENGTH << 4),
          sequence: `${'A'.repeat(HALF)}${base}${'A'.repeat(LENGTH - HALF - 1)}`,
          qualities: new Uint8Array(LENGTH).fill(30),
        }),
      ),
    )
  })
  await writeAtomically(path, async (sink) => {
    const writer = await createBamWriter(sink, { text: `${text}\n`, references: contigs })
    for (const read of reads.toSorted((a, b) => a.refId - b.refId || a.start - b.start))
      await writer.write(read)
    await writer.finish()
  })
}

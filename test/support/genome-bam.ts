import { writeAtomically } from '../../electron/engine/files/atomic-write.ts'
import { createBamWriter } from '../../electron/engine/files/bam/writer.ts'
import { CHROMOSOMES, chromosomeLength } from '../../shared/genome/chromosome-length.ts'
import { newRecord } from './bam-files.ts'
import { seededRandom } from './random.ts'

const LENGTH = 50
/** bp between two reads of a chromosome of two copies. */
const APART = 4_000

/**
 * Writes a BAM of one sample with reads all along GRCh38: as many as a chromosome has copies, two unless said otherwise.
 *
 * @param copies by chromosome, `21` and the like
 */
export async function writeGenomeBam(
  path: string,
  sample: string,
  copies: Readonly<Record<string, number>> = {},
): Promise<void> {
  const random = seededRandom(sample.length)
  const contigs = CHROMOSOMES.map((key) => ({
    name: `chr${key}`,
    length: chromosomeLength('GRCh38', key) ?? 0,
  }))
  const text = `@HD\tVN:1.6\tSO:coordinate\n@RG\tID:r\tSM:${sample}\n`
  await writeAtomically(path, async (sink) => {
    const writer = await createBamWriter(sink, { text, references: contigs })
    for (const [refId, { length }] of contigs.entries()) {
      const step = (2 * APART) / (copies[CHROMOSOMES[refId] ?? ''] ?? 2)
      if (!Number.isFinite(step)) continue
      for (let start = 10_000; start < length - LENGTH - APART; start += step) {
        const sequence = Array.from({ length: LENGTH }, () => 'ACGT'[Math.floor(4 * random())]).join('')
        await writer.write(
          newRecord({
            name: `r${start}`,
            refId,
            start: Math.round(start + random() * 500),
            cigar: Uint32Array.of(LENGTH << 4),
            sequence,
            qualities: new Uint8Array(LENGTH).fill(30),
          }),
        )
      }
    }
    await writer.finish()
  })
}

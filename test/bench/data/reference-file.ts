import { writeAtomically } from '../../../electron/engine/files/atomic-write.ts'
import { type BenchContig, LETTER_OF_CODE, referenceBases, SEGMENT } from './genome.ts'

/** Bases per line: a divisor of every contig's length. */
const LINE = 64

/** Writes the reference the reads were drawn from as FASTA. */
export async function writeReference(path: string, contigs: readonly BenchContig[]): Promise<void> {
  await writeAtomically(path, async (sink) => {
    for (const [refId, { name, length }] of contigs.entries()) {
      await sink.write(Buffer.from(`>${name}\n`))
      for (let start = 0; start < length; start += SEGMENT) {
        const codes = referenceBases(refId, start, Math.min(SEGMENT, length - start))
        const text = Buffer.alloc((codes.length / LINE) * (LINE + 1))
        let at = 0
        for (const [i, code] of codes.entries()) {
          text[at++] = LETTER_OF_CODE[code] ?? 78
          if ((i + 1) % LINE === 0) text[at++] = 10
        }
        await sink.write(text)
      }
    }
  })
}

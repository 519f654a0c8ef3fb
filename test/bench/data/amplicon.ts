import { writeFile } from 'node:fs/promises'
import { randomStream } from '../../../electron/engine/demo/random.ts'
import { createBamWriter } from '../../../electron/engine/files/bam/writer.ts'

/** Where the amplicon lies, 0-based half-open, on the one contig of its file. */
export const AMPLICON = { contig: 'amplicon', start: 10_000, end: 10_200 }
const READ = 150
/** A substitution that half of the fragments carry. */
const VARIANT = 10_100

/** Writes a BAM of `fragments` pairs that all cover one amplicon of 200 bp, both mates 150 bp long, with MD tags. */
export async function writeAmplicon(path: string, fragments: number): Promise<void> {
  const random = randomStream('amplicon')
  const { start, end } = AMPLICON
  const reference = Array.from({ length: end - start }, () => 'ACGT'[Math.floor(random.next() * 4)] ?? 'A')
  const parts: Uint8Array[] = []
  const sink = {
    async write(bytes: Uint8Array): Promise<void> {
      parts.push(new Uint8Array(bytes))
    },
  }
  const writer = await createBamWriter(sink, {
    text: '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:amplicon\tLN:50000\n@RG\tID:a\tSM:a\n',
    references: [{ name: AMPLICON.contig, length: 50_000 }],
  })
  const write = async (fragment: number, isLast: boolean): Promise<void> => {
    const from = isLast ? end - READ : start
    let [sequence, md, matching] = ['', '', 0]
    for (let at = from; at < from + READ; at++) {
      const expected = reference[at - start] ?? 'A'
      const isOther = at === VARIANT ? fragment % 2 === 0 : random.next() < 0.004
      const letter = isOther ? (expected === 'A' ? 'C' : 'A') : expected
      sequence += letter
      if (letter === expected) matching++
      else {
        md += `${matching}${expected}`
        matching = 0
      }
    }
    await writer.write({
      name: `M01:${fragment % 19}:${fragment}`,
      flags: isLast ? 147 : 99,
      refId: 0,
      start: from,
      mapq: 60,
      cigar: Uint32Array.of(READ << 4),
      mateRefId: 0,
      mateStart: isLast ? start : end - READ,
      templateLength: isLast ? start - end : end - start,
      sequence,
      qualities: Uint8Array.from({ length: READ }, () => 12 + Math.floor(random.next() * 26)),
      tags: [
        { name: 'MD', type: 'Z', value: `${md}${matching}` },
        { name: 'RG', type: 'Z', value: 'a' },
      ],
    })
  }
  for (const isLast of [false, true])
    for (let fragment = 0; fragment < fragments; fragment++) await write(fragment, isLast)
  await writer.finish()
  await writeFile(path, Buffer.concat(parts))
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import type { NewRecord } from '../../electron/engine/files/bam/record-encoder.ts'
import { createBamWriter } from '../../electron/engine/files/bam/writer.ts'
import type { Contig } from '../../shared/genome/region.ts'
import { collect, fixture, newRecord } from '../support/bam-files.ts'
import { expectSameIndexes, haveTool } from '../support/index-oracle.ts'
import { seededRandom } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder()

/** One operation of a CIGAR as BAM has it: M 0, I 1, D 2, N 3. */
const op = (length: number, code: number): number => length * 16 + code

const sorted = (records: NewRecord[]): NewRecord[] =>
  records.toSorted((a, b) => a.refId - b.refId || a.start - b.start)

/** Reads of 4 bp to 30 kb (over introns), some of them unmapped beside their mates, spread over the contigs. */
function spread(contigs: readonly Contig[], count: number): NewRecord[] {
  const random = seededRandom(count)
  const records = Array.from({ length: count }, (_, i) => {
    const refId = Math.floor(random() * contigs.length)
    const intron = random() < 0.1 ? [op(Math.floor(10 ** (random() * 4.5)), 3), op(2, 0)] : [op(2, 0)]
    const cigar = Uint32Array.of(op(2, 0), ...intron)
    const reach = cigar.reduce((sum, o) => sum + (o >>> 4), 0)
    const start = Math.max(0, Math.floor(random() * ((contigs[refId]?.length ?? 0) - reach)))
    const isUnmapped = random() < 0.05
    return newRecord({
      name: `r${i}`,
      refId,
      start,
      ...(isUnmapped ? { flags: 4, cigar: new Uint32Array(0) } : { cigar }),
    })
  })
  return sorted(records)
}

const tail = (count: number): NewRecord[] =>
  Array.from({ length: count }, (_, i) =>
    newRecord({ name: `u${i}`, flags: 4, refId: -1, start: -1, cigar: new Uint32Array(0) }),
  )

const contigs = (...lengths: number[]): Contig[] =>
  lengths.map((length, i) => ({ name: `c${i + 1}`, length }))

/** 70,000 operations: more than a record's own field holds, so that they go into its CG tag. */
const longRead = (name: string, start: number): NewRecord => {
  const cigar = Uint32Array.from({ length: 70_001 }, (_, i) => op(1, i % 2 === 0 ? 0 : 2))
  return newRecord({ name, start, cigar, sequence: 'A'.repeat(35_001), qualities: undefined })
}

const amplicon = (): NewRecord[] => {
  const random = seededRandom(5)
  return sorted(
    Array.from({ length: 3000 }, (_, i) =>
      newRecord({ name: `a${i}`, start: 50_000 + Math.floor(random() * 40) }),
    ),
  )
}

const files: readonly [string, readonly Contig[], () => NewRecord[]][] = [
  ['one contig', contigs(400_000), () => spread(contigs(400_000), 2000)],
  ['two contigs, one without reads', contigs(300_000, 5000), () => spread(contigs(300_000), 3000)],
  [
    'three contigs and unmapped reads at the end',
    contigs(200_000, 90_000, 1_000_000),
    () => [...spread(contigs(200_000, 90_000, 1_000_000), 2500), ...tail(700)],
  ],
  ['only unmapped reads', contigs(1000), () => tail(50)],
  ['no reads', contigs(1000, 2000), () => []],
  ['one read', contigs(100_000), () => [newRecord({ start: 16_382 })]],
  ['a deep amplicon', contigs(100_000), amplicon],
  [
    'long reads with CG',
    contigs(600_000),
    () => Array.from({ length: 3 }, (_, i) => longRead(`l${i}`, 1000 + i * 90_001)),
  ],
]

async function write(name: string, references: readonly Contig[], records: readonly NewRecord[]) {
  const path = join(folder, `${name}.bam`)
  const text = `@HD\tVN:1.6\tSO:coordinate\n${references.map((c) => `@SQ\tSN:${c.name}\tLN:${c.length}\n`).join('')}`
  const bytes = await collect(async (sink) => {
    const writer = await createBamWriter(sink, { text, references })
    for (const record of records) await writer.write(record)
    await writer.finish()
  })
  writeFileSync(path, bytes)
  return path
}

describe.runIf(haveTool('samtools'))('generated BAM files: our index and that of samtools', () => {
  test.each(
    files.flatMap(([name, ...file]) => [[name, 'bai', ...file] as const, [name, 'csi', ...file] as const]),
  )('%s, %s', async (name, format, references, records) =>
    expectSameIndexes(await write(name, references, records()), folder, format, 1),
  )

  test('a contig of 600 Mb, csi', async () => {
    const references = contigs(600_000_000, 5000)
    await expectSameIndexes(await write('600 Mb', references, spread(references, 2000)), folder, 'csi', 2)
  })

  test.each(['bai', 'csi'] as const)('the CIGAR fixture, %s', async (format) => {
    await expectSameIndexes(fixture('bam/long-cigar.bam'), folder, format, 3)
  })
})

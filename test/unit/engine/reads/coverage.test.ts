import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCigar } from '../../../../electron/engine/files/bam/cigar.ts'
import type { NewRecord } from '../../../../electron/engine/files/bam/record-encoder.ts'
import { createBamWriter } from '../../../../electron/engine/files/bam/writer.ts'
import { writeAtomically } from '../../../../electron/engine/files/atomic-write.ts'
import { buildBamIndexJob } from '../../../../electron/engine/indexing/build-bam-index.ts'
import {
  type Coverage,
  coverageLines,
  readCoverage,
  readCoverageWindows,
} from '../../../../electron/engine/reads/coverage.ts'
import { openBam } from '../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { all, errorFrom, fixture, golden, newRecord, scratch } from '../../../support/bam-files.ts'

async function open(path: string, folder: { path: string; [Symbol.dispose]: () => void }) {
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  return {
    reader,
    async [Symbol.asyncDispose]() {
      await reader.close()
      folder[Symbol.dispose]()
    },
  }
}

async function openFixture() {
  const folder = scratch()
  const path = join(folder.path, 'x.bam')
  copyFileSync(fixture('bam/edge-bai.bam'), path)
  return open(path, folder)
}

async function openRecords(records: readonly NewRecord[]) {
  const folder = scratch()
  const path = join(folder.path, 'x.bam')
  await writeAtomically(path, async (sink) => {
    const writer = await createBamWriter(sink, { text: '', references: [{ name: 'c', length: 200_000 }] })
    for (const record of records) await writer.write(record)
    await writer.finish()
  })
  return open(path, folder)
}

const STRETCH = { contig: 'one', start: 16_249, end: 16_550 }

test('depth equals samtools depth; with deletions, samtools depth -J', async () => {
  await using bam = await openFixture()
  const { depth, del } = await readCoverage(bam.reader, STRETCH)
  expect([...depth].map(String)).toEqual((await golden('index/depth.tsv')).map(([, , n]) => n))
  expect([...depth].map((n, i) => String(n + (del[i] ?? 0)))).toEqual(
    (await golden('index/depth-with-deletions.tsv')).map(([, , n]) => n),
  )
  expect(Math.max(...del)).toBeGreaterThan(0)
})

/** Bases of one line of mpileup: reads that start and end, and inserted or deleted sequence, taken out. */
function pileupBases(text: string): string {
  let bases = ''
  for (let at = 0; at < text.length; at++) {
    const indel = /^[+-]([0-9]+)/.exec(text.slice(at))
    if (indel) at += indel[0].length + Number(indel[1]) - 1
    else if (text[at] === '^') at++
    else if (text[at] !== '$') bases += text[at]
  }
  return bases.toUpperCase()
}

test('each base equals samtools mpileup -A -B -x -Q 0', async () => {
  await using bam = await openFixture()
  const lines = await golden('index/mpileup.tsv')
  let compared = 0
  for (const region of [STRETCH, { contig: 'one', start: 120_279, end: 120_640 }]) {
    const coverage = await readCoverage(bam.reader, region)
    for (const [, position, , n, text = ''] of lines) {
      const at = Number(position) - 1 - region.start
      if (at < 0 || at >= coverage.depth.length) continue
      // A position without reads is printed as `*` in the column of bases.
      const bases = n === '0' ? '' : pileupBases(text)
      const count = (pattern: RegExp): number => bases.match(pattern)?.length ?? 0
      const { a, c, g, t, n: other, del } = coverage
      expect([position, a[at], c[at], g[at], t[at], other[at], del[at]]).toEqual([
        position,
        count(/A/g),
        count(/C/g),
        count(/G/g),
        count(/T/g),
        count(/[^ACGT*#<>]/g),
        count(/[*#]/g),
      ])
      // Introns are in mpileup's depth and in none of our columns.
      expect(Number(n)).toBe((coverage.depth[at] ?? 0) + (del[at] ?? 0) + count(/[<>]/g))
      compared++
    }
  }
  expect(compared).toBe(662)
})

const plain = ({ depth, a, c, g, t, n, del }: Coverage): number[][] =>
  [depth, a, c, g, t, n, del].map((x) => [...x])

test('windows put together are the whole', async () => {
  await using bam = await openFixture()
  const region = { contig: 'one', start: 100, end: 3000 }
  const whole = await readCoverage(bam.reader, region)
  const windows = await all(readCoverageWindows(bam.reader, region, {}, 333))
  expect(windows.map(({ start }) => start)).toEqual([100, 433, 766, 1099, 1432, 1765, 2098, 2431, 2764])
  expect(plain(whole)).toEqual(
    plain(whole).map((_, column) => windows.flatMap((window) => plain(window)[column] ?? [])),
  )
})

test('what counts and what does not', async () => {
  const cigar = (text: string): { cigar: Uint32Array } => ({ cigar: parseCigar(text) ?? new Uint32Array() })
  const at = { start: 10, sequence: 'ACGT' }
  await using bam = await openRecords([
    newRecord({ ...at, ...cigar('4M') }),
    newRecord({ ...at, ...cigar('1M2D3M') }),
    newRecord({ ...at, ...cigar('2M1N2M') }),
    newRecord({ ...at, ...cigar('2M1I1M') }),
    newRecord({ ...at, ...cigar('2S2M') }),
    newRecord({ ...at, ...cigar('4M'), sequence: '' }),
    newRecord({ ...at, ...cigar('4M'), sequence: 'NR==' }),
    // Supplementary counts; secondary, failed, duplicate and unmapped do not.
    newRecord({ ...at, ...cigar('4M'), flags: 0x800 }),
    ...[0x4, 0x100, 0x200, 0x400].map((flags) => newRecord({ ...at, ...cigar('4M'), flags })),
  ])
  const region = { contig: 'c', start: 9, end: 17 }
  expect([...coverageLines('c', await readCoverage(bam.reader, region))]).toEqual([
    'c\t10\t0\t0\t0\t0\t0\t0\t0',
    'c\t11\t8\t5\t0\t1\t0\t2\t0',
    'c\t12\t7\t0\t4\t0\t1\t2\t1',
    'c\t13\t5\t0\t0\t2\t1\t2\t1',
    'c\t14\t6\t0\t1\t1\t2\t2\t0',
    'c\t15\t2\t0\t0\t1\t1\t0\t0',
    'c\t16\t1\t0\t0\t0\t1\t0\t0',
    'c\t17\t0\t0\t0\t0\t0\t0\t0',
  ])
  // With a reference a base stored as = is what the reference has there.
  const { g, t, n } = await readCoverage(bam.reader, region, { reference: 'NNNGtNNN' })
  expect([g[3], t[4], n[3], n[4]]).toEqual([3, 3, 1, 1])
})

test('a CIGAR that does not fit its bases is refused', async () => {
  await using bam = await openRecords([newRecord({ sequence: 'ACGTA' })])
  const error = await errorFrom(readCoverage(bam.reader, { contig: 'c', start: 100, end: 110 }))
  expect(error).toMatchObject({ kind: 'bam/bad-record', field: 'cigar' })
})

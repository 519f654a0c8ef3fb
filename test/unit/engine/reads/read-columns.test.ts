import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { BamFile } from '@gmod/bam'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBlockCache } from '../../../../electron/engine/files/bgzf/block-cache.ts'
import { parseCigar } from '../../../../electron/engine/files/bam/cigar.ts'
import type { NewRecord } from '../../../../electron/engine/files/bam/record-encoder.ts'
import { buildBamIndexJob } from '../../../../electron/engine/indexing/build-bam-index.ts'
import { identifyFile } from '../../../../electron/engine/files/identity.ts'
import { readColumnsJob } from '../../../../electron/engine/reads/columns-job.ts'
import { countReads } from '../../../../electron/engine/reads/count.ts'
import { readColumns, type ReadColumns } from '../../../../electron/engine/reads/read-columns.ts'
import { type BamReader, openBam } from '../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import type { Region } from '../../../../shared/genome/region.ts'
import {
  all,
  copyInto,
  errorFrom,
  fixture,
  havePublicData,
  newRecord,
  publicFile,
  scratch,
} from '../../../support/bam-files.ts'
import { seededRandom } from '../../../support/random.ts'
import { writeSmallBlocks } from '../../../support/small-blocks.ts'
import { runs } from '../../../support/thorough.ts'

const REFERENCES = [
  { name: 'a', length: 200_000 },
  { name: 'b', length: 70_000 },
]
const CIGARS = ['50M', '10S40M', '20M5D30M', '20M3I27M', '25M9000N25M', '5H50M', '50M1D', '50I', '*']

/** Sorted reads on two contigs, some unmapped beside their mate, some without a place. */
function randomReads(random: () => number, count: number): NewRecord[] {
  const below = (limit: number): number => Math.floor(random() * limit)
  const reads = Array.from({ length: count }, (_, i) => {
    const refId = below(2)
    const isUnmapped = random() < 0.1
    return newRecord({
      name: `read-${below(count)}`.padEnd(below(30), 'x'),
      refId,
      // Piled up here and there.
      start: random() < 0.5 ? 30_000 + below(300) : below(refId === 0 ? 190_000 : 60_000),
      flags: (isUnmapped ? 4 : 0) | (below(64) << 4),
      mapq: below(256),
      cigar: (isUnmapped ? undefined : parseCigar(CIGARS[below(CIGARS.length)] ?? '*')) ?? new Uint32Array(0),
      mateRefId: below(3) - 1,
      mateStart: below(60_000) - 1,
      templateLength: below(2000) - 1000,
      sequence: 'ACGTN'.repeat(10),
      tags: [{ name: 'NM', type: 'i', stored: 'C', value: i % 256 }],
    })
  })
  const sorted = reads.toSorted((x, y) => x.refId - y.refId || x.start - y.start)
  return [
    ...sorted,
    newRecord({ name: 'nowhere', flags: 4, refId: -1, start: -1, cigar: new Uint32Array(0) }),
  ]
}

function randomRegion(random: () => number): Region {
  const isA = random() < 0.6
  const start = random() < 0.5 ? 29_900 + Math.floor(random() * 500) : Math.floor(random() * 65_000)
  const length = 1 + Math.floor(10 ** (random() * 5))
  return { contig: isA ? 'a' : 'b', start, end: start + length }
}

/** What the reader that makes an object per record says of a region. */
async function recordRows(reader: BamReader, region: Region): Promise<unknown[]> {
  const records = await all(reader.records(region))
  return records.map((r) => [
    r.start,
    r.end,
    r.flags,
    r.mapq,
    r.mateRefId,
    r.mateStart,
    r.templateLength,
    r.offset.block,
    r.offset.within,
    r.cigar.join(' '),
  ])
}

function columnRows(columns: ReadColumns): unknown[] {
  return Array.from({ length: columns.count }, (_, i) => [
    columns.starts[i],
    columns.ends[i],
    columns.flags[i],
    columns.mapqs[i],
    columns.mateRefIds[i],
    columns.mateStarts[i],
    columns.templateLengths[i],
    columns.blocks[i],
    columns.withins[i],
    columns.cigars.subarray(columns.cigarAt[i], columns.cigarAt[i + 1]).join(' '),
  ])
}

async function randomFile(folder: string, seed: number, count: number, format: 'bai' | 'csi' = 'bai') {
  const random = seededRandom(seed)
  const path = join(folder, 'x.bam')
  writeSmallBlocks(path, REFERENCES, randomReads(random, count), random)
  const { path: index } = await buildBamIndexJob({ path, cacheFolder: folder, format }, unobserved)
  return { path, index, random }
}

describe('columns equal the records, whatever the cache holds', () => {
  test('random files of tiny blocks, random regions', async () => {
    const property = async (seed: number, count: number, csi: boolean, blocks: number): Promise<void> => {
      using folder = scratch()
      const { path, random } = await randomFile(folder.path, seed, count, csi ? 'csi' : 'bai')
      const cache = createBlockCache(blocks * 66_000)
      const reader = await openBam(path, { cacheFolder: folder.path, blocks: cache })
      for (let i = 0; i < 12; i++) {
        const region = randomRegion(random)
        const columns = await readColumns(reader, region)
        expect(columnRows(columns)).toEqual(await recordRows(reader, region))
        expect(await countReads(reader, region)).toBe(columns.count)
        expect(cache.bytes).toBeLessThanOrEqual(blocks * 66_000)
      }
      await reader.close()
    }
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 0, max: 400 }),
        fc.boolean(),
        fc.constantFrom(1, 3, 500),
        property,
      ),
      { numRuns: runs(25), seed: 3 },
    )
  })

  test('long CIGARs and odd records', async () => {
    for (const name of ['bam/edge.bam', 'bam/long-cigar.bam', 'bam/edge-bai.bam']) {
      using folder = scratch()
      const path = copyInto(folder.path, fixture(name))
      await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
      const reader = await openBam(path, { cacheFolder: folder.path })
      for (const { name: contig, length } of reader.header.references) {
        const region = { contig, start: 0, end: length }
        expect(columnRows(await readColumns(reader, region))).toEqual(await recordRows(reader, region))
      }
      await reader.close()
    }
  })

  test('and those @gmod/bam finds', async () => {
    using folder = scratch()
    const { path, index, random } = await randomFile(folder.path, 7, 500)
    const reader = await openBam(path, { cacheFolder: folder.path })
    const other = new BamFile({ bamPath: path, baiPath: index })
    await other.getHeader()
    let compared = 0
    for (let i = 0; i < 40; i++) {
      const region = randomRegion(random)
      const { starts, flags, count } = await readColumns(reader, region)
      const ours = Array.from({ length: count }, (_, k) => `${starts[k]} ${flags[k]}`)
      const theirs = await other.getRecordsForRange(region.contig, region.start, region.end)
      expect(ours.toSorted()).toEqual(theirs.map((r) => `${r.start} ${r.flags}`).toSorted())
      compared += count
    }
    expect(compared).toBeGreaterThan(500)
    await reader.close()
  })
})

test('equal names hash alike, other names do not', async () => {
  using folder = scratch()
  const { path } = await randomFile(folder.path, 11, 800)
  const reader = await openBam(path, { cacheFolder: folder.path })
  const region = { contig: 'a', start: 0, end: 200_000 }
  const { nameHashes, count } = await readColumns(reader, region)
  const names = (await all(reader.records(region))).map((record) => record.name)
  const hashes = new Map(names.map((name, i) => [name, `${nameHashes[2 * i]} ${nameHashes[2 * i + 1]}`]))
  expect(names.map((name) => hashes.get(name))).toEqual(
    names.map((_, i) => `${nameHashes[2 * i]} ${nameHashes[2 * i + 1]}`),
  )
  expect(new Set(hashes.values()).size).toBe(hashes.size)
  expect(hashes.size).toBeLessThan(count)
  await reader.close()
})

describe('work is done once', () => {
  test('by readers that follow one another, and by those that go at once', async () => {
    using folder = scratch()
    const { path } = await randomFile(folder.path, 5, 400)
    const cache = createBlockCache(1 << 26)
    const open = (): Promise<BamReader> => openBam(path, { cacheFolder: folder.path, blocks: cache })
    const [one, two] = [await open(), await open()]
    const region = { contig: 'a', start: 20_000, end: 60_000 }
    const first = await readColumns(one, region)
    const { inflated } = cache
    expect(inflated).toBeGreaterThan(20)
    const again = await Promise.all([
      readColumns(one, region),
      readColumns(two, region),
      readColumns(two, region),
    ])
    for (const columns of again) expect(columns).toEqual(first)
    expect(cache.inflated).toBe(inflated)
    cache.clear()
    await Promise.all([readColumns(one, region), readColumns(two, region)])
    expect(cache.inflated).toBe(2 * inflated)
    await one.close()
    await two.close()
  })

  test('but not for a file that has changed', async () => {
    using folder = scratch()
    const { path } = await randomFile(folder.path, 5, 400)
    const cache = createBlockCache(1 << 26)
    const reader = await openBam(path, { cacheFolder: folder.path, blocks: cache })
    const region = { contig: 'b', start: 0, end: 70_000 }
    await readColumns(reader, region)
    truncateSync(path, 3000)
    expect(await errorFrom(readColumns(reader, region))).toMatchObject({ kind: 'file/changed', file: path })
    await reader.close()
  })
})

test('an abort while reading ends it; what is read afterwards is right', async () => {
  using folder = scratch()
  const { path } = await randomFile(folder.path, 9, 20_000)
  const cache = createBlockCache(1 << 20)
  const reader = await openBam(path, { cacheFolder: folder.path, blocks: cache })
  const region = { contig: 'a', start: 0, end: 200_000 }
  const { count } = await readColumns(reader, region)
  const { inflated } = cache
  const controller = new AbortController()
  const work = errorFrom(readColumns(reader, region, { signal: controller.signal }))
  // A message of its own turn, as it reaches a worker.
  setImmediate(() => controller.abort())
  expect(await work).toMatchObject({ kind: 'task/cancelled' })
  expect(cache.inflated - inflated).toBeLessThan(inflated)
  expect(columnRows(await readColumns(reader, region))).toEqual(await recordRows(reader, region))
  expect(await countReads(reader, region)).toBe(count)
  await reader.close()
})

describe('more reads than wanted', () => {
  test('are refused before anything is read, where the index says so', async () => {
    using folder = scratch()
    const { path } = await randomFile(folder.path, 13, 3000)
    const cache = createBlockCache(1 << 26)
    const reader = await openBam(path, { cacheFolder: folder.path, blocks: cache })
    const region = { contig: 'a', start: 0, end: 200_000 }
    const limit = { maxReads: 100 }
    const refusal = { kind: 'region/too-many-reads', region: 'a:1-200,000', limit: 100 }
    expect(await errorFrom(readColumns(reader, region, limit))).toEqual(refusal)
    expect(cache.inflated).toBe(0)
    // Within one bin the index says nothing: it is found out while reading.
    const pile = { contig: 'a', start: 30_000, end: 30_300 }
    expect(await errorFrom(readColumns(reader, pile, limit))).toMatchObject({ limit: 100 })
    expect(cache.inflated).toBeGreaterThan(0)
    await reader.close()
  })

  test('are fine when there are just as many', async () => {
    using folder = scratch()
    const { path } = await randomFile(folder.path, 13, 300)
    const reader = await openBam(path, { cacheFolder: folder.path })
    const region = { contig: 'a', start: 0, end: 200_000 }
    const { count } = await readColumns(reader, region)
    expect((await readColumns(reader, region, { maxReads: count })).count).toBe(count)
    expect(await errorFrom(readColumns(reader, region, { maxReads: count - 1 }))).toMatchObject({
      kind: 'region/too-many-reads',
      limit: count - 1,
    })
    await reader.close()
  })
})

test('the job answers with columns', async () => {
  using folder = scratch()
  const { path } = await randomFile(folder.path, 17, 100)
  const identity = await identifyFile(path)
  const region = { contig: 'b', start: 0, end: 70_000 }
  const input = { identity, cacheFolder: folder.path, region, maxReads: 1000 }
  const columns = await readColumnsJob(input, unobserved)
  expect(columns).toMatchObject({ version: 1 })
  expect(columns.count).toBeGreaterThan(20)
  expect(
    await errorFrom(readColumnsJob({ ...input, identity: { ...identity, size: 1 } }, unobserved)),
  ).toMatchObject({
    kind: 'file/changed',
  })
})

const large = 'gmod/volvox-sorted.bam'
test.runIf(havePublicData())(`columns equal the records of ${large}`, async () => {
  using folder = scratch()
  const path = copyInto(folder.path, publicFile(large))
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  const [{ name: contig, length } = { name: '', length: 0 }] = reader.header.references
  const random = seededRandom(1)
  for (let i = 0; i < 20; i++) {
    const start = Math.floor(random() * length)
    const region = { contig, start, end: start + 1 + Math.floor(random() * 3000) }
    expect(columnRows(await readColumns(reader, region))).toEqual(await recordRows(reader, region))
  }
  await reader.close()
})

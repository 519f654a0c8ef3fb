import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCigar } from '../../../../../electron/engine/files/bam/cigar.ts'
import type { NewRecord } from '../../../../../electron/engine/files/bam/record-encoder.ts'
import type { Tag } from '../../../../../electron/engine/files/bam/tags.ts'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { openCram } from '../../../../../electron/engine/reads/cram-reader.ts'
import { type BamReader, openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { pairOrientation } from '../../../../../electron/engine/reads/slab/orientation.ts'
import { readSlab } from '../../../../../electron/engine/reads/slab/read-slab.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { decodeSlab, encodeSlab, ORIENTATION, TRAIT } from '../../../../../shared/reads/read-slab.ts'
import { bamOf, errorFrom, fixture, newRecord, copyInto, scratch } from '../../../../support/bam-files.ts'
import { cramFixture, cramReference } from '../../../../support/cram-files.ts'
import { compareWithOracle, describeReads, slabOf, slabRequest } from '../../../../support/compare-slab.ts'
import { writeFile } from 'node:fs/promises'

const HEADER = {
  text: '@HD\tVN:1.6\tSO:coordinate\n@RG\tID:g1\tSM:kid\n@RG\tID:g2\n',
  references: [
    { name: 'a', length: 100_000 },
    { name: 'b', length: 100_000 },
  ],
}

async function withReads(records: readonly NewRecord[], use: (reader: BamReader) => Promise<void>) {
  using folder = scratch()
  const path = join(folder.path, 'x.bam')
  const source = await bamOf(HEADER, records)
  await writeFile(path, await source.read(0, source.size))
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  await use(reader)
  await reader.close()
}

const cigar = (text: string): Uint32Array => parseCigar(text) ?? new Uint32Array(0)
const md = (value: string): Tag => ({ name: 'MD', type: 'Z', value })
const request = slabRequest({ contig: 'a', start: 0, end: 1000 })

test('what a record says of itself, its mate and its tags', async () => {
  const tags: Tag[] = [
    { name: 'XA', type: 'B', element: 'f', value: [1, 2] },
    { name: 'RG', type: 'Z', value: 'g2' },
    { name: 'HP', type: 'i', stored: 'i', value: 2 },
    { name: 'PS', type: 'i', stored: 'I', value: 1_234_567 },
    { name: 'SA', type: 'Z', value: 'b,7,+,3M,1,0;' },
    md('10'),
  ]
  const records = [
    newRecord({
      name: 'far',
      start: 100,
      flags: 0x1 | 0x40 | 0x20,
      mapq: 17,
      cigar: cigar('3S7M2S'),
      mateRefId: 1,
      mateStart: 55,
      sequence: 'TTTACGTACGGG',
      qualities: Uint8Array.from([30, 20, 10, 30, 20, 10, 30, 20, 10, 30, 20, 10]),
      tags: [...tags.slice(0, 5), md('7')],
    }),
    newRecord({ name: 'bare', start: 100, cigar: cigar('4M'), tags: [md('4')] }),
    newRecord({
      name: 'other',
      start: 101,
      cigar: cigar('4M'),
      tags: [{ name: 'RG', type: 'Z', value: 'new' }],
    }),
    newRecord({
      name: 'lone',
      start: 102,
      flags: 0x1 | 0x8 | 0x40,
      cigar: cigar('4M'),
      mateRefId: 0,
      mateStart: 102,
    }),
  ]
  await withReads(records, async (reader) => {
    const { bytes } = await readSlab(reader, 'a', request, { renamed: (name) => `chr${name}` })
    const slab = decodeSlab(bytes.buffer)
    expect(slab?.meta.contigs).toEqual(['a', 'chrb'])
    expect(slab?.meta.readGroups).toEqual(['g1 (kid)', 'g2', 'new'])
    expect([...(slab?.readGroup ?? [])]).toEqual([1, -1, 2, -1])
    expect([...(slab?.haplotype ?? [])]).toEqual([2, 0, 0, 0])
    expect([...(slab?.phaseSet ?? [])]).toEqual([1_234_567, -1, -1, -1])
    expect([...(slab?.mateContig ?? [])]).toEqual([1, -1, -1, -1])
    expect([...(slab?.mateStart ?? [])]).toEqual([55, -1, -1, -1])
    expect([...(slab?.clippedStart ?? [])]).toEqual([97, 100, 101, 102])
    expect([...(slab?.clippedEnd ?? [])]).toEqual([109, 104, 105, 106])
    expect([...(slab?.meanQuality ?? [])]).toEqual([20, 255, 255, 255])
    expect([...(slab?.mapq ?? [])]).toEqual([17, 60, 60, 60])
    const without = TRAIT.withoutMismatches
    expect([...(slab?.traits ?? [])]).toEqual([TRAIT.split, 0, without, without])
    expect(slab?.meta.withoutMismatches).toBe(2)
    expect([...(slab?.clipQuality ?? [])]).toEqual([30, 20, 10, 20, 10])
  })
})

// F1R2, F2R1, F1F2 and so on as igv.js writes them; the class of each where pairs face each other.
const F = { flags: 0x1 | 0x40, start: 100, end: 200, sameContig: true, mateStart: 300, templateLength: 300 }
test.each([
  ['F1R2', { ...F, flags: F.flags | 0x20 }, ORIENTATION.LR],
  ['F1F2', F, ORIENTATION.LL],
  ['R1R2', { ...F, flags: F.flags | 0x30 }, ORIENTATION.RR],
  ['R1F2', { ...F, flags: F.flags | 0x10 }, ORIENTATION.RL],
  ['F2R1 seen from R1', { ...F, flags: F.flags | 0x10, mateStart: 10, templateLength: -190 }, ORIENTATION.LR],
  ['R2F1 seen from F1', { ...F, flags: F.flags | 0x20, mateStart: 10, templateLength: -190 }, ORIENTATION.RL],
  ['without TLEN, mate after', { ...F, flags: F.flags | 0x20, templateLength: 0 }, ORIENTATION.LR],
  [
    'without TLEN, mate before',
    { ...F, flags: F.flags | 0x10, mateStart: 10, templateLength: 0 },
    ORIENTATION.LR,
  ],
  ['another contig', { ...F, sameContig: false }, ORIENTATION.none],
  ['mate unmapped', { ...F, flags: F.flags | 0x8 }, ORIENTATION.none],
  ['not paired', { ...F, flags: 0x10 }, ORIENTATION.none],
])('the class of %s', (_, read, wanted) => {
  expect(pairOrientation(read)).toBe(wanted)
})

test('a slab is the same after its bytes', async () => {
  await withReads([newRecord({ cigar: cigar('4M'), tags: [md('1A2')] })], async (reader) => {
    const slab = await slabOf(reader, request)
    expect(decodeSlab(encodeSlab(slab).buffer)).toEqual(slab)
    const { buffer } = encodeSlab(slab)
    expect(decodeSlab(buffer.slice(0, 8))).toBeUndefined()
    new Uint8Array(buffer)[0] = 0
    expect(decodeSlab(buffer)).toBeUndefined()
  })
})

describe('odd records', () => {
  test('of every kind are as the oracle has them', async () => {
    for (const name of ['bam/edge-bai.bam', 'bam/long-cigar.bam']) {
      using folder = scratch()
      const path = copyInto(folder.path, fixture(name))
      await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
      const reader = await openBam(path, { cacheFolder: folder.path })
      const [{ name: contig } = { name: '' }] = reader.header.references
      let compared = 0
      for (const [start, end] of [
        [0, 1290],
        [15_000, 15_400],
        [20_300, 20_301],
      ] as const) {
        const asked = slabRequest({ contig, start, end, overlaps: 'once' })
        compared += (await compareWithOracle(reader, asked, await slabOf(reader, asked))).count
      }
      expect(compared).toBeGreaterThan(0)
      await reader.close()
    }
  })

  test('with operations of impossible length do no harm', async () => {
    const records = [
      newRecord({ name: 'deletion', cigar: cigar('2M268435455D2M') }),
      newRecord({ name: 'clip', cigar: cigar('268435455S4M') }),
      newRecord({ name: 'insertion', cigar: cigar('2M268435455I2M') }),
      newRecord({ name: 'none', cigar: cigar('*'), sequence: '' }),
    ]
    await withReads(records, async (reader) => {
      const slab = await slabOf(reader, request)
      expect(slab.meta).toMatchObject({ seen: 4, withoutMismatches: 4 })
      expect(describeReads(slab).map(({ insertions }) => insertions.map(({ text }) => text))).toEqual([
        [],
        [],
        ['N'.repeat(64)],
        [],
      ])
    })
  })
})

test.each(['v30', 'multi', 'embed', 'noref'])(
  '%s.cram has the slab of the BAM it was made of',
  async (name) => {
    using folder = scratch()
    const reference = cramReference(cramFixture('small.fa'))
    const cram = await openCram(cramFixture(`${name}.cram`), { cacheFolder: folder.path, reference })
    const path = join(folder.path, 'same.bam')
    const records: NewRecord[] = []
    for (const contig of ['one', 'two'])
      for await (const r of cram.records({ contig, start: 0, end: 10_000 })) {
        const { refId, start, flags, mapq, mateRefId, mateStart, templateLength, sequence, qualities } = r
        const fields = {
          refId,
          start,
          flags,
          mapq,
          mateRefId,
          mateStart,
          templateLength,
          sequence,
          qualities,
        }
        records.push({ ...fields, name: r.name, cigar: r.cigar, tags: [...r.tags] })
      }
    const source = await bamOf(cram.header, records)
    await writeFile(path, await source.read(0, source.size))
    await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
    const bam = await openBam(path, { cacheFolder: folder.path })
    const asked = slabRequest({ contig: 'one', start: 500, end: 4000 })
    const { block: _b, within: _w, ...ofCram } = await slabOf(cram, asked)
    const { block: _c, within: _x, ...ofBam } = await slabOf(bam, asked)
    expect(ofCram.start.length).toBeGreaterThan(50)
    expect(ofCram).toEqual(ofBam)
    await cram.close()
    await bam.close()
  },
)

test('too many reads are refused; an abort ends it, and the next slab is right', async () => {
  const records = Array.from({ length: 30_000 }, (_, i) =>
    newRecord({ name: `r${i}`, start: 100 + Math.floor(i / 50), cigar: cigar('4M'), tags: [md('4')] }),
  )
  await withReads(records, async (reader) => {
    expect(await errorFrom(readSlab(reader, 'a', request, { maxReads: 1000 }))).toMatchObject({
      kind: 'region/too-many-reads',
      limit: 1000,
    })
    const controller = new AbortController()
    const work = errorFrom(readSlab(reader, 'a', request, { signal: controller.signal }))
    controller.abort()
    expect(await work).toMatchObject({ kind: 'task/cancelled' })
    expect((await slabOf(reader, request)).meta.seen).toBe(30_000)
  })
})

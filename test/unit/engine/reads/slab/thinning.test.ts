import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCigar } from '../../../../../electron/engine/files/bam/cigar.ts'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { type BamReader, openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { ORIENTATION, type ReadSlab, TRAIT } from '../../../../../shared/reads/read-slab.ts'
import type { NewRecord } from '../../../../../electron/engine/files/bam/record-encoder.ts'
import { newRecord, scratch } from '../../../../support/bam-files.ts'
import { slabOf, slabRequest } from '../../../../support/compare-slab.ts'
import { seededRandom } from '../../../../support/random.ts'
import { writeSmallBlocks } from '../../../../support/small-blocks.ts'

const FOCUS = 1050

type Kind = { readonly cigar: string; readonly md: string; readonly sequence?: string }
const PLAIN: Kind = { cigar: '100M', md: '100' }

/** Pairs around the focus: `kindOf` says what the first read of each is like. The reference is all A. */
function pairs(count: number, kindOf: (i: number) => Kind): NewRecord[] {
  const random = seededRandom(count)
  const records = Array.from({ length: count }, (_, i): NewRecord[] => {
    const { cigar, md, sequence = 'A'.repeat(100) } = kindOf(i)
    const start = 1000
    const mateStart = 1000 + Math.floor(random() * 200)
    const pair = (own: number, other: number, flags: number, kind: Kind): NewRecord =>
      newRecord({
        name: `pair ${i}`,
        start: own,
        flags,
        mateRefId: 0,
        mateStart: other,
        templateLength: flags === 99 ? 300 : -300,
        cigar: parseCigar(kind.cigar) ?? new Uint32Array(0),
        sequence: kind.sequence ?? 'A'.repeat(100),
        tags: [{ name: 'MD', type: 'Z', value: kind.md }],
      })
    return [pair(start, mateStart, 99, { cigar, md, sequence }), pair(mateStart, start, 147, PLAIN)]
  })
  return records.flat().toSorted((a, b) => a.start - b.start)
}

async function withReads(records: readonly NewRecord[], use: (reader: BamReader) => Promise<void>) {
  using folder = scratch()
  const path = join(folder.path, 'x.bam')
  writeSmallBlocks(path, [{ name: 'a', length: 10_000 }], records, seededRandom(1))
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  await use(reader)
  await reader.close()
}

const request = slabRequest({ contig: 'a', start: 900, end: 1500, maxDepth: 100 })
const places = (slab: ReadSlab): string[] =>
  Array.from(slab.block, (block, i) => `${block}:${slab.within[i]}`)
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

const deepestDrawn = ({ start, end }: ReadSlab): number =>
  Math.max(
    ...Array.from(
      { length: 400 },
      (_, i) => start.filter((at, k) => at <= 900 + i && (end[k] ?? 0) > 900 + i).length,
    ),
  )

test('more reads than wanted are thinned, pairs together, the same each time; all are counted', async () => {
  await withReads(
    pairs(2000, () => PLAIN),
    async (reader) => {
      const whole = await slabOf(reader, { ...request, maxDepth: 100_000 })
      const thinned = await slabOf(reader, request)
      expect(whole.meta).toMatchObject({ seen: 4000, kept: 4000 })
      expect(thinned.meta.seen).toBe(4000)
      expect(deepestDrawn(thinned)).toBeLessThanOrEqual(125)
      expect(deepestDrawn(thinned)).toBeGreaterThan(60)
      // Every read has its mate.
      expect([...thinned.mate].every((mate, i) => mate >= 0 && thinned.mate[mate] === i)).toBe(true)
      expect([...thinned.mate].map((mate) => thinned.nameHash[mate])).toEqual([...thinned.nameHash])
      expect(places(await slabOf(reader, request))).toEqual(places(thinned))
      expect(new Set(places(whole))).toEqual(new Set([...places(whole), ...places(thinned)]))
      for (const column of ['depthForward', 'depthReverse', 'siteCounts', 'seenPer100'] as const)
        expect(thinned[column]).toEqual(whole[column])
      expect(sum(thinned.seenPer100)).toBe(4000)
      expect(sum(thinned.keptPer100)).toBe(thinned.meta.kept)
      expect(whole.keptPer100).toEqual(whole.seenPer100)
      expect([...new Set(whole.orientation)]).toEqual([ORIENTATION.LR])
    },
  )
})

test('what is drawn deep inside does not depend on where the window lies', async () => {
  await withReads(
    pairs(2000, () => PLAIN),
    async (reader) => {
      const one = await slabOf(reader, request)
      const other = await slabOf(reader, { ...request, start: 990, end: 1390 })
      expect(places(other)).toEqual(places(one))
    },
  )
})

test('few reads are all drawn', async () => {
  await withReads(
    pairs(90, () => PLAIN),
    async (reader) => {
      const slab = await slabOf(reader, { ...request, maxDepth: 10_000 })
      expect(slab.meta).toMatchObject({ seen: 180, kept: 180 })
    },
  )
})

const at = (letter: string): string => `${'A'.repeat(50)}${letter}${'A'.repeat(49)}`
test.each<readonly [string, Kind]>([
  ['a substitution', { cigar: '100M', md: '50A49', sequence: at('G') }],
  ['an insertion after the focus', { cigar: '51M2I47M', md: '98', sequence: 'A'.repeat(100) }],
  ['an insertion before the focus', { cigar: '50M2I48M', md: '98', sequence: 'A'.repeat(100) }],
  ['a deletion after the focus', { cigar: '51M3D49M', md: '51^AAA49' }],
  ['a deletion over the focus', { cigar: '45M10D55M', md: '45^AAAAAAAAAA55' }],
])('reads with %s are all drawn, with their mates', async (_, kind) => {
  const isCarrier = (i: number): boolean => i % 40 === 3
  await withReads(
    pairs(2000, (i) => (isCarrier(i) ? kind : PLAIN)),
    async (reader) => {
      const without = await slabOf(reader, request)
      const slab = await slabOf(reader, { ...request, focus: FOCUS })
      const carriers = [...slab.traits.keys()].filter((i) => ((slab.traits[i] ?? 0) & TRAIT.atFocus) !== 0)
      expect(carriers.length).toBe(50)
      for (const i of carriers) expect(slab.mate[i]).toBeGreaterThanOrEqual(0)
      expect([...without.traits].every((traits) => traits === 0)).toBe(true)
      expect(new Set(places(slab))).toEqual(new Set([...places(slab), ...places(without)]))
      expect(slab.meta.kept).toBeGreaterThan(without.meta.kept)
    },
  )
})

test.each([
  ['two reads', 2, 300],
  ['less than one read in a hundred', 15, 2000],
])('an allele of %s is noise', async (_, carriers, count) => {
  const kind = { cigar: '100M', md: '50A49', sequence: at('G') }
  await withReads(
    pairs(count, (i) => (i < carriers ? kind : PLAIN)),
    async (reader) => {
      const slab = await slabOf(reader, { ...request, focus: FOCUS })
      expect([...slab.traits].some((traits) => (traits & TRAIT.atFocus) !== 0)).toBe(false)
    },
  )
})

test('a filter that hides reads hides them from everything', async () => {
  await withReads(
    pairs(50, () => PLAIN),
    async (reader) => {
      const all = await slabOf(reader, request)
      const none = await slabOf(reader, { ...request, filters: { ...request.filters, minMapq: 61 } })
      expect(all.meta).toMatchObject({ seen: 100, hidden: { minMapq: 0 } })
      expect(none.meta).toMatchObject({ seen: 0, kept: 0, deepest: 0, hidden: { minMapq: 100 } })
      expect(sum(none.depthForward) + sum(none.depthReverse)).toBe(0)
    },
  )
})

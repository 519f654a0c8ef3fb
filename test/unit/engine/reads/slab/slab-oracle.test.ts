import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { type BamReader, openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { readDepth } from '../../../../../electron/engine/reads/slab/read-depth.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { binStart, decodeDepthBins } from '../../../../../shared/reads/depth-bins.ts'
import type { SlabRequest } from '../../../../../shared/reads/read-slab.ts'
import { scratch } from '../../../../support/bam-files.ts'
import { compareWithOracle, slabOf, slabRequest } from '../../../../support/compare-slab.ts'
import { seededRandom } from '../../../../support/random.ts'
import { type RandomOptions, randomPairs } from '../../../../support/random-pairs.ts'
import { writeSmallBlocks } from '../../../../support/small-blocks.ts'
import { runs } from '../../../../support/thorough.ts'

/** Depths over bins are those of the positions in them. */
async function compareDepth(
  reader: BamReader,
  { contig, start, end, filters, overlaps }: SlabRequest,
  depths: readonly number[],
): Promise<void> {
  const bins = 1 + ((start * 7 + end) % (end - start))
  const asked = { contig, start, end, filters, overlaps, bins }
  const depth = decodeDepthBins((await readDepth(reader, contig, asked)).buffer)
  const parts = Array.from({ length: bins }, (_, i) =>
    depths.slice(binStart(i, asked), binStart(i + 1, asked)),
  )
  expect([...(depth?.max ?? [])]).toEqual(parts.map((part) => Math.max(...part)))
  const means = parts.map((part) => part.reduce((sum, d) => sum + d, 0) / part.length)
  expect([...(depth?.mean ?? [])]).toEqual(means)
  expect(depth?.meta).toMatchObject(asked)
}

async function compareRandom(seed: number, options: RandomOptions, known: 'all' | 'some' | 'none') {
  using folder = scratch()
  const random = seededRandom(seed)
  const path = join(folder.path, 'x.bam')
  const { reference, records } = randomPairs(random, options)
  writeSmallBlocks(path, [{ name: 'a', length: reference.length }], records, random)
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  const text = known === 'some' ? reference.replaceAll(/GA/g, 'NN') : reference
  const given = known === 'none' ? null : { start: 0, bases: Buffer.from(text) }
  const referenceAt = (position: number): string | undefined =>
    text[position] === 'N' ? undefined : text[position]
  let compared = 0
  for (let i = 0; i < 6; i++) {
    const start = Math.floor(random() * options.length)
    const end = Math.min(reference.length - 1, start + 1 + Math.floor(random() * 300))
    for (const overlaps of ['once', 'twice'] as const) {
      const request = slabRequest({ contig: 'a', start, end, overlaps })
      const slab = await slabOf(reader, request, given)
      const at = known === 'none' ? undefined : referenceAt
      const { count, depth } = await compareWithOracle(reader, request, slab, at)
      compared += count
      await compareDepth(reader, request, depth)
    }
  }
  await reader.close()
  return compared
}

test.each([
  ['reads with MD', { bare: 0, wrong: 0 }, 'none'],
  ['reads with and without MD, some of it wrong, without a reference', { bare: 0.3, wrong: 0.1 }, 'none'],
  ['reads with and without MD, some of it wrong, with a reference', { bare: 0.3, wrong: 0.1 }, 'all'],
  ['reads without MD, of a reference known in part', { bare: 1, wrong: 0 }, 'some'],
] as const)('a slab says what its records say: %s', async (_, share, known) => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 120 }), async (seed, fragments) => {
      compared += await compareRandom(seed, { ...share, fragments, length: 600 }, known)
    }),
    { numRuns: runs(15), seed: 11 },
  )
  expect(compared).toBeGreaterThan(runs(15) * 60)
})

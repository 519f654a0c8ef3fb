import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createIndexDepths,
  type IndexDepth,
  relativeBins,
  relativeDepthAt,
} from '../../../../../renderer/browser/reads/index-depth.ts'
import { encodeDepthColumn } from '../../../../../shared/genome/depth-column.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'
import { bulkServer } from '../bulk-server.ts'

const contig = (name: string, length: number, firstWindow: number, windows: number) => ({
  name,
  length,
  firstWindow,
  windows,
  median: 1,
  mean: 1,
  withoutSignal: 0,
  usual: true,
})
/** chr1: three windows of 100 bp, the last half as long; chr2: two. */
const DEPTH: IndexDepth = {
  windowSize: 100,
  contigs: [contig('chr1', 250, 0, 3), contig('chr2', 200, 3, 2)],
  relativeDepth: Float32Array.from([1, 2, 0.5, 4, 0]),
}

test('bins as wide as the windows are the windows', () => {
  const bins = relativeBins(DEPTH, 'chr1', 0, 300, 3)
  expect(bins && [...bins.mean]).toEqual([1, 2, 0.5])
  expect(bins && [...bins.max]).toEqual([1, 2, 0.5])
})

test('wider bins have the mean and the greatest of theirs, narrower ones what they lie in', () => {
  const wide = relativeBins(DEPTH, 'chr1', 0, 250, 1)
  expect(wide?.mean[0]).toBeCloseTo((100 * 1 + 100 * 2 + 50 * 0.5) / 250)
  expect(wide?.max[0]).toBe(2)
  const narrow = relativeBins(DEPTH, 'chr2', 50, 150, 4)
  expect(narrow && [...narrow.mean]).toEqual([4, 4, 0, 0])
})

test('nothing lies beside the contig, and nothing is known of others', () => {
  const beside = relativeBins(DEPTH, 'chr1', -100, 400, 5)
  expect(beside && [...beside.mean]).toEqual([0, 1, 2, 0.5, 0])
  expect(relativeBins(DEPTH, 'chrM', 0, 100, 1)).toBeNull()
  expect(relativeDepthAt(DEPTH, 'chrM', 0)).toBeNull()
  expect(relativeDepthAt(DEPTH, 'chr1', 300)).toBeNull()
})

test('the mean over any bins is the mean over their bases', () => {
  const base = (position: number): number => relativeDepthAt(DEPTH, 'chr1', position) ?? 0
  fc.assert(
    fc.property(
      fc.nat(200),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      (start, bins, each) => {
        const end = start + bins * each
        fc.pre(end <= 250)
        const found = relativeBins(DEPTH, 'chr1', start, end, bins)
        for (let i = 0; i < bins; i++) {
          const own = Array.from({ length: each }, (_, k) => base(start + i * each + k))
          expect(found?.mean[i]).toBeCloseTo(own.reduce((a, b) => a + b) / each)
          expect(found?.max[i]).toBe(Math.max(...own))
        }
      },
    ),
  )
})

test('is asked once for each file, and again after it failed', async () => {
  let broken = true
  await using server = await bulkServer((_request, response) => {
    if (broken) return void response.writeHead(500).end('{}')
    response.end(encodeDepthColumn(DEPTH))
  })
  const { contigs, windowSize } = DEPTH
  const fake = createFakeClient({
    'coverage.ofIndex': async () => ({
      windowSize,
      windows: 5,
      resolution: 16_384,
      medianBytes: 1,
      withoutSignal: 0,
      contigs: [...contigs],
    }),
  })
  const depths = createIndexDepths({ ...fake, bulkRoot: server.root })
  await expect(depths.of('f1')).rejects.toThrow('internal')
  broken = false
  const found = await depths.of('f1')
  expect([...found.relativeDepth]).toEqual([...DEPTH.relativeDepth])
  expect(await depths.of('f1')).toBe(found)
  expect(server.asked).toEqual(['/bulk/coverage/f1', '/bulk/coverage/f1'])
})

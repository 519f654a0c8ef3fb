import { readFile } from 'node:fs/promises'
import { describe, expect, it, test } from 'vitest'
import { parseBai } from '../../../../electron/engine/indexing/bai.ts'
import type { BinningIndex } from '../../../../electron/engine/indexing/binning-index.ts'
import { readIndexFile } from '../../../../electron/engine/indexing/index-file.ts'
import {
  indexCoverage,
  type IndexCoverage,
} from '../../../../electron/engine/reads/index-coverage/index-coverage.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { fixture } from '../../../support/bam-files.ts'
import { fullSizeBai, GRCH38 } from '../../../support/full-size-index.ts'
import { seededRandom } from '../../../support/random.ts'
import { againstDepth, contigOf, DEPTH_CONTIGS, depthsWithin } from './depth-goldens.ts'

const CONTIGS = DEPTH_CONTIGS

const indexOf = (name: string): Promise<BinningIndex> =>
  readIndexFile('x.bam', fixture(`depth/${name}`), undefined)

describe.each(['bai', 'csi'])('short reads at 30x, from the %s', (format) => {
  it('gives each window the depth samtools finds', async () => {
    const { correlation, error } = await againstDepth(
      'short',
      indexCoverage(await indexOf(`short.${format}`), CONTIGS),
    )
    expect(correlation).toBeGreaterThan(0.997)
    expect(error).toBeLessThan(0.005)
  })

  it('shows steps and gaps where they are, to the window', async () => {
    const coverage = indexCoverage(await indexOf(`short.${format}`), CONTIGS)
    for (const depth of depthsWithin(coverage, 'chr1', 1_000_000, 1_200_000))
      expect(Math.abs(depth - 2)).toBeLessThan(0.2)
    for (const depth of depthsWithin(coverage, 'chr1', 0, 1_000_000))
      expect(Math.abs(depth - 1)).toBeLessThan(0.15)
    // Reads that start before the gap and reach into it belong to where they start.
    expect(new Set(depthsWithin(coverage, 'chr1', 3_000_000, 4_000_000))).toEqual(new Set([0]))
    expect(contigOf(coverage, 'chrY')).toMatchObject({ median: null, mean: 0, withoutSignal: 1 })
    expect(contigOf(coverage, 'chrX').median).toBeGreaterThan(0.48)
    expect(contigOf(coverage, 'chrX').median).toBeLessThan(0.56)
    expect(contigOf(coverage, 'chr2').median).toBeCloseTo(1, 2)
    // 60 of the 428 whole windows of chr1 and chr2 lie in the gap.
    expect(coverage.withoutSignal).toBeCloseTo(60 / 428, 2)
    // Short tails do not turn into spikes.
    const chrM = contigOf(coverage, 'chrM')
    expect(coverage.relativeDepth[chrM.firstWindow + 1]).toBe(coverage.relativeDepth[chrM.firstWindow])
    expect(chrM.median).toBeGreaterThan(10)
  })
})

it('finds the depth of a shallow sample, whose windows have no bins of their own', async () => {
  const coverage = indexCoverage(await indexOf('shallow.bai'), CONTIGS)
  const { correlation, error } = await againstDepth('shallow', coverage)
  expect(correlation).toBeGreaterThan(0.98)
  expect(error).toBeLessThan(0.03)
  expect(new Set(depthsWithin(coverage, 'chr1', 3_000_000, 4_000_000))).toEqual(new Set([0]))
})

it.each(['long.bai', 'long.csi', 'shallow.csi'])('finds the depth of contigs in %s', async (name) => {
  const { contigs } = indexCoverage(await indexOf(name), CONTIGS)
  const [chr1, chr2, chrX, chrY] = contigs.map(({ median }) => median)
  expect(Math.abs((chr1 ?? 0) - 1)).toBeLessThan(0.06)
  expect(Math.abs((chr2 ?? 0) - 1)).toBeLessThan(0.06)
  expect(Math.abs((chrX ?? 0) - 0.5)).toBeLessThan(0.06)
  expect(chrY).toBeNull()
})

/** The index as a program writes it that leaves `fill` in windows without reads, where htslib has the next offset. */
function refilled(index: BinningIndex, fill: 'before' | 'zero'): BinningIndex {
  const references = index.references.map((reference) => {
    const linear = reference.linear.slice()
    for (let at = linear.length - 4; at >= 0; at -= 2)
      if (
        reference.linear[at] === reference.linear[at + 2] &&
        reference.linear[at + 1] === reference.linear[at + 3]
      )
        linear[at] = linear[at + 1] = -1
    for (let at = 0; at < linear.length; at++)
      if (linear[at] === -1) linear[at] = fill === 'zero' ? 0 : (linear[at - 2] ?? 0)
    return { ...reference, linear }
  })
  return { ...index, references }
}

test.each(['short', 'shallow'])('does not depend on how empty windows are filled (%s)', async (kind) => {
  const index = await indexOf(`${kind}.bai`)
  const expected = indexCoverage(index, CONTIGS).relativeDepth
  for (const fill of ['before', 'zero'] as const)
    expect(indexCoverage(refilled(index, fill), CONTIGS).relativeDepth).toEqual(expected)
})

it('answers for a trio of full-size indexes within a second or so', () => {
  const depth = (name: string, start: number): number =>
    name === 'chrX' ? 0.5 : name === 'chrY' || start < 10_000 ? 0 : 1
  const bytes = fullSizeBai(depth)
  expect(bytes.length).toBeGreaterThan(9e6)
  const before = process.cpuUsage()
  let coverage: IndexCoverage | undefined
  for (let member = 0; member < 3; member++)
    coverage = indexCoverage(parseBai(bytes, { file: 'x.bam', index: 'x.bai' }), GRCH38)
  const { user, system } = process.cpuUsage(before)
  // Processor time, with room for machines that are busy or slow; docs/coverage.md has the measurement.
  expect((user + system) / 1000).toBeLessThan(3000)
  expect(coverage?.windows).toBe(188_505)
  expect(coverage?.contigs.find((c) => c.name === 'chrX')?.median).toBeCloseTo(0.5, 2)
  expect(coverage?.contigs.find((c) => c.name === 'chr7')).toMatchObject({ usual: true })
  expect(coverage?.contigs.find((c) => c.name === 'chr7')?.median).toBeCloseTo(1, 2)
})

it('has nothing to show for a file without reads, or an index of fewer contigs', async () => {
  const index = await readIndexFile('x.bam', fixture('index/no-reads.bam.bai'))
  const coverage = indexCoverage(index, CONTIGS)
  expect(coverage).toMatchObject({ medianBytes: 0, withoutSignal: 1 })
  expect(coverage.contigs.map(({ median }) => median)).toEqual(CONTIGS.map(() => null))
  expect(coverage.relativeDepth.every((depth) => depth === 0)).toBe(true)
})

it('takes the largest contigs as usual where no name tells an autosome', async () => {
  const named = CONTIGS.map(({ length }, i) => ({ name: `scaffold_${i}`, length }))
  const coverage = indexCoverage(await indexOf('short.bai'), named)
  expect(coverage.contigs.map(({ usual }) => usual)).toEqual([true, true, true, true, false])
  expect(coverage.contigs[1]?.median).toBeCloseTo(1, 1)
})

function readOrRefusal(bytes: Uint8Array): BinningIndex | CasementError {
  try {
    return parseBai(bytes, { file: 'x.bam', index: 'x.bai' })
  } catch (thrown) {
    return errorOf(thrown)
  }
}

test('a damaged index is refused or gives numbers, never anything else', async () => {
  const bytes = new Uint8Array(await readFile(fixture('depth/shallow.bai')))
  const random = seededRandom(7)
  const refusals = new Set<string | undefined>()
  let answered = 0
  for (let run = 0; run < 300; run++) {
    const damaged = bytes.slice()
    for (let i = 0; i < 3; i++) damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256)
    const index = readOrRefusal(damaged)
    refusals.add('kind' in index ? index.kind.split('/')[0] : 'none')
    if ('kind' in index) continue
    const coverage = indexCoverage(index, CONTIGS)
    expect(coverage.relativeDepth.every((depth) => Number.isFinite(depth) && depth >= 0)).toBe(true)
    answered++
  }
  expect(answered).toBeGreaterThan(30)
  expect(refusals).toEqual(new Set(['index', 'none']))
})

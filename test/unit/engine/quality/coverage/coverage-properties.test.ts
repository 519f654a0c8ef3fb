import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import {
  bedTargets,
  type GivenInterval,
} from '../../../../../electron/engine/quality/coverage/bed-targets.ts'
import type { CoverageSample } from '../../../../../electron/engine/quality/coverage/panel-coverage.ts'
import { openCram } from '../../../../../electron/engine/reads/cram-reader.ts'
import { openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { contigAlias } from '../../../../../shared/genome/contig-alias.ts'
import {
  COVERAGE_RULES,
  type CountedSample,
  type CoverageColumns,
  type CoverageRules,
  type CoverageTargets,
} from '../../../../../shared/quality/panel-coverage.ts'
import { fixture, all, scratch } from '../../../../support/bam-files.ts'
import {
  countedOf,
  countingHere,
  coverageOf,
  coverageSample,
  type Depths,
  expectedCoverage,
  fragmentDepths,
} from '../../../../support/coverage-oracle.ts'
import { cramFixture, cramReference } from '../../../../support/cram-files.ts'
import { seededRandom } from '../../../../support/random.ts'
import { randomPairs } from '../../../../support/random-pairs.ts'
import { writeSmallBlocks } from '../../../../support/small-blocks.ts'
import { runs } from '../../../../support/thorough.ts'

const RULES: CoverageRules = { ...COVERAGE_RULES, thresholds: [1, 5, 10, 15, 20, 30] }

/** Up to a dozen genes of a few exons, which may overlap, touch and repeat one another. */
const intervals = (contigs: CoverageSample['contigs']): fc.Arbitrary<GivenInterval[]> => {
  const interval = fc.record({
    contig: fc.constantFrom(...contigs.map(({ name }) => name)),
    gene: fc.nat(11),
    start: fc.nat(5000),
    length: fc.integer({ min: 1, max: 400 }),
  })
  const fit = ({
    contig,
    gene,
    start,
    length,
  }: {
    contig: string
    gene: number
    start: number
    length: number
  }) => {
    const most = contigs.find(({ name }) => name === contig)?.length ?? 1
    const from = start % most
    return { contig, start: from, end: Math.min(most, from + length), name: `g${gene}` }
  }
  return fc.array(interval.map(fit), { minLength: 1, maxLength: 30 })
}

function rowsOf(columns: CoverageColumns, thresholds: number) {
  return Array.from(columns.bases, (bases, row) => ({
    bases,
    atLeast: Array.from(columns.atLeast.subarray(row * thresholds, (row + 1) * thresholds)),
    mean: columns.mean[row],
    min: columns.min[row],
  }))
}

/** The bases of a gene's gaps below a threshold, each as often as a gap has it. */
function gapBases(
  { genes }: CoverageTargets,
  { gaps }: CountedSample,
  threshold: number,
  gene: number,
): string[] {
  const bases: string[] = []
  for (let i = 0; i < gaps.gene.length; i++)
    if (gaps.threshold[i] === threshold && gaps.gene[i] === gene)
      for (let at = gaps.start[i] ?? 0; at < (gaps.end[i] ?? 0); at++)
        bases.push(`${genes[gene]?.contig}:${at}`)
  return bases
}

function compareGaps(
  targets: CoverageTargets,
  counted: CountedSample,
  depths: Depths,
  rules: CoverageRules,
): void {
  const { below } = expectedCoverage(targets, depths, rules)
  for (const [threshold, genes] of below.entries())
    for (const [gene, bases] of genes.entries())
      expect(gapBases(targets, counted, threshold, gene).toSorted()).toEqual(bases.toSorted())
  const { gaps } = counted
  const { first, start, end } = targets.exons
  for (let i = 0; i < gaps.gene.length; i++) {
    const gene = gaps.gene[i] ?? 0
    const [from, to] = [gaps.start[i] ?? 0, gaps.end[i] ?? 0]
    const within = depths.get(targets.genes[gene]?.contig ?? '')?.slice(from, to) ?? []
    expect(gaps.min[i]).toBe(Math.min(...within))
    expect(gaps.mean[i]).toBeCloseTo(within.reduce((sum, depth) => sum + depth, 0) / within.length, 9)
    for (const row of [gaps.exon[i] ?? 0, gaps.lastExon[i] ?? 0]) {
      expect(row).toBeGreaterThanOrEqual(first[gene] ?? 0)
      expect(row).toBeLessThan(first[gene + 1] ?? 0)
      expect((start[row] ?? 0) < to && (end[row] ?? 0) > from).toBe(true)
    }
  }
  // As long as they go: two of a gene and threshold never touch.
  const places = Array.from(gaps.gene, (gene, i) => [
    gaps.threshold[i],
    gene,
    gaps.start[i] ?? 0,
    gaps.end[i] ?? 0,
  ])
  for (const [i, [threshold, gene, from]] of places.entries()) {
    const before = places[i - 1]
    if (before && before[0] === threshold && before[1] === gene) expect(from).toBeGreaterThan(before[3] ?? 0)
  }
}

/** Compares coverage with the slow way, over random targets, cut into parts at random. @returns bases compared */
async function compareAll(sample: CoverageSample, depths: Depths, rules: CoverageRules, times: number) {
  const { contigs } = sample
  const alias = contigAlias(contigs, contigs, 'unknown')
  let compared = 0
  const property = fc.asyncProperty(
    intervals(contigs),
    fc.nat(20),
    fc.constantFrom(1, 40_000, 1 << 20),
    async (given, padding, partSize) => {
      const targets = bedTargets(given, { source: 'random', alias, contigs, padding })
      const counted = countedOf(await coverageOf(sample, targets, rules, countingHere(1, partSize)))
      const expected = expectedCoverage(targets, depths, rules)
      const width = rules.thresholds.length
      expect(rowsOf(counted.exons, width)).toEqual(expected.exons)
      expect(rowsOf(counted.genes, width)).toEqual(expected.genes)
      expect(rowsOf(counted.total, width)).toEqual([expected.total])
      compareGaps(targets, counted, depths, rules)
      compared += expected.total.bases
      for (const columns of [counted.exons, counted.genes, counted.total])
        for (const { bases, atLeast } of rowsOf(columns, width))
          for (const [t, count] of atLeast.entries())
            expect(count).toBeLessThanOrEqual(t === 0 ? bases : (atLeast[t - 1] ?? 0))
    },
  )
  await fc.assert(property, { numRuns: runs(times) })
  return compared
}

test('exons, genes, all and gaps are those of sets of bases', async () => {
  const path = fixture('panel-coverage/reads.bam')
  const reader = await openBam(path, { cacheFolder: 'unused' })
  const records = []
  for (const { name, length } of reader.header.references)
    records.push(...(await all(reader.records({ contig: name, start: 0, end: length }))))
  await reader.close()
  const sample = await coverageSample(path, 'unused')
  expect(await compareAll(sample, fragmentDepths(records, sample.contigs, RULES), RULES, 40)).toBeGreaterThan(
    runs(1000),
  )
})

test('reads of every kind in blocks of every size are counted as fragments', async () => {
  for (const seed of [1, 2, 3, 4]) {
    using folder = scratch()
    const random = seededRandom(seed)
    const path = join(folder.path, 'x.bam')
    const { reference, records } = randomPairs(random, { bare: 0.5, wrong: 0, fragments: 400, length: 1500 })
    writeSmallBlocks(path, [{ name: 'a', length: reference.length }], records, random)
    await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
    const reader = await openBam(path, { cacheFolder: folder.path })
    const read = await all(reader.records({ contig: 'a', start: 0, end: reference.length }))
    await reader.close()
    const sample = await coverageSample(path, folder.path)
    const rules = { ...RULES, supplementary: seed % 2 === 0 }
    expect(await compareAll(sample, fragmentDepths(read, sample.contigs, rules), rules, 12)).toBeGreaterThan(
      runs(1000),
    )
  }
})

test.each(['small', 'multi', 'lossy', 'v21'])('a CRAM (%s) is counted as a BAM is', async (name) => {
  const path = cramFixture(`${name}.cram`)
  const reference = cramReference(cramFixture('small.fa'))
  const reader = await openCram(path, { cacheFolder: 'unused', reference })
  const records = []
  for (const { name: contig, length } of reader.header.references)
    records.push(...(await all(reader.records({ contig, start: 0, end: length }))))
  await reader.close()
  const sample = await coverageSample(path, 'unused', reference)
  expect(await compareAll(sample, fragmentDepths(records, sample.contigs, RULES), RULES, 12)).toBeGreaterThan(
    runs(1000),
  )
})

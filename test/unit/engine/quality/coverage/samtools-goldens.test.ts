import { expect, test } from 'vitest'
import { bedTargets } from '../../../../../electron/engine/quality/coverage/bed-targets.ts'
import { contigAlias } from '../../../../../shared/genome/contig-alias.ts'
import { COVERAGE_RULES, type CoverageRules } from '../../../../../shared/quality/panel-coverage.ts'
import { fixture, golden } from '../../../../support/bam-files.ts'
import { countedOf, countingHere, coverageOf, coverageSample } from '../../../../support/coverage-oracle.ts'

const PATH = fixture('panel-coverage/reads.bam')
const sample = await coverageSample(PATH, 'unused')
const { contigs } = sample
const alias = contigAlias(contigs, contigs, 'unknown')

/** The golden depths of every base, by the columns that depths.py explains. */
const [names = [], ...rows] = await golden('panel-coverage/depths.tsv')
const depthsOf = (column: string): number[] =>
  rows.flatMap((row) => {
    const length = Number(row[2]) - Number(row[1])
    return Array.from({ length }, () => Number(row[names.indexOf(column)]))
  })
const contigOf = rows.flatMap((row) => Array.from({ length: Number(row[2]) - Number(row[1]) }, () => row[0]))

/** Every base of the file as a target of its own. */
const everyBase = bedTargets(
  contigs.flatMap(({ name, length }) =>
    Array.from({ length }, (_, at) => ({ contig: name, start: at, end: at + 1, name: null })),
  ),
  { source: 'every base', alias, contigs },
)

async function depths(rules: Partial<CoverageRules>, partSize?: number): Promise<number[]> {
  const counting = countingHere(1, partSize)
  const coverage = await coverageOf(sample, everyBase, { ...COVERAGE_RULES, ...rules }, counting)
  return Array.from(countedOf(coverage).exons.mean)
}

const onContig = (depth: readonly number[], contig: string): number[] =>
  depth.filter((_, i) => contigOf[i] === contig)

test('the goldens have what is to be told apart', () => {
  expect(contigOf).toHaveLength(contigs.reduce((sum, { length }) => sum + length, 0))
  const [once, twice, mapq10, split, fragments] = ['once', 'twice', 'mapq10', 'split', 'names'].map(depthsOf)
  const differing = (a: readonly number[] = [], b: readonly number[] = []): number =>
    a.filter((depth, i) => depth !== b[i]).length
  expect(differing(once, twice)).toBeGreaterThan(1000)
  expect(differing(once, mapq10)).toBeGreaterThan(1000)
  expect(
    differing(
      split,
      Array.from(split ?? [], () => 0),
    ),
  ).toBeGreaterThan(1000)
  expect(differing(once, fragments)).toBeGreaterThan(1000)
  for (const threshold of COVERAGE_RULES.thresholds)
    expect(fragments?.filter((depth) => depth >= threshold).length).toBeGreaterThan(1000)
})

test('where no mate has a deletion or a skip, depths are those of samtools depth -s -Q 11 -G 0x800', async () => {
  const found = await depths({ supplementary: false })
  for (const contig of ['plain', 'bare'])
    expect(onContig(found, contig)).toEqual(onContig(depthsOf('once'), contig))
})

test('a fragment counts where either mate has a base: names that samtools mpileup prints there', async () => {
  expect(await depths({ supplementary: false })).toEqual(depthsOf('names'))
})

test('a mapping quality of 11 is above 10, one of 10 is not', async () => {
  const found = await depths({ supplementary: false, mapqAbove: 9 })
  expect(onContig(found, 'plain')).toEqual(onContig(depthsOf('mapq10'), 'plain'))
})

test('supplementary alignments count on top, each by itself', async () => {
  const split = depthsOf('split')
  const expected = depthsOf('names').map((depth, i) => depth + (split[i] ?? 0))
  expect(await depths({})).toEqual(expected)
})

test('parts and threads make no difference', async () => {
  expect(await depths({}, 1)).toEqual(await depths({}))
})

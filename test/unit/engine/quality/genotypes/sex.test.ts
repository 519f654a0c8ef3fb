import { expect, test } from 'vitest'
import {
  relativeDepths,
  sexFromCoverage,
} from '../../../../../electron/engine/quality/genotypes/sex-from-coverage.ts'
import {
  sexFromGenotypes,
  type SexOptions,
} from '../../../../../electron/engine/quality/genotypes/sex-from-genotypes.ts'
import { coverageOfBytes } from '../../../../../electron/engine/reads/index-coverage/index-coverage.ts'
import { pseudoautosomal } from '../../../../../shared/genome/pseudoautosomal.ts'
import { sexFromCoverageSchema, sexFromGenotypesSchema } from '../../../../../shared/quality/sex-check.ts'
import type { Build } from '../../../../../shared/genome/build.ts'
import { type Scenario, STATED } from '../../../../support/family-scenarios.ts'
import { golden } from '../../../../support/bam-files.ts'
import { GRCH38 } from '../../../../support/full-size-index.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'
import { columnsOf, familyStores, SCENARIO_NAMES } from './families.ts'
import { casesOf } from '../../../../support/thorough.ts'

const folder = temporaryFolder()
const family = familyStores(folder)

const sexes = async (scenario: Scenario) => {
  const store = await family(scenario)
  return Promise.all(
    columnsOf(store).map((column) =>
      sexFromGenotypes(
        column,
        STATED.find(({ sample }) => sample === column.sample)?.sex ?? 'unknown',
        'GRCh38',
      ),
    ),
  )
}

test.each(casesOf(SCENARIO_NAMES, 'clean', 'swapped', 'haploid'))(
  'the sex by genotypes is that of bcftools +guess-ploidy: %s',
  async (scenario) => {
    for (const result of await sexes(scenario)) expect(sexFromGenotypesSchema.parse(result)).toEqual(result)
    const theirs = (await golden('quality/guess-ploidy.tsv')).filter(([name]) => name === scenario)
    const ours = (await sexes(scenario)).map(({ sample, seen }) => [
      scenario,
      sample,
      seen === 'male' ? 'M' : 'F',
    ])
    expect(ours).toEqual(theirs)
  },
)

test('nothing is flagged in clean families, however a male is written', async () => {
  for (const scenario of ['clean', 'haploid', 'isodisomy', 'contaminated'] as const)
    expect(
      (await sexes(scenario)).filter(({ verdict, hints }) => verdict !== 'passes' || hints.length > 0),
    ).toEqual([])
})

test('a sex that is not the stated one fails; one that is not stated is said', async () => {
  expect((await sexes('swapped')).map(({ sample, verdict, reason }) => [sample, verdict, reason])).toEqual([
    ['CHILD', 'fails', 'other-sex'],
    ['SISTER', 'passes', 'as-stated'],
    ['MOTHER', 'fails', 'other-sex'],
    ['FATHER', 'passes', 'as-stated'],
  ])
  const [column] = columnsOf(await family('clean'))
  if (!column) throw new Error('no column')
  expect(await sexFromGenotypes(column, 'unknown', 'GRCh38')).toMatchObject({
    verdict: 'warns',
    reason: 'not-stated',
    seen: 'male',
  })
  expect(await sexFromGenotypes(column, 'male', 'unknown')).toMatchObject({
    verdict: 'not-possible',
    reason: 'build-unknown',
  })
})

/** A VCF of calls on X, beyond the pseudoautosomal regions unless said otherwise, and Y. */
async function calls(
  onX: readonly string[],
  onY: readonly string[],
  options: SexOptions = {},
  stated: 'male' | 'female' = 'female',
  from = 5_000_000,
  build: Build = 'GRCh38',
) {
  const rows = (chrom: string, texts: readonly string[]) =>
    texts.map((call, i) => [chrom, from + i * 100, '.', 'A', 'C', 50, 'PASS', '.', 'GT:AD', call])
  const text = vcfText([...rows('X', onX), ...rows('Y', onY)], { samples: ['s'] })
  const { store } = await storeOf(text, folder)
  return sexFromGenotypes({ store, column: 's', sample: 's' }, stated, build, options)
}
const many = (count: number, call: string): string[] => Array<string>(count).fill(call)
const HET = '0/1:15,15'
const HOM = '1/1:0,30'

test('the ratio of peddy decides, not the share: a female has at times hardly more hets than homs on X', async () => {
  // A ratio of 1.25 is a share of 0.56, which would be a male if 0.6 were of the share.
  expect(await calls([...many(25, HET), ...many(20, HOM)], [])).toMatchObject({
    seen: 'female',
    verdict: 'passes',
    hetRatio: 1.25,
  })
  expect(await calls([...many(11, HET), ...many(20, HOM)], [])).toMatchObject({
    seen: 'male',
    verdict: 'fails',
  })
})

test('calls of one copy whose reads are balanced are of two: the caller was told a wrong sex', async () => {
  const check = await calls([...many(20, '1:15,15'), ...many(15, '1:0,30')], [], {}, 'male')
  expect(check).toMatchObject({
    seen: 'female',
    verdict: 'fails',
    calls: { hemizygous: 35, hemizygousBalanced: 20 },
  })
  expect(await calls(many(30, '1:0,15'), [], {}, 'male')).toMatchObject({ seen: 'male', verdict: 'passes' })
})

test('pseudoautosomal sites and sites of few reads do not count', async () => {
  expect(await calls(many(40, HET), [], {}, 'female', 1_000_000)).toMatchObject({
    verdict: 'not-possible',
    reason: 'too-few-sites',
  })
  expect(await calls(many(40, '0/1:3,3'), [])).toMatchObject({ reason: 'too-few-sites' })
  // Between the ends of the first region in the two builds.
  expect(await calls(many(40, HET), [], {}, 'female', 2_720_000, 'GRCh37')).toMatchObject({
    verdict: 'passes',
  })
  expect(await calls(many(40, HET), [], {}, 'female', 2_720_000, 'GRCh38')).toMatchObject({
    reason: 'too-few-sites',
  })
})

test('karyotypes are hints, by calls alone or by depth', async () => {
  const xxy = await calls([...many(30, HET), ...many(15, HOM)], many(12, '1/1:0,15'), {}, 'male')
  expect(xxy).toMatchObject({
    verdict: 'warns',
    reason: 'other-karyotype',
    hints: [{ karyotype: 'XXY', isByDepth: false }],
  })
  const onY = [...many(3, '1/1:0,15'), ...many(40, '0/0:15,0')]
  const xx = await calls([...many(30, HET), ...many(15, HOM)], onY, {}, 'male')
  expect(xx).toMatchObject({ verdict: 'fails', reason: 'other-sex', hints: [] })
  const x0 = await calls(many(30, HOM), [], { depths: { x: 0.5, y: 0.01 } })
  expect(x0).toMatchObject({ verdict: 'warns', seen: 'male', hints: [{ karyotype: 'X0', isByDepth: true }] })
  const male = await calls(many(30, HOM), many(15, '1/1:0,15'), { depths: { x: 0.5, y: 0.45 } })
  expect(male).toMatchObject({ verdict: 'fails', hints: [] })
})

test('of a Y without calls nothing is made where the file has hardly any of Y, or where reads are few', async () => {
  const male = async (onY: readonly string[], stated: 'male' | 'female' = 'male') => {
    const { verdict, reason, hints } = await calls(many(30, '1:0,15'), onY, {}, stated)
    return [verdict, reason, hints.map(({ karyotype }) => karyotype)]
  }
  const passes = ['passes', 'as-stated', []]
  // Two records in which another sample has reads of its X.
  expect(await male(many(2, '0/0:9,0'))).toEqual(passes)
  // A genome of 8 reads: four of Y.
  expect(await male(many(30, '1:0,4'))).toEqual(passes)
  expect(await male(many(30, './.:0,0'))).toEqual(['warns', 'other-karyotype', ['X0']])
  // One X of a woman: an X0, or a man's sample, and nothing of Y says which.
  expect(await male([], 'female')).toEqual(['fails', 'other-sex-y-unknown', []])
  expect(await male(many(30, '1:0,15'), 'female')).toEqual(['fails', 'other-sex', []])
})

/** Coverage of a genome as an index tells it, of so many bytes in each window. */
const ofDepths = (x: number, y: number) =>
  coverageOfBytes(16_384, GRCH38, (refId, windows) => {
    const depth = refId === 22 ? x : refId === 23 ? y : 1
    return Float64Array.from({ length: windows + 1 }, (_, i) => i * 260_000 * depth)
  })

test('the sex by coverage: one X and a Y, two X and none, and what is neither', () => {
  const seen = (x: number, y: number, stated: 'male' | 'female') => {
    const { verdict, seen: sex, hints } = sexFromCoverage('s', ofDepths(x, y), stated, 'GRCh38')
    return [verdict, sex, hints.map(({ karyotype }) => karyotype)]
  }
  const result = sexFromCoverage('s', ofDepths(0.5, 0.5), 'male', 'GRCh38')
  expect(sexFromCoverageSchema.parse(result)).toEqual(result)
  expect(relativeDepths(ofDepths(1, 0), 'GRCh38')).toEqual({ x: 1, y: 0 })
  expect(seen(0.5, 0.5, 'male')).toEqual(['passes', 'male', []])
  expect(seen(1, 0, 'female')).toEqual(['passes', 'female', []])
  expect(seen(1, 0, 'male')).toEqual(['fails', 'female', []])
  expect(seen(0.5, 0.5, 'female')).toEqual(['fails', 'male', []])
  expect(seen(1, 0.5, 'male')).toEqual(['warns', 'male', ['XXY']])
  expect(seen(0.5, 0, 'female')).toEqual(['warns', 'female', ['X0']])
  expect(seen(0.5, 1, 'male')).toEqual(['warns', 'male', ['XYY']])
  expect(seen(1.5, 0, 'female')).toEqual(['warns', 'female', ['XXX']])
  // A man of whose cells 30, 50, 70, 85 and 95 % have lost Y: none is a woman whose sample was exchanged.
  expect([0.3, 0.5, 0.7, 0.85, 0.95].map((lost) => seen(0.5, 0.5 * (1 - lost), 'male')[0])).toEqual([
    'passes',
    'passes',
    'passes',
    'warns',
    'warns',
  ])
  expect(sexFromCoverage('s', ofDepths(1, 0), 'female', 'unknown')).toMatchObject({
    verdict: 'not-possible',
    reason: 'build-unknown',
  })
})

test('the pseudoautosomal regions are those of the assemblies, first and last base', () => {
  expect(pseudoautosomal('GRCh37', 'X')).toEqual([
    { start: 60_000, end: 2_699_520 },
    { start: 154_931_043, end: 155_260_560 },
  ])
  expect(pseudoautosomal('GRCh38', 'Y')).toEqual([
    { start: 10_000, end: 2_781_479 },
    { start: 56_887_902, end: 57_217_415 },
  ])
  expect(pseudoautosomal('T2T-CHM13v2', 'X')).toEqual([
    { start: 0, end: 2_394_410 },
    { start: 153_925_834, end: 154_259_566 },
  ])
  expect(pseudoautosomal('T2T-CHM13v2', 'Y')).toEqual([
    { start: 0, end: 2_458_320 },
    { start: 62_122_809, end: 62_460_029 },
  ])
  expect(pseudoautosomal('unknown', 'X')).toBeNull()
})

test('a male’s X on which somebody else’s reads were called as heterozygotes stays one X', async () => {
  const call = (i: number) => [
    'chrX',
    10_000_000 + i,
    '.',
    'A',
    'C',
    50,
    'PASS',
    '.',
    'GT:AD',
    // Six of thirty reads are another's at every second site.
    i % 2 === 0 ? '0/1:24,6' : '1/1:0,30',
  ]
  const text = vcfText(
    Array.from({ length: 60 }, (_, i) => call(i)),
    { samples: ['s'] },
  )
  const { store } = await storeOf(text, folder)
  const found = await sexFromGenotypes({ store, column: 's', sample: 's' }, 'male', 'GRCh38')
  expect(found).toMatchObject({ seen: 'male', verdict: 'passes', calls: { het: 0, homAlt: 30 } })
})

import { expect, test } from 'vitest'
import {
  groupsWithAllPairs,
  relatedness,
} from '../../../../../electron/engine/quality/genotypes/relatedness.ts'
import { relatednessCheckSchema } from '../../../../../shared/quality/relatedness.ts'
import {
  type SharedGenotypes,
  sharedGenotypes,
} from '../../../../../electron/engine/quality/genotypes/shared-genotypes.ts'
import { RELATEDNESS_THRESHOLDS } from '../../../../../shared/quality/genotype-thresholds.ts'
import { STATED } from '../../../../support/family-scenarios.ts'
import { singleVcfs } from '../../../../support/generated-family.ts'
import { golden } from '../../../../support/bam-files.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { importHere, openedStore, storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'
import { columnsOf, familyStores, SCENARIO_NAMES } from './families.ts'

const folder = temporaryFolder()
const family = familyStores(folder)
const wrong = async (...args: Parameters<typeof relatedness>) => {
  const { pairs, verdict } = await relatedness(...args)
  const odd = pairs.filter((pair) => pair.verdict !== 'passes')
  return { verdict, odd: odd.map(({ a, b, verdict: own, reason }) => [a, b, own, reason]) }
}

test('nothing is flagged in a clean family: parents unrelated, children first degree, siblings by IBS0', async () => {
  const result = await relatedness(columnsOf(await family('clean')), { people: STATED })
  expect(relatednessCheckSchema.parse(result)).toEqual(result)
  const { pairs, verdict } = result
  expect(verdict).toBe('passes')
  const seen = new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair]))
  expect([...seen].map(([names, pair]) => [names, pair.seen])).toEqual([
    ['CHILD SISTER', 'full-siblings'],
    ['CHILD MOTHER', 'parent-child'],
    ['CHILD FATHER', 'parent-child'],
    ['SISTER MOTHER', 'parent-child'],
    ['SISTER FATHER', 'parent-child'],
    ['MOTHER FATHER', 'unrelated'],
  ])
  expect(seen.get('CHILD MOTHER')?.ibs0).toBe(0)
  // Siblings share by chance more or less than half.
  const tolerance = (seen: string | null): number => (seen === 'full-siblings' ? 0.2 : 0.1)
  for (const { relatedness: found, stated, seen: relation } of pairs)
    expect(Math.abs((found ?? 9) - (stated?.relatedness ?? 9))).toBeLessThan(tolerance(relation))
})

test.each(SCENARIO_NAMES)(
  'sites, and those with the same genotype, are those of bcftools gtcheck: %s',
  async (scenario) => {
    const { pairs } = await relatedness(columnsOf(await family(scenario)), { people: STATED })
    const ours = new Map(
      pairs.map(({ a, b, sites, ibs2 }) => [`${a} ${b}`, [String(sites - ibs2), String(sites)]]),
    )
    const theirs = (await golden('quality/gtcheck.tsv')).filter(([name]) => name === scenario)
    expect(theirs).toHaveLength(6)
    for (const [, a, b, differing, sites] of theirs) expect(ours.get(`${b} ${a}`)).toEqual([differing, sites])
  },
)

test('exchanged labels of child and mother: the mother is no parent of the sister, the child none of its father', async () => {
  const { verdict, odd } = await wrong(columnsOf(await family('swapped')), { people: STATED })
  expect(verdict).toBe('fails')
  expect(odd).toEqual([
    // Of the mother's reads nobody of the father's family is related to.
    ['CHILD', 'SISTER', 'warns', 'siblings-without-ibs0'],
    ['CHILD', 'FATHER', 'fails', 'not-parent-child'],
    ['SISTER', 'MOTHER', 'fails', 'parent-child-with-ibs0'],
    ['MOTHER', 'FATHER', 'fails', 'closer-than-stated'],
  ])
})

test('a sample that is there twice is found', async () => {
  const { verdict, odd } = await wrong(columnsOf(await family('duplicated')), { people: STATED })
  expect([verdict, odd]).toEqual(['fails', [['CHILD', 'SISTER', 'fails', 'same-person-unexpected']]])
  const twins = STATED.map((one) => (one.sample === 'SISTER' ? { ...one, person: 'CHILD' } : one))
  expect(await wrong(columnsOf(await family('duplicated')), { people: twins })).toEqual({
    verdict: 'passes',
    odd: [],
  })
})

test('a father who is somebody else is found', async () => {
  const { odd } = await wrong(columnsOf(await family('stranger')), { people: STATED })
  expect(odd).toEqual([
    ['CHILD', 'FATHER', 'fails', 'not-parent-child'],
    ['SISTER', 'FATHER', 'fails', 'not-parent-child'],
  ])
})

test('one VCF per sample: the same is found, and it is said how what is missing was taken', async () => {
  const columns = await Promise.all(
    [...singleVcfs()].map(async ([column, text]) => ({
      store: (await storeOf(column === 'SISTER' ? text.replaceAll('chr', '') : text, folder)).store,
      column,
      sample: column,
    })),
  )
  const clean = await relatedness(columns, { people: STATED })
  expect([clean.verdict, clean.missingAsReference]).toEqual(['passes', true])
  const together = await relatedness(columnsOf(await family('clean')), { people: STATED })
  expect(together.missingAsReference).toBe(false)
  clean.pairs.forEach((pair, i) =>
    expect(Math.abs((pair.relatedness ?? 9) - (together.pairs[i]?.relatedness ?? 9))).toBeLessThan(0.05),
  )
  // Of large files a part of the places is looked at, the same in all of them.
  const thresholds = RELATEDNESS_THRESHOLDS
  const few = await sharedGenotypes(columns, thresholds, undefined, 5000)
  const all = await sharedGenotypes(columns, thresholds)
  const sites = ({ patterns }: SharedGenotypes): number => patterns.reduce((sum, one) => sum + one.sites, 0)
  expect([few.every, all.every, clean.everyNthPlace]).toEqual([4, 1, 1])
  expect(sites(few)).toBeGreaterThan(sites(all) / 5)
  expect(sites(few)).toBeLessThan(sites(all) / 3)
  const exchanged = columns.map((column) => ({
    ...column,
    sample: ({ CHILD: 'MOTHER', MOTHER: 'CHILD' } as Record<string, string>)[column.sample] ?? column.sample,
  }))
  expect((await wrong(exchanged, { people: STATED })).verdict).toBe('fails')
})

test('a genotype that is not called, or of few reads, is no site; nothing is made of few sites', async () => {
  const site = (position: number, ...calls: string[]) => [
    '1',
    position,
    '.',
    'A',
    'C',
    50,
    'PASS',
    '.',
    'GT:AD',
    ...calls,
  ]
  const text = vcfText(
    [
      site(10, '0/1:10,10', '0/1:9,11'),
      site(20, './.:10,10', '0/1:10,10'),
      site(30, '0/1:3,3', '0/1:10,10'),
      site(40, '0/1:18,2', '0/1:10,10'),
      site(50, '1/1:0,20', '0/0:20,0'),
      ['1', 60, '.', 'A', 'C', 50, 'LowQual', '.', 'GT:AD', '0/1:10,10', '0/1:10,10'],
      ['X', 70, '.', 'A', 'C', 50, 'PASS', '.', 'GT:AD', '0/1:10,10', '0/1:10,10'],
      ['1', 80, '.', 'A', 'C,G', 50, 'PASS', '.', 'GT:AD', '0/1:10,10,0', '0/1:10,10,0'],
      // Nothing filters this file's record: `.` is no failure.
      ['1', 90, '.', 'A', 'C', 50, '.', '.', 'GT:AD', '0/1:10,10', '0/0:20,0'],
    ],
    { samples: ['a', 'b'] },
  )
  const { pairs } = await relatedness(columnsOf((await storeOf(text, folder)).store), { people: [] })
  expect(pairs).toMatchObject([
    {
      sites: 3,
      hetsA: 2,
      hetsB: 1,
      sharedHets: 1,
      ibs0: 1,
      ibs2: 1,
      relatedness: null,
      verdict: 'not-possible',
      reason: 'too-few-sites',
    },
  ])
})

test('every two samples are asked about together in some group', () => {
  for (const count of [1, 2, 8, 9, 17, 32]) {
    const groups = groupsWithAllPairs(count, 8)
    expect(Math.max(...groups.map((group) => group.length))).toBeLessThanOrEqual(8)
    for (let a = 0; a < count; a++)
      for (let b = a + 1; b < count; b++)
        expect(groups.some((group) => group.includes(a) && group.includes(b))).toBe(true)
  }
})

const trio = publicFile('slivar/ashk-trio.vcf.gz')
test.skipIf(trio === null)(
  'the public trio is one, and its sites are those of bcftools gtcheck',
  async () => {
    const { store } = await openedStore(await importHere(trio ?? '', folder))
    const people = STATED.filter(({ sample }) => sample !== 'SISTER').map((one) => ({
      ...one,
      person: one.sample,
    }))
    const names: Record<string, string> = { HG002: 'CHILD', HG003: 'FATHER', HG004: 'MOTHER' }
    const columns = columnsOf(store).map((column) => ({ ...column, sample: names[column.column] ?? '' }))
    const { verdict, pairs } = await relatedness(columns, { people })
    expect([verdict, pairs.map(({ seen }) => seen)]).toEqual([
      'passes',
      ['parent-child', 'parent-child', 'unrelated'],
    ])
    const theirs = (await golden('quality/gtcheck.tsv')).filter(([name]) => name === 'ashk')
    pairs.forEach(({ sites, ibs2 }, i) => {
      const [, , , differing, compared] = theirs[i] ?? []
      expect(sites).toBe(Number(compared))
      // gtcheck compares the caller's genotypes, we what the reads say: at five sites these are not the same.
      expect(Math.abs(sites - ibs2 - Number(differing))).toBeLessThanOrEqual(3)
    })
  },
)

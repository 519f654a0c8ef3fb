import fc from 'fast-check'
import { expect, test } from 'vitest'
import { log10BinomialTail } from '../../../../shared/quality/binomial-tail.ts'
import type { GenotypedPerson } from '../../../../shared/quality/genotyped-person.ts'
import { expectedRelatedness } from '../../../../shared/quality/kinship.ts'
import { judgeMendelian } from '../../../../shared/quality/mendelian.ts'
import { inheritance, NO_PARENT } from '../../../../shared/quality/mendelian-inheritance.ts'
import {
  CONTAMINATION_THRESHOLDS,
  MENDELIAN_THRESHOLDS,
  RELATEDNESS_THRESHOLDS,
  SWAP_THRESHOLDS,
  TUMOUR_NORMAL_THRESHOLDS,
} from '../../../../shared/quality/genotype-thresholds.ts'
import { judgeContamination } from '../../../../shared/quality/contamination.ts'
import { judgeConcordance } from '../../../../shared/quality/tumour-normal.ts'
import { judgePair } from '../../../../shared/quality/relatedness.ts'
import { genotypeOfReads, judgeSwap } from '../../../../shared/quality/sample-swap.ts'
import { mostUniparental } from '../../../../shared/quality/uniparental.ts'

test('the binomial tail is the sum of its terms', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (n, k, p) => {
        let sum = 0
        for (let i = k; i <= n; i++) sum += choose(n, i) * p ** i * (1 - p) ** (n - i)
        expect(10 ** log10BinomialTail(k, n, p)).toBeCloseTo(sum, 8)
      },
    ),
  )
  // 0.01 to the 200th
  expect(log10BinomialTail(200, 200, 0.01)).toBeCloseTo(-400, 6)
})

/** A pedigree of names: `child: [father, mother]`. */
const pedigree = (parents: Record<string, [string | null, string | null]>): GenotypedPerson[] =>
  Object.entries(parents).map(([sample, [father, mother]]) => ({
    sample,
    sex: 'unknown',
    father,
    mother,
    person: sample,
  }))

const FAMILY = pedigree({
  grandfather: [null, null],
  father: ['grandfather', 'grandmother'],
  aunt: ['grandfather', 'grandmother'],
  mother: [null, null],
  child: ['father', 'mother'],
  sister: ['father', 'mother'],
  half: ['father', 'other'],
  cousin: ['uncle', 'aunt'],
  inbred: ['father', 'aunt'],
})

test.each([
  ['child', 'father', 'parent-child', 0.5],
  ['child', 'sister', 'full-siblings', 0.5],
  ['father', 'aunt', 'full-siblings', 0.5],
  ['child', 'half', 'related', 0.25],
  ['child', 'grandfather', 'related', 0.25],
  ['child', 'aunt', 'related', 0.25],
  ['child', 'cousin', 'related', 0.125],
  ['mother', 'father', 'unrelated', 0],
  ['mother', 'grandfather', 'unrelated', 0],
  // Of siblings' child: half of the parent, and half of its sibling by whom it has the other half.
  ['inbred', 'father', 'parent-child', 0.75],
  ['child', 'child', 'same-person', 1],
])('the pedigree states of %s and %s: %s, %d', (a, b, relation, relatedness) => {
  expect(expectedRelatedness(a, b, FAMILY)).toEqual({ relation, relatedness })
  expect(expectedRelatedness(b, a, FAMILY)).toEqual({ relation, relatedness })
})

test('a pedigree in a circle, or without somebody, is no trap', () => {
  expect(expectedRelatedness('a', 'b', pedigree({ a: ['b', null], b: ['a', null] }))?.relation).toBe(
    'parent-child',
  )
  expect(expectedRelatedness('child', 'nobody', FAMILY)).toBeNull()
})

test('a child has an allele of each parent: whoever is drawn from them is no error', () => {
  const allele = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(
      allele,
      allele,
      allele,
      allele,
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (m1, m2, f1, f2, a, b, swap) => {
        const [first, second] = [a ? m1 : m2, b ? f1 : f2]
        const child = swap ? `${first}/${second}` : `${second}|${first}`
        expect(inheritance(child, `${m1}/${m2}`, `${f1}|${f2}`, 'both')).toMatchObject({
          isGood: true,
          isError: false,
          isMissing: false,
        })
        expect(inheritance(String(first), `${m1}/${m2}`, `${f1}/${f2}`, 'mother').isGood).toBe(true)
        expect(inheritance(child, `${m1}/${m2}`, NO_PARENT, 'both').isError).toBe(false)
      },
    ),
  )
  expect(inheritance('1/1', '0/0', '1/1', 'both').isError).toBe(true)
  expect(inheritance('0/1', '0/1', '0/0', 'mother').isTwoForOne).toBe(true)
  expect(inheritance('1/1', '0/0', '0/0', 'none')).toMatchObject({
    isGood: false,
    isError: false,
    isMissing: false,
  })
})

test('a genotype of reads: clear ones only', () => {
  const of = (ref: number, alt: number, other = 0) => genotypeOfReads({ ref, alt, other }, SWAP_THRESHOLDS)
  expect([of(30, 0), of(28, 3), of(15, 15), of(6, 24), of(3, 28), of(0, 30)]).toEqual([0, 0, 1, 1, 2, 2])
  expect([of(25, 4), of(4, 3), of(15, 15, 10), of(0, 0)]).toEqual([null, null, null, null])
})

test('the most uniparental stretch is that of the highest odds, and none where nothing speaks for one', () => {
  const bin = (informative: number, motherOnly: number, i: number) => ({
    start: i * 1e6,
    informative,
    motherOnly,
    fatherOnly: 0,
  })
  const bins = [bin(10, 0, 0), bin(10, 10, 1), bin(10, 9, 2), bin(10, 10, 3), bin(10, 0, 4)]
  expect(mostUniparental(bins, (one) => one.motherOnly, 0.95, 0.01)).toMatchObject({ from: 1, to: 4 })
  expect(mostUniparental(bins, (one) => one.fatherOnly, 0.95, 0.01)).toBeNull()
})

test('a few Mendelian errors among few sites are no finding, the same share among many is', () => {
  const judged = (errors: number, sites: number) =>
    judgeMendelian(
      { good: sites, goodAlt: sites - errors, errors, missing: 0, twoForOne: 0 },
      [],
      false,
      MENDELIAN_THRESHOLDS,
    ).verdict
  expect(judged(4, 159)).toBe('passes')
  expect(judged(400, 15_900)).toBe('warns')
  // Sums of the binomial's terms for 0.02 and 159: from 8 on 0.0152, from 9 on 0.0050.
  expect([judged(8, 159), judged(9, 159)]).toEqual(['passes', 'warns'])
  expect(judged(80, 200)).toBe('fails')
})

const PAIR = {
  sites: 4000,
  hetsA: 1000,
  hetsB: 1000,
  sharedHets: 520,
  sharedHomAlts: 300,
  ibs0: 60,
  ibs2: 2000,
  carriedA: 1500,
  carriedB: 1500,
  mostIbs0: { chromosome: '7', ibs0: 8, sites: 200 },
} as const
const PARENT = { relation: 'parent-child', relatedness: 0.5 } as const
const pairOf = (change: Partial<Parameters<typeof judgePair>[2]>, isJoined = false) => {
  const { verdict, reason } = judgePair('a', 'b', { ...PAIR, ...change }, { stated: PARENT, isJoined }, RELATEDNESS_THRESHOLDS) // prettier-ignore
  return [verdict, reason]
}

test('sites without a common allele on one chromosome alone make no siblings of parent and child', () => {
  expect(pairOf({})).toEqual(['fails', 'parent-child-with-ibs0'])
  expect(pairOf({ mostIbs0: { chromosome: '7', ibs0: 58, sites: 200 } })).toEqual([
    'warns',
    'parent-child-but-one-chromosome',
  ])
  expect(pairOf({ ibs0: 4, mostIbs0: { chromosome: '7', ibs0: 4, sites: 200 } })).toEqual([
    'passes',
    'as-stated',
  ])
})

test('of files of their own a few missing calls make no siblings, and files of different extent are not compared', () => {
  expect(pairOf({ ibs0: 32 })).toEqual(['warns', 'parent-child-with-ibs0'])
  expect(pairOf({ ibs0: 32 }, true)).toEqual(['passes', 'as-stated'])
  expect(pairOf({ ibs0: 120, sharedHets: 700 }, true)).toEqual(['fails', 'parent-child-with-ibs0'])
  expect(pairOf({ carriedA: 3000 })).toEqual(['fails', 'parent-child-with-ibs0'])
  expect(pairOf({ carriedA: 3000 }, true)).toEqual(['not-possible', 'different-extents'])
})

const row = (
  sample: string,
  person: string,
  columns: Parameters<typeof judgeSwap>[1],
  calls: (0 | 1 | 2)[],
) => {
  const sites = calls.map((_, i) => ({ chromosome: '1', position: i + 1, ref: 'A', alt: 'C', genotypes: columns.map((__, column): 1 | 2 => (column === 0 ? 1 : 2)) })) // prettier-ignore
  const { verdict, reason } = judgeSwap({ file: 'f', sample, person, tags: [sample] }, columns, sites, calls, SWAP_THRESHOLDS) // prettier-ignore
  return [verdict, reason]
}

test('reads of a tumour without genotypes of its own are held against its normal', () => {
  const normal = [{ sample: 'N', person: 'N' }]
  const calls = (same: number): (0 | 1 | 2)[] => Array.from({ length: 100 }, (_, i) => (i < same ? 1 : 0))
  expect(row('T', 'N', normal, calls(100))).toEqual(['passes', 'same-sample'])
  expect(row('T', 'N', normal, calls(75))).toEqual(['warns', 'less-than-expected'])
  expect(row('T', 'N', normal, calls(45))).toEqual(['fails', 'no-sample-fits'])
  expect(row('T', 'T', normal, calls(100))).toEqual(['warns', 'no-column'])
  expect(row('N', 'N', normal, calls(75))).toEqual(['fails', 'no-sample-fits'])
})

test('close siblings whose sites without a common allele are few, or lie on one chromosome, stay siblings', () => {
  const siblings = (ibs0: number, most: number, isJoined = false) =>
    judgePair(
      'a',
      'b',
      { ...PAIR, sharedHets: 740, ibs0, mostIbs0: { chromosome: '7', ibs0: most, sites: 200 } },
      { stated: { relation: 'full-siblings', relatedness: 0.5 }, isJoined },
      RELATEDNESS_THRESHOLDS,
    )
  // Generated quads: 1.01 % of all, and below 0.5 % without that chromosome; 0.94 % of files of their own.
  expect(siblings(40, 24)).toMatchObject({ verdict: 'passes', seen: 'full-siblings' })
  expect(siblings(38, 8, true)).toMatchObject({ verdict: 'passes', seen: 'full-siblings' })
  const none = { verdict: 'warns', reason: 'siblings-without-ibs0' }
  expect(siblings(4, 2)).toMatchObject(none)
  expect(siblings(16, 2, true)).toMatchObject(none)
})

test('a read in a hundred that was read wrongly is nobody else', () => {
  const judged = (offBalance: number, minorReads: number | null) =>
    judgeContamination(5000, offBalance, minorReads, CONTAMINATION_THRESHOLDS).verdict
  // A generated family at 85x with errors of 0.15 %: 6.0 % of the sites, 0.16 % of the reads.
  expect(judged(301, 0.0016)).toBe('passes')
  // 3 % of a stranger: of all reads one in a hundred at 30x, 60x and 100x.
  expect(judged(560, 0.0095)).toBe('warns')
  expect(judged(930, 0.0098)).toBe('fails')
  expect(judged(0, null)).toBe('passes')
})

test('lost chromosomes of a tumour are told from another person by what is homozygous in the normal', () => {
  const concordance = (
    hets: number,
    keptHets: number,
    homs: number,
    keptHoms: number,
    carried = hets + homs,
  ) =>
    judgeConcordance(
      {
        sites: hets + homs,
        same: keptHets + keptHoms,
        homozygous: homs,
        keptHomozygous: keptHoms,
        carriedByTumour: carried,
        carriedByNormal: hets + homs,
      },
      carried !== hets + homs,
      TUMOUR_NORMAL_THRESHOLDS,
    )
  // A third, and all, of the genome with one copy left.
  expect(concordance(600, 400, 400, 398)).toMatchObject({ verdict: 'warns', reason: 'in-between' })
  expect(concordance(600, 0, 380, 378)).toMatchObject({ verdict: 'warns', reason: 'in-between' })
  // Unrelated, parent and child, siblings.
  for (const [hets, homs] of [[0.47, 0.5], [0.5, 0.62], [0.65, 0.7]] as const) // prettier-ignore
    expect(concordance(600, 600 * hets, 400, 400 * homs)).toMatchObject({ verdict: 'fails', reason: 'other-person' }) // prettier-ignore
  expect(concordance(600, 595, 400, 400).verdict).toBe('passes')
  // The normal is a genome, the tumour an exome.
  expect(concordance(600, 30, 400, 20, 50)).toMatchObject({ verdict: 'not-possible', reason: 'different-extents', share: null }) // prettier-ignore
  // Too few homozygous ones to say: the share of all alone.
  expect([concordance(90, 30, 10, 5).verdict, concordance(90, 45, 10, 5).verdict]).toEqual(['fails', 'warns'])
})

test('of few sites one that differs is no other sample, and many of many are', () => {
  const one = [{ sample: 'A', person: 'A' }]
  const judged = (compared: number, same: number) =>
    row(
      'A',
      'A',
      one,
      Array.from({ length: compared }, (_, i): 0 | 1 => (i < same ? 1 : 0)),
    )
  const same = ['passes', 'same-sample']
  expect([judged(30, 30), judged(30, 29), judged(80, 78)]).toEqual([same, same, same])
  expect(judged(150, 140)).toEqual(['warns', 'less-than-expected'])
  expect(judged(30, 18)).toEqual(['fails', 'no-sample-fits'])
  expect(judged(19, 19)).toEqual(['not-possible', 'too-few-sites'])
})

import { expect, test } from 'vitest'
import {
  contaminationSentence,
  mendelianSentence,
  relatednessNote,
  relatednessSentence,
  sexSentence,
  SOURCE_WORDS,
  swapSentence,
  tumourNormalSentence,
  uniparentalSentence,
  VERDICT_WORDS,
} from '../../../../shared/quality/genotype-words.ts'
import { percent } from '../../../../shared/quality/percent.ts'
import { judgePair, relatednessReasonSchema } from '../../../../shared/quality/relatedness.ts'
import { RELATEDNESS_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import { swapReasonSchema, tagReasonSchema } from '../../../../shared/quality/sample-swap.ts'
import { sexReasonSchema } from '../../../../shared/quality/sex-check.ts'
import { thresholdSourceSchema, verdictSchema, worstVerdict } from '../../../../shared/quality/verdict.ts'

const counts = {
  sites: 4000,
  hetsA: 1000,
  hetsB: 900,
  sharedHets: 480,
  sharedHomAlts: 300,
  ibs0: 2,
  ibs2: 2000,
  carriedA: 1400,
  carriedB: 1300,
  mostIbs0: { chromosome: '1', ibs0: 1, sites: 300 },
}
const pair = judgePair('A', 'B', counts, { stated: null, isJoined: false }, RELATEDNESS_THRESHOLDS)

test('sentences have the numbers, and every reason has its own', () => {
  expect(relatednessSentence(pair)).toBe(
    'A and B: relatedness 0.53, 2 of 4,000 sites without a common allele. The pedigree does not have both: nothing to compare with.',
  )
  const sentences = relatednessReasonSchema.options.map((reason) => relatednessSentence({ ...pair, reason }))
  expect(new Set(sentences).size).toBe(sentences.length)
  const note = { reason: null, missingAsReference: true, everyNthPlace: 5 }
  expect(relatednessNote(note)).toBe(
    'Samples come from files of their own: a variant that a file does not have was taken as homozygous reference. One position in 5 was looked at.',
  )
  expect(relatednessNote({ ...note, missingAsReference: false })).toBeNull()
})

test('a hint is said as one', () => {
  const base = {
    check: 'sex-from-coverage',
    sample: 'A',
    verdict: 'warns',
    thresholds: {},
    stated: 'female',
    seen: 'female',
    depths: { x: 0.5, y: 0 },
    by: 'index',
    index: null,
    counted: null,
  } as const
  const said = sexReasonSchema.options.map((reason) =>
    sexSentence({ ...base, reason, hints: [{ karyotype: 'X0', isByDepth: true }] }),
  )
  expect(new Set(said).size).toBe(said.length)
  for (const sentence of said) expect(sentence).toContain('X at 0.50 and Y at 0.00')
  const part = (covered: number) => ({ counted: 40, covered, depth: 15 })
  const counted = { of: 'windows', autosomes: part(39), x: part(38), y: part(3) } as const
  const index = { reason: 'between-copies', depths: { x: 0.75, y: 0 } } as const
  expect(sexSentence({ ...base, reason: 'as-stated', hints: [], by: 'reads', index, counted })).toContain(
    'of the autosomes’ depth by its reads in 39, 38 and 3 windows of autosomes, X and Y, seen as female',
  )
  const calls = { check: 'sex-from-genotypes', file: 'f', sample: 'A', verdict: 'not-possible', thresholds: {}, stated: 'male', seen: null, calls: null, hetShare: null } as const // prettier-ignore
  expect(
    sexSentence({ ...calls, depths: null, hints: [], reason: 'too-few-sites', hetRatio: null }),
  ).toContain('0 heterozygous and 0 other variant calls on X, stated male')
  const hint = {
    contig: 'chr15',
    origin: 'mother',
    kind: 'heterodisomy',
    start: 2_000_000,
    end: 90_000_000,
    informative: 24,
    ofOneParent: 24,
    lod: 47.2,
    log10P: -60,
  } as const
  expect(uniparentalSentence(hint)).toContain(
    'chr15:2,000,001-90,000,000: at 24 of 24 informative sites the child has the mother’s alleles only (LOD 47)',
  )
})

test('the other checks', () => {
  expect(
    contaminationSentence({
      check: 'contamination',
      sample: 'A',
      verdict: 'warns',
      reason: 'off-balance',
      thresholds: {},
      sites: 5000,
      offBalance: 500,
      share: 0.1,
      minorReads: 0.01,
    }),
  ).toContain('at 10.0 % of 5,000 sites')
  const total = { good: 990, goodAlt: 990, errors: 10, missing: 0, twoForOne: 0 }
  expect(
    mendelianSentence({
      check: 'mendelian',
      verdict: 'passes',
      reason: 'one-parent-only',
      thresholds: {},
      child: 'A',
      father: null,
      mother: 'B',
      total,
      rate: 0.01,
      contigs: [],
      leftOut: [],
      hints: [],
      unseen: ['heterodisomy-of-known-parent'],
    }),
  ).toContain('10 errors at 1,000 sites of the autosomes (1.0 %)')
  const row = {
    file: 'f',
    sample: 'A',
    verdict: 'fails',
    best: 'B',
    called: 100,
    concordances: [{ sample: 'A', compared: 100, same: 50, share: 0.5 }],
  } as const
  const said = swapReasonSchema.options.flatMap((reason) =>
    tagReasonSchema.options.map((tag) =>
      swapSentence('a.bam', {
        ...row,
        concordances: [...row.concordances],
        reason,
        tags: { verdict: 'warns', reason: tag, found: [] },
      }),
    ),
  )
  expect(new Set(said).size).toBe(said.length)
  expect(said[0]).toContain('a.bam (A): genotypes are A’s at 50.0 % of 100 sites.')
  expect(said[0]).toContain('Best: B.')
  expect(
    tumourNormalSentence({
      check: 'tumour-normal',
      tumour: 'T',
      normal: 'N',
      verdict: 'fails',
      thresholds: {},
      concordance: {
        verdict: 'fails',
        reason: 'other-person',
        sites: 1000,
        same: 300,
        share: 0.3,
        homozygous: 400,
        keptHomozygous: 100,
      },
      tumourInNormal: {
        verdict: 'not-possible',
        reason: 'no-somatic-alleles',
        alleles: 3,
        inNormal: 0,
        inNormalTwice: 0,
        share: null,
        fraction: null,
      },
    }),
  ).toContain(
    'the same genotype at 30.0 % of 1,000 sites, at 25.0 % of the 400 at which the normal is homozygous for the variant. Of two people,',
  )
})

test('every verdict and source has a name; what could not be looked at outweighs what passed', () => {
  expect(Object.keys(VERDICT_WORDS)).toEqual([...verdictSchema.options])
  expect(Object.keys(SOURCE_WORDS).toSorted()).toEqual([...thresholdSourceSchema.options].toSorted())
  expect([
    worstVerdict([]),
    worstVerdict(['passes', 'not-possible']),
    worstVerdict(['not-possible', 'warns']),
    worstVerdict(['fails', 'warns']),
  ]).toEqual(['not-possible', 'not-possible', 'warns', 'fails'])
})

test('a share is that is not all is never written as all', () => {
  expect([percent(0.9996), percent(1), percent(0.0212), percent(null), percent(0.999, 0)]).toEqual([
    '99.9 %',
    '100.0 %',
    '2.1 %',
    '–',
    '99 %',
  ])
})

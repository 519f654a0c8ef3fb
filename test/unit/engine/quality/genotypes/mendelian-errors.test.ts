import { expect, test } from 'vitest'
import {
  mendelianErrors,
  triosOf,
} from '../../../../../electron/engine/quality/genotypes/mendelian-errors.ts'
import { type MendelianCheck, mendelianCheckSchema } from '../../../../../shared/quality/mendelian.ts'
import { type Scenario, STATED } from '../../../../support/family-scenarios.ts'
import { golden } from '../../../../support/bam-files.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { importHere, openedStore, storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'
import { familyStores, SCENARIO_NAMES } from './families.ts'
import { casesOf } from '../../../../support/thorough.ts'

const folder = temporaryFolder()
const family = familyStores(folder)

async function trio(scenario: Scenario, child = 'CHILD'): Promise<MendelianCheck> {
  const store = await family(scenario)
  const found = triosOf(store, STATED).find((one) => one.child === child)
  if (!found) throw new Error(`no trio of ${child}`)
  return mendelianErrors(found, 'GRCh38')
}

type Counts = { good: number; goodAlt: number; errors: number; missing: number }
const numbers = ({ good, goodAlt, errors, missing }: Counts): string[] =>
  [good, goodAlt, errors, missing].map(String)
const added = (all: readonly Counts[]): Counts => ({
  good: all.reduce((sum, one) => sum + one.good, 0),
  goodAlt: all.reduce((sum, one) => sum + one.goodAlt, 0),
  errors: all.reduce((sum, one) => sum + one.errors, 0),
  missing: all.reduce((sum, one) => sum + one.missing, 0),
})

/** Golden numbers of a child by contig. */
async function theirs(scenario: string, child: string): Promise<Map<string, string[]>> {
  const rows = await golden('quality/mendelian2.tsv')
  return new Map(
    rows
      .filter(([name, of]) => name === scenario && of === child)
      .map(([, , contig = '', ...counts]) => [contig, counts]),
  )
}

const TRIOS = casesOf(SCENARIO_NAMES, 'clean', 'haploid', 'swapped', 'isodisomy').flatMap((scenario) => [
  { scenario, child: 'CHILD' },
  { scenario, child: 'SISTER' },
])
const NONE = ['0', '0', '0', '0']

test.each(TRIOS)(
  'autosomes are counted as by bcftools +mendelian2: $scenario, $child',
  async ({ scenario, child }) => {
    const { contigs } = await trio(scenario, child)
    const goldens = await theirs(scenario, child)
    for (const name of ['chr1', 'chr15']) {
      const ours = contigs.find(({ contig }) => contig === name)
      expect(ours && numbers(ours)).toEqual(goldens.get(name))
    }
  },
)

// A male's single X and Y: bcftools takes `1/1` for two copies.
test.each(TRIOS.filter(({ scenario, child }) => scenario === 'haploid' || child === 'SISTER'))(
  'X, Y and all together are, too, where one copy is written as one: $scenario, $child',
  async ({ scenario, child }) => {
    const { contigs } = await trio(scenario, child)
    const goldens = await theirs(scenario, child)
    for (const name of ['chrX', 'chrY']) {
      const ours = contigs.find(({ contig }) => contig === name)
      // A female has no Y, and nothing is tested there.
      expect(ours ? numbers(ours) : NONE).toEqual(goldens.get(name))
    }
    expect(numbers(added(contigs))).toEqual(goldens.get('all'))
  },
)

test('a male whose single X is written as two equal alleles has no errors on it', async () => {
  const { contigs } = await trio('clean')
  const x = contigs.find(({ contig }) => contig === 'chrX')
  expect(x).toMatchObject({ errors: 0, twoForOne: 0, chromosome: 'X' })
  expect(x?.good).toBeGreaterThan(300)
  expect(Number((await theirs('clean', 'CHILD')).get('chrX')?.[2])).toBeGreaterThan(200)
})

test('nothing is flagged in a clean family, and the result is what its schema says', async () => {
  const result = await trio('clean')
  expect(mendelianCheckSchema.parse(result)).toEqual(result)
  for (const child of ['CHILD', 'SISTER']) {
    const { verdict, reason, hints, leftOut } = await trio('clean', child)
    expect({ verdict, reason, hints, leftOut }).toEqual({
      verdict: 'passes',
      reason: 'as-expected',
      hints: [],
      leftOut: [],
    })
  }
})

test.each([
  ['isodisomy', 'isodisomy'],
  ['heterodisomy', 'heterodisomy'],
] as const)('a chromosome of the mother alone is found: %s', async (scenario, kind) => {
  const { verdict, hints, contigs } = await trio(scenario)
  expect(verdict).toBe('warns')
  expect(hints).toMatchObject([{ contig: 'chr15', origin: 'mother', kind }])
  const [hint] = hints
  expect(hint?.ofOneParent).toBe(hint?.informative)
  expect((hint?.end ?? 0) - (hint?.start ?? 0)).toBeGreaterThan(70_000_000)
  expect(hint?.log10P).toBeLessThan(-10)
  const of15 = contigs.find(({ contig }) => contig === 'chr15')
  expect(of15?.log10P).toBeLessThan(-5)
  // Errors lie in bins, for drawing: their sum is the chromosome's.
  expect(of15?.bins.reduce((sum, bin) => sum + bin.errors, 0)).toBe(of15?.errors)
  expect((await trio(scenario, 'SISTER')).hints).toEqual([])
})

test('who are not the parents are no chromosome of one parent', async () => {
  const { verdict, reason, hints } = await trio('stranger')
  expect({ verdict, reason, hints }).toEqual({ verdict: 'fails', reason: 'not-these-parents', hints: [] })
  expect((await trio('swapped')).reason).toBe('not-these-parents')
})

test('half a trio: errors are those of bcftools without the other parent, and what cannot be seen is said', async () => {
  const rows = await golden('quality/half.tsv')
  for (const scenario of ['isodisomy', 'stranger'] as const) {
    const store = await family(scenario)
    for (const parent of ['father', 'mother'] as const) {
      const gone = parent === 'father' ? 'mother' : 'father'
      const names = { father: null, mother: null, [parent]: parent.toUpperCase() }
      const check = await mendelianErrors({ store, child: 'SISTER', ...names, sex: 'female' }, 'GRCh38')
      const golden = rows.find(([name, child]) => name === `${scenario}-no-${gone}` && child === 'SISTER')
      expect(String(added(check.contigs).errors)).toBe(golden?.[5])
      expect(check.unseen).toContain('heterodisomy-of-known-parent')
    }
  }
  const store = await family('isodisomy')
  const half = { store, child: 'CHILD', sex: 'male' } as const
  const father = await mendelianErrors({ ...half, father: 'FATHER', mother: null }, 'GRCh38')
  expect(father.hints).toMatchObject([{ contig: 'chr15', origin: 'mother', kind: 'unknown' }])
  const mother = await mendelianErrors({ ...half, father: null, mother: 'MOTHER' }, 'GRCh38')
  expect([mother.hints, mother.reason]).toEqual([[], 'one-parent-only'])
})

test('X and Y are left out, and said to be, of an unknown build or sex; without parents nothing is possible', async () => {
  const store = await family('clean')
  const members = { store, child: 'CHILD', father: 'FATHER', mother: 'MOTHER' }
  const ofBuild = await mendelianErrors({ ...members, sex: 'male' }, 'unknown')
  expect(ofBuild.leftOut).toEqual([
    { chromosome: 'X', why: 'build' },
    { chromosome: 'Y', why: 'build' },
  ])
  expect(ofBuild.contigs).toHaveLength(22)
  const ofSex = await mendelianErrors({ ...members, sex: 'unknown' }, 'GRCh38')
  expect(ofSex.leftOut).toEqual([
    { chromosome: 'X', why: 'sex' },
    { chromosome: 'Y', why: 'sex' },
  ])
  const alone = await mendelianErrors(
    { store, child: 'CHILD', father: null, mother: null, sex: 'male' },
    'GRCh38',
  )
  expect([alone.verdict, alone.reason]).toEqual(['not-possible', 'no-parent'])
})

test('a missing genotype is neither good nor an error; several alternates are one record', async () => {
  const record = (position: number, alt: string, ...calls: string[]) => [
    '1',
    position,
    '.',
    'A',
    alt,
    50,
    'PASS',
    '.',
    'GT',
    ...calls,
  ]
  const text = vcfText(
    [
      record(10, 'C', '0/1', './.', './.'),
      record(20, 'C', './.', '0/1', '0/0'),
      record(30, 'C', '1/1', './.', '0/0'),
      record(40, 'C,G', '1/2', '0/1', '0/2'),
      record(50, 'C,G', '1/2', '0/1', '0/1'),
      record(60, 'C', '0/1', '0/0', '0/0'),
    ],
    { samples: ['c', 'f', 'm'] },
  )
  const { store } = await storeOf(text, folder)
  const { total, verdict, reason } = await mendelianErrors(
    { store, child: 'c', father: 'f', mother: 'm', sex: 'male' },
    'GRCh38',
  )
  // The third is an error of the mother's, and its father's genotype is missing: bcftools counts both.
  expect(total).toEqual({ good: 1, goodAlt: 1, errors: 3, missing: 3, twoForOne: 0 })
  expect([verdict, reason]).toEqual(['not-possible', 'too-few-sites'])
})

const publicTrio = publicFile('slivar/ashk-trio.vcf.gz')
test.skipIf(publicTrio === null)(
  'the public trio has the errors that bcftools +mendelian2 counts',
  async () => {
    const { store } = await openedStore(await importHere(publicTrio ?? '', folder))
    const { total, verdict, hints } = await mendelianErrors(
      { store, child: 'HG002', father: 'HG003', mother: 'HG004', sex: 'male' },
      'GRCh37',
    )
    expect(numbers(total)).toEqual((await theirs('ashk', 'HG002')).get('all'))
    expect([verdict, hints]).toEqual(['passes', []])
  },
)

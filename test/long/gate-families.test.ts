import { expect, it } from 'vitest'
import { contaminationHint } from '../../electron/engine/quality/genotypes/contamination-hint.ts'
import { mendelianErrors, triosOf } from '../../electron/engine/quality/genotypes/mendelian-errors.ts'
import { relatedness } from '../../electron/engine/quality/genotypes/relatedness.ts'
import { sexFromGenotypes } from '../../electron/engine/quality/genotypes/sex-from-genotypes.ts'
import { STATED } from '../support/family-scenarios.ts'
import { type FamilyOptions, familyVcf, singleVcfs } from '../support/generated-family.ts'
import { storeOf } from '../support/variant-stores.ts'
import { CLEAN, familyChecks, findingIn, standings } from '../support/family-case.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder()

it.each(['clean', 'haploid'] as const)(
  'flags nothing in the family that is %s',
  async (scenario) => {
    expect(standings(await familyChecks(folder, scenario))).toEqual(CLEAN)
  },
  60_000,
)

it.each([
  ['swapped', { sex: 'fails', relatedness: 'fails', mendelian: 'fails' }, 'relatedness', 'CHILD'],
  [
    'duplicated',
    { relatedness: 'fails', sex: 'fails' },
    'relatedness',
    'CHILD SISTER same-person-unexpected',
  ],
  [
    'stranger',
    { relatedness: 'fails', mendelian: 'fails', sex: 'fails' },
    'relatedness',
    'FATHER not-parent-child',
  ],
  ['isodisomy', { mendelian: 'warns' }, 'mendelian', 'chr15 mother'],
  ['heterodisomy', { mendelian: 'warns' }, 'mendelian', 'chr15 mother'],
  ['contaminated', { contamination: 'warns' }, 'contamination', 'warns: CHILD f2 off-balance'],
] as const)(
  'finds what is planted in the family that is %s',
  async (scenario, planted, check, finding) => {
    const checks = await familyChecks(folder, scenario)
    expect(standings(checks)).toMatchObject(planted)
    expect(findingIn(checks, check)).toContain(finding)
  },
  60_000,
)

/** What does not pass of a family whose pedigree is `STATED`: check, who, reason. What is not possible is no finding. */
async function flagged(options: FamilyOptions, isJoint: boolean): Promise<string[]> {
  const texts = isJoint ? [familyVcf(options)] : [...singleVcfs(options).values()]
  const columns = []
  const found: string[] = []
  const note = (text: string, { verdict, reason }: { verdict: string; reason: string }): void => {
    if (verdict === 'warns' || verdict === 'fails') found.push(`${text} ${reason}`)
  }
  for (const text of texts) {
    const { store } = await storeOf(text, folder)
    for (const column of store.meta.samples) columns.push({ store, column, sample: column })
    for (const trio of triosOf(store, STATED)) note(`mendelian ${trio.child}`, await mendelianErrors(trio, options.build ?? 'GRCh38')) // prettier-ignore
  }
  for (const pair of (await relatedness(columns, { people: STATED })).pairs)
    note(`relatedness ${pair.a} ${pair.b}`, pair)
  for (const column of columns) {
    const sex = STATED.find(({ sample }) => sample === column.sample)?.sex ?? 'unknown'
    note(`sex ${column.sample}`, await sexFromGenotypes(column, sex, options.build ?? 'GRCh38'))
    note(`contamination ${column.sample}`, await contaminationHint(column))
  }
  return found
}

const DEPTHS = [15, 30, 60, 100]
/** Seeds 10 to 49, of all sizes and depths, with as many errors as the public trio has, and with half of them. */
const CLEAN_FAMILIES = Array.from({ length: 40 }, (_, i) => {
  const sites = [3000, 8000, 20_000][i % 3] ?? 0
  const build = i % 4 === 1 ? ('GRCh37' as const) : ('GRCh38' as const)
  const depth = DEPTHS[Math.floor(i / 3) % DEPTHS.length] ?? 0
  const options = { seed: 10 + i, sites, depth, error: i % 2 === 0 ? 0.001 : 0.0005, isHaploidX: i % 7 < 3 }
  return { options: { ...options, build }, isJoint: i % 5 !== 3 }
})

it('flags nothing in forty clean families of all sizes and depths', async () => {
  const found = []
  for (const { options, isJoint } of CLEAN_FAMILIES)
    for (const text of await flagged(options, isJoint)) found.push(`${options.seed} ${text}`)
  expect(found).toEqual([])
}, 1_200_000)

it.each([
  ['duplicated', { columns: { CHILD: 'CHILD', SISTER: 'CHILD', MOTHER: 'MOTHER', FATHER: 'FATHER' } }, 'relatedness CHILD SISTER same-person-unexpected'], // prettier-ignore
  ['swapped', { columns: { CHILD: 'MOTHER', SISTER: 'SISTER', MOTHER: 'CHILD', FATHER: 'FATHER' } }, 'relatedness CHILD FATHER not-parent-child'], // prettier-ignore
  ['contaminated', { contaminated: { column: 'CHILD', fraction: 0.03 } }, 'contamination CHILD off-balance'],
] as const)(
  'finds what is planted in each of fifteen families: %s',
  async (_, planted, text) => {
    for (let i = 0; i < 15; i++) {
      const depth = [30, 60, 100][i % 3] ?? 0
      const found = await flagged({ ...planted, seed: 60 + i, depth }, i % 5 !== 3)
      expect([i, found]).toEqual([i, expect.arrayContaining([text])])
    }
  },
  1_200_000,
)

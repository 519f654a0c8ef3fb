import { expect, it } from 'vitest'
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

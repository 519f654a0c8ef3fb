import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckId } from '../../shared/quality/check-id.ts'
import { type CheckStanding, type GateCheck, standingOf } from '../../shared/quality/gate.ts'
import { writePed } from './case-files.ts'
import { SCENARIOS, type Scenario } from './family-scenarios.ts'
import { type FamilyOptions, familyVcf } from './generated-family.ts'
import { type RunningEngine, runningEngine } from './running-engine.ts'

/** Writes a made-up family as a folder that is opened as a case: its VCF, and a PED that states `STATED`. @returns its path */
export function writeFamily(
  folder: string,
  options: FamilyOptions = {},
  sexOfChild: 'male' | 'female' = 'male',
): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'family.vcf'), familyVcf(options))
  writePed(folder, 'family.ped', [
    `F CHILD FATHER MOTHER ${sexOfChild === 'male' ? 1 : 2} 2`,
    'F SISTER FATHER MOTHER 2 1',
    'F MOTHER 0 0 2 1',
    'F FATHER 0 0 1 1',
  ])
  return folder
}

/** All checks of the open case once none is to be made any more. */
export async function checked(engine: RunningEngine): Promise<GateCheck[]> {
  const isPending = ({ progress: { state } }: GateCheck): boolean =>
    state === 'waiting' || state === 'running'
  for (let tries = 0; tries < 1200; tries++) {
    const checks = await engine.call('quality.state', {})
    if (!checks.some(isPending)) return checks
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the checks are not made')
}

/** How each check stands when nothing is acknowledged. */
export const standings = (checks: readonly GateCheck[]): Partial<Record<CheckId, CheckStanding>> =>
  Object.fromEntries(checks.map((check) => [check.id, standingOf(check, [])]))

/** What a check found; empty while it has not. */
export function findingIn(checks: readonly GateCheck[], id: CheckId): string {
  const progress = checks.find((check) => check.id === id)?.progress
  return progress?.state === 'done' ? progress.finding : ''
}

/** The checks of a made-up family, opened as a case of a folder below `folder`. */
export async function familyChecks(
  folder: string,
  scenario: Scenario,
  sexOfChild?: 'male' | 'female',
): Promise<GateCheck[]> {
  const path = writeFamily(join(folder, `${scenario} ${sexOfChild ?? ''}`), SCENARIOS[scenario], sexOfChild)
  await using engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: [path] })
  return await checked(engine)
}

/** How the checks stand of a family without reads and without a reference. */
export const CLEAN: Partial<Record<CheckId, CheckStanding>> = {
  build: 'not-possible',
  files: 'passes',
  coverage: 'not-possible',
  sex: 'passes',
  relatedness: 'passes',
  mendelian: 'passes',
  contamination: 'passes',
  'tumour-normal': 'not-possible',
  swap: 'not-possible',
}

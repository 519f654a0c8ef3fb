import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GateCheck } from '../../shared/quality/gate.ts'
import { writePed } from './case-files.ts'
import { type FamilyOptions, familyVcf } from './generated-family.ts'
import type { RunningEngine } from './running-engine.ts'

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
  for (let tries = 0; tries < 300; tries++) {
    const checks = await engine.call('quality.state', {})
    if (!checks.some(isPending)) return checks
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the checks are not made')
}

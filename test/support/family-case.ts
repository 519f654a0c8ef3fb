import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePed } from './case-files.ts'
import { type FamilyOptions, familyVcf } from './generated-family.ts'

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

import { describe, expect, it } from 'vitest'
import type { Individual } from '../../../../shared/pedigree/individual.ts'
import { byRole, rolesOf } from '../../../../shared/pedigree/pedigree.ts'
import { person } from '../../../support/pedigrees.ts'

const roles = (samples: string[], pedigree: Individual[]) => Object.fromEntries(rolesOf(samples, pedigree))

describe('rolesOf', () => {
  it('gives a lone sample the role single', () => {
    expect(roles(['A'], [])).toEqual({ A: 'single' })
  })

  it('never guesses roles from the order of samples', () => {
    expect(roles(['A', 'B', 'C'], [])).toEqual({ A: 'other', B: 'other', C: 'other' })
  })

  it('reads a trio off the pedigree whatever the order', () => {
    const child = person('kid', { father: 'dad', mother: 'mum', affected: 'affected' })
    expect(roles(['dad', 'kid', 'mum'], [person('mum'), child, person('dad')])).toEqual({
      dad: 'father',
      kid: 'proband',
      mum: 'mother',
    })
  })

  it('takes the affected child as proband and the other as sibling', () => {
    const parents = { father: 'dad', mother: 'mum' }
    expect(
      roles(
        ['well', 'ill', 'mum', 'dad'],
        [
          person('well', { ...parents, affected: 'unaffected' }),
          person('ill', { ...parents, affected: 'affected' }),
        ],
      ),
    ).toEqual({ well: 'sibling', ill: 'proband', mum: 'mother', dad: 'father' })
  })

  it('leaves everybody open when two children are unaffected', () => {
    const parents = { father: 'dad', mother: 'mum', affected: 'unaffected' as const }
    expect(roles(['a', 'b', 'mum', 'dad'], [person('a', parents), person('b', parents)])).toEqual({
      a: 'other',
      b: 'other',
      mum: 'other',
      dad: 'other',
    })
  })

  it('ignores individuals of the pedigree that have no sample', () => {
    const child = person('kid', { father: 'dad', mother: 'mum', affected: 'affected' })
    expect(roles(['kid', 'mum'], [child])).toEqual({ kid: 'proband', mum: 'mother' })
  })

  it('takes who is stated to be the proband, else the only one who is affected', () => {
    const parents = { father: 'dad', mother: 'mum', affected: 'affected' as const }
    const [a, b] = [person('a', parents), person('b', parents)]
    const stated = rolesOf(['a', 'b'], [a, b], b)
    expect(Object.fromEntries(stated)).toEqual({ b: 'proband', a: 'sibling' })
    expect(roles(['a', 'b'], [a, b])).toEqual({ a: 'other', b: 'other' })
    const well = person('b', { ...parents, affected: 'unaffected' })
    expect(roles(['a', 'b'], [a, well])).toEqual({ a: 'proband', b: 'sibling' })
  })

  it('knows a tumour alone, several normals, and letters that have their counterpart', () => {
    expect(roles(['TUMOR'], [])).toEqual({ TUMOR: 'tumour' })
    expect(roles(['P_tumor', 'P_normal', 'P_normal2'], [])).toEqual({
      P_tumor: 'tumour',
      P_normal: 'normal',
      P_normal2: 'normal',
    })
    expect(roles(['LP1_T', 'LP1_N'], [])).toEqual({ LP1_T: 'tumour', LP1_N: 'normal' })
    // One letter alone, and letters of two patients, say nothing.
    expect(roles(['LP1_N', 'LP2'], [])).toEqual({ LP1_N: 'other', LP2: 'other' })
    expect(roles(['LP1_T', 'LP2_N'], [])).toEqual({ LP1_T: 'other', LP2_N: 'other' })
  })

  it('knows the column names of somatic callers', () => {
    expect(roles(['NORMAL', 'TUMOR'], [])).toEqual({ NORMAL: 'normal', TUMOR: 'tumour' })
  })
})

describe('byRole', () => {
  it('shows the proband first, then mother, father and siblings', () => {
    const order = [{ role: 'sibling' }, { role: 'father' }, { role: 'proband' }, { role: 'mother' }] as const
    expect(order.toSorted(byRole).map((s) => s.role)).toEqual(['proband', 'mother', 'father', 'sibling'])
  })
})

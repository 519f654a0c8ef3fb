import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completions } from '../../../../../renderer/app/list/complete-filter.ts'
import {
  columnReference,
  rangeFilter,
  typedNumber,
  valuesFilter,
} from '../../../../../renderer/app/list/facet-filter.ts'
import { filterProblem } from '../../../../../renderer/app/list/list-query.ts'
import { parseFilter } from '../../../../../shared/filter/parse-filter.ts'
import { printFilter } from '../../../../../shared/filter/print-filter.ts'
import type { VariantColumn } from '../../../../../shared/variant/variant-column.ts'
import { trioScope } from '../../../../support/filter-scope.ts'

const scope = trioScope()
const { roles } = scope
function column(name: string): VariantColumn {
  const found = scope.columns.get(name)
  if (!found) throw new Error(`there is no column ${name}`)
  return found
}

describe('a filter made of chosen values', () => {
  it('is one value, one of several, or no value', () => {
    expect(valuesFilter(column('gene'), ['CFTR'], roles)).toBe('gene == "CFTR"')
    expect(valuesFilter(column('impact'), ['HIGH', 'MODERATE'], roles)).toBe('impact in ["HIGH", "MODERATE"]')
    expect(valuesFilter(column('gene'), ['CFTR', null], roles)).toBe('gene == "CFTR" or missing(gene)')
    expect(valuesFilter(column('gene'), [null], roles)).toBe('missing(gene)')
    expect(valuesFilter(column('gene'), [], roles)).toBeNull()
  })

  it('is a flag as it stands', () => {
    expect(valuesFilter(column('mane'), [true], roles)).toBe('mane')
    expect(valuesFilter(column('mane'), [false], roles)).toBe('not mane')
    expect(valuesFilter(column('mane'), [true, false], roles)).toBe('mane or not mane')
  })

  it('names a sample by its role where only one has it, else in quotes', () => {
    expect(columnReference(column('gt(kid)'), roles)).toBe('gt(proband)')
    const two = new Map([...roles, ['mum', 'proband' as const]])
    expect(columnReference(column('gt(kid)'), two)).toBe('gt("kid")')
    expect(columnReference(column('info.gnomAD-AF'), roles)).toBe('info["gnomAD-AF"]')
    expect(columnReference(column('format.SB(kid)'), roles)).toBe('format.SB(proband)')
    expect(columnReference(column('format.odd-name(kid)'), two)).toBe('format["odd-name"]("kid")')
  })

  it('is understood whatever the text is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (texts) => {
        const expression = valuesFilter(column('gene'), texts, roles)
        if (expression === null) throw new Error('there are values')
        expect(filterProblem(expression, scope)).toBeNull()
        expect(printFilter(parseFilter(expression).root)).toBe(expression)
      }),
    )
  })
})

describe('a filter made of a range', () => {
  it('is open where nothing is typed', () => {
    expect(rangeFilter(column('qual'), 30, 50.5, roles)).toBe('qual >= 30 and qual <= 50.5')
    expect(rangeFilter(column('dp(mum)'), null, 10, roles)).toBe('dp(mother) <= 10')
    expect(rangeFilter(column('qual'), null, null, roles)).toBeNull()
  })

  it('takes numbers of any size', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const expression = rangeFilter(column('qual'), number, null, roles)
        expect(filterProblem(expression ?? '', scope)).toBeNull()
      }),
    )
  })

  it('reads numbers as people type them', () => {
    expect(['1,000', ' 0.5 ', '1e-4', '-3', '', 'x', '1.2.3'].map(typedNumber)).toEqual([
      1000,
      0.5,
      1e-4,
      -3,
      null,
      undefined,
      undefined,
    ])
  })
})

describe('completion', () => {
  const list = { columns: [...scope.columns.values()], filter: scope, conflicts: [] }
  const offered = (text: string): string[] => completions(text, text.length, list).map(({ insert }) => insert)

  it('offers columns, samples by their role, fields of INFO and FORMAT, and functions', () => {
    expect(offered('popm')[0]).toBe('popmax_af')
    expect(offered('qual > 3 and dp').slice(0, 3)).toEqual(['dp(proband)', 'dp(mother)', 'dp(father)'])
    expect(offered('MIN_')[0]).toBe('format.MIN_DP(proband)')
    expect(offered('format.SB(mo')).toEqual(['format.SB(mother)'])
    expect(offered('dp(mo')).toEqual(['dp(mother)'])
    expect(offered('AC')[0]).toBe('info.AC')
    expect(offered('conta')).toContain('contains(')
  })

  it('offers nothing within quotes, after a number, or for what is whole', () => {
    expect(offered('gene == "gen')).toEqual([])
    expect(offered('qual > 30')).toEqual([])
    expect(offered('popmax_af')).toEqual([])
    expect(offered('')).toEqual([])
  })

  it('says which letters it takes the place of', () => {
    expect(completions('qual > 3 and gen', 16, list)[0]).toMatchObject({ insert: 'gene', from: 13 })
  })
})

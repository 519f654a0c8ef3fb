import { describe, expect, it } from 'vitest'
import { filterProblem, listQuery } from '../../../../../renderer/app/list/list-query.ts'
import { listScope } from '../../../../../renderer/app/list/list-scope.ts'
import type { ListFilter, VariantListView } from '../../../../../shared/variant/variant-query.ts'
import { importedCase } from '../../../../support/fake-case.ts'

const scope = listScope(importedCase(), 'trio.vcf.gz')
if (scope === null) throw new Error('the fake case is imported')

const filter = (expression: string, change: Partial<ListFilter> = {}): ListFilter => ({
  expression,
  missing: 'drop',
  enabled: true,
  label: null,
  ...change,
})
const view = (change: Partial<VariantListView>): VariantListView => ({
  filters: [],
  sort: [],
  columns: null,
  ...change,
})

describe('what a list is asked for', () => {
  it('is nothing before the file is imported', () => {
    expect(listScope({ ...importedCase(), files: [] }, 'trio.vcf.gz')).toBeNull()
  })

  it('leaves out filters that are off or not understood, and says where the others are', () => {
    const filters = [
      filter('qual > 30', { enabled: false }),
      filter('gene == "CFTR"', { missing: 'keep' }),
      filter('no_such_column > 1'),
      filter('gt(proband) == "het"'),
    ]
    const { query, places } = listQuery(view({ filters }), scope)
    expect(query.filters).toEqual([
      { expression: 'gene == "CFTR"', missing: 'keep' },
      { expression: 'gt(proband) == "het"', missing: 'drop' },
    ])
    expect(places).toEqual([null, 0, null, 1])
    expect(listQuery(view({ filters }), scope, 1).places).toEqual([null, null, null, 0])
  })

  it('asks for the values of columns that rows do not bring, and sorts by what the file has', () => {
    const columns = ['gene', 'change', 'gt(NA24385)', 'popmax_af', 'dp(NA24385)', 'info.GONE'].map(
      (name) => ({
        name,
        width: null,
      }),
    )
    const sort = [
      { column: 'info.GONE', descending: false },
      { column: 'popmax_af', descending: true },
    ]
    const asked = listQuery(view({ columns, sort }), scope)
    expect(asked.columns).toEqual(['popmax_af', 'dp(NA24385)'])
    expect(asked.query.sort).toEqual([{ column: 'popmax_af', descending: true }])
  })

  it('knows what is wrong with an expression, and where', () => {
    expect(filterProblem('qual > 30', scope.filter)).toBeNull()
    expect(filterProblem('qual >', scope.filter)).toMatchObject({ kind: 'filter/syntax' })
    expect(filterProblem('qual > 3 and gen == "A"', scope.filter)).toMatchObject({
      kind: 'filter/unknown-column',
      from: 13,
      to: 16,
      closest: ['gene', 'genes'],
    })
  })
})

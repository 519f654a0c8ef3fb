import { describe, expect, it } from 'vitest'
import { createListStore, isGrouped, PLAIN_VIEW } from '../../../../../renderer/app/stores/list-store.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import type { ListFilter, QueryCount } from '../../../../../shared/variant/variant-query.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

const filter = (expression: string): ListFilter => ({
  expression,
  missing: 'drop',
  enabled: true,
  label: null,
})
const QUERY = { filters: [{ expression: 'qual > 3', missing: 'drop' as const }], sort: [] }
const counts = (passing: number): QueryCount => ({
  passing,
  total: 100,
  effects: [{ hidden: 1, missing: 2 }],
})

function made() {
  const client = createFakeClient({ 'variants.setList': async () => ({}) })
  const store = createListStore(client)
  return { client, store, state: () => store.getState() }
}

describe('how a list is looked at', () => {
  it('keeps each change with the case', () => {
    const { client, state } = made()
    state().addFilters([filter('qual > 3')])
    state().changeFilter(0, { missing: 'keep' })
    state().setColumns([{ name: 'gene', width: 80 }])
    expect(client.made.map(({ name }) => name)).toEqual(Array(3).fill('variants.setList'))
    expect(client.made.at(-1)?.input).toEqual({
      list: {
        filters: [{ ...filter('qual > 3'), missing: 'keep' }],
        sort: [],
        columns: [{ name: 'gene', width: 80 }],
      },
    })
  })

  it('takes up the view of a case without writing it back', () => {
    const { client, state } = made()
    state().load({ ...PLAIN_VIEW, filters: [filter('mane')] })
    expect(state().view.filters).toHaveLength(1)
    state().load(null)
    expect(state().view).toEqual(PLAIN_VIEW)
    expect(client.made).toEqual([])
  })

  it('clears all filters, and puts them back until others are made', () => {
    const { state } = made()
    state().addFilters([filter('qual > 3'), filter('mane')])
    state().clear()
    expect(state()).toMatchObject({ view: { filters: [] }, cleared: [filter('qual > 3'), filter('mane')] })
    state().putBack()
    expect(state()).toMatchObject({ view: { filters: [filter('qual > 3'), filter('mane')] }, cleared: [] })
    state().clear()
    state().addFilters([filter('phased(proband)')])
    expect(state().cleared).toEqual([])
    state().removeFilters([0])
    expect(state().view.filters).toEqual([])
  })

  it('sorts upwards, downwards, not at all; and by several', () => {
    const { state } = made()
    const sort = () => state().view.sort.map(({ column, descending }) => `${column}${descending ? '-' : '+'}`)
    const steps: string[][] = []
    for (const [column, add] of [
      ['qual', false],
      ['qual', false],
      ['gene', true],
      ['qual', true],
      ['gene', true],
      ['pos', false],
    ] as const) {
      state().sortBy(column, add)
      steps.push(sort())
    }
    expect(steps).toEqual([['qual+'], ['qual-'], ['qual-', 'gene+'], ['gene+'], ['gene-'], ['pos+']])
    state().groupByGene(true)
    expect(sort()).toEqual(['gene+', 'pos+'])
    expect(isGrouped(state().view)).toBe(true)
    state().groupByGene(false)
    expect(sort()).toEqual(['pos+'])
    state().unsort()
    expect(sort()).toEqual([])
  })

  it('drops the count of a query that is no longer the newest', async () => {
    const { client, state } = made()
    const waiting: ((value: QueryCount) => void)[] = []
    client.answer('variants.count', () => new Promise((resolve) => waiting.push(resolve)))
    const first = state().count('a', QUERY)
    const second = state().count('a', { ...QUERY, filters: [] })
    waiting[1]?.(counts(2))
    await second
    waiting[0]?.(counts(1))
    await first
    expect(state()).toMatchObject({ counts: { passing: 2 }, counted: { file: 'a', query: { filters: [] } } })
    client.answer('variants.count', async () => {
      throw new Fault({ kind: 'variants/not-imported', file: 'a' })
    })
    await state().count('a', QUERY)
    expect(state()).toMatchObject({ counts: null, error: { kind: 'variants/not-imported' } })
  })
})

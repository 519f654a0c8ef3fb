import {
  isAllVariants,
  type QueryCount,
  type VariantQuery,
} from '../../../../shared/variant/variant-query.ts'
import type { Database } from '../store/database.ts'
import { type CompiledQuery, compileQuery } from './compile-query.ts'
import { joined, type Sql } from './sql-fragment.ts'
import { flagVersions } from './row-flags.ts'
import type { StoreScope } from './store-scope.ts'

/** Rows of an order that are asked for before all of it is. */
const FIRST_ROWS = 1000
/** Orders that are kept: the list's, and those it had before. */
const KEEP_ORDERS = 8
const KEEP_COUNTS = 200

/** Which rows pass a query, in its order: row numbers of the store. */
export type QueryResults = {
  /** @throws Fault `filter/…`, `query/unknown-column` */
  count(query: VariantQuery, signal?: AbortSignal): Promise<QueryCount>
  /** How many pass: remembered, as every page of a list says it. */
  passing(query: VariantQuery, signal?: AbortSignal): Promise<number>
  /** Rows `offset` to `offset + limit` of those that pass. */
  rows(query: VariantQuery, offset: number, limit: number, signal?: AbortSignal): Promise<Int32Array>
  /** All of them. */
  all(query: VariantQuery, signal?: AbortSignal): Promise<Int32Array>
  /** Where a row is, or would be, among those that pass. */
  placeOf(query: VariantQuery, row: number, signal?: AbortSignal): Promise<PlaceInList>
}

/** `place` is 0-based, and null when the row does not pass; `before` of those that pass come before it. */
type PlaceInList = { readonly place: number | null; readonly before: number }

/** @param total rows of the store */
export function createQueryResults(database: Database, scope: StoreScope, total: number): QueryResults {
  const orders = new Map<string, Promise<Int32Array>>()
  const counts = new Map<string, number>()
  const ready = new Map<string, Int32Array>()

  const compiled = (query: VariantQuery, signal: AbortSignal | undefined): Promise<CompiledQuery> =>
    compileQuery(query, scope, database, signal)

  const numbers = async (
    query: VariantQuery,
    limit: number | null,
    signal?: AbortSignal,
  ): Promise<Int32Array> => {
    const { where, order } = await compiled(query, signal)
    const text = [
      'SELECT CAST(v.rowid AS INTEGER) FROM variant v',
      order?.joins ?? '',
      where === null ? '' : `WHERE ${where.sql}`,
      order === null ? '' : `ORDER BY ${order.by}`,
      limit === null ? '' : `LIMIT ${limit}`,
    ]
    return database.numbers(text.join(' '), where?.values ?? [], signal)
  }

  /** What an answer is remembered by. What is said of marks and shortlists is true of those of the moment only. */
  const keyOf = (asked: VariantQuery | VariantQuery['filters']): string => {
    const text = JSON.stringify(asked)
    return `${flagVersions(text, scope.flags)} ${text}`
  }

  const rememberCount = (key: string, passing: number): void => {
    if (counts.size >= KEEP_COUNTS) counts.clear()
    counts.set(key, passing)
  }

  /** The whole order, made once. Whoever asks for it may leave: it is made all the same. */
  const orderOf = (query: VariantQuery): Promise<Int32Array> => {
    const key = keyOf(query)
    const known = orders.get(key)
    if (known) {
      orders.delete(key)
      orders.set(key, known)
      return known
    }
    const making = isAllVariants(query)
      ? Promise.resolve(Int32Array.from({ length: total }, (_, i) => i))
      : numbers(query, null)
    orders.set(key, making)
    making.then(
      (order) => orders.has(key) && ready.set(key, order),
      () => orders.delete(key),
    )
    const oldest = orders.keys().next().value
    if (orders.size > KEEP_ORDERS && oldest !== undefined) {
      orders.delete(oldest)
      ready.delete(oldest)
    }
    return making
  }

  return {
    async count(query, signal) {
      if (query.filters.length === 0) return { passing: total, total, effects: [] }
      const { truths, passes } = await compiled(query, signal)
      const counts = countsOf(truths, passes)
      const [row = []] = await database.rows(`SELECT ${counts.sql} FROM variant v`, counts.values, signal)
      const [passing = 0, ...rest] = row.map(Number)
      const effects = truths.map((_, i) => ({ hidden: rest[i * 2] ?? 0, missing: rest[i * 2 + 1] ?? 0 }))
      return { passing, total, effects }
    },
    async passing(query, signal) {
      const key = keyOf(query.filters)
      const known = counts.get(key)
      if (known !== undefined) return known
      if (query.filters.length === 0) return total
      // Their numbers are being fetched, in the order of the file: a second look at all rows would slow both down.
      const making = query.sort.length === 0 ? orders.get(keyOf(query)) : undefined
      if (making) {
        const { length } = await making
        rememberCount(key, length)
        return length
      }
      const { where } = await compiled({ ...query, sort: [] }, signal)
      const [row] = await database.rows(
        `SELECT count(*) FROM variant v WHERE ${where?.sql ?? 'TRUE'}`,
        where?.values ?? [],
        signal,
      )
      const passing = Number(row?.[0] ?? 0)
      rememberCount(key, passing)
      return passing
    },
    async rows(query, offset, limit, signal) {
      if (isAllVariants(query)) {
        const end = Math.min(total, offset + limit)
        return Int32Array.from({ length: Math.max(0, end - offset) }, (_, i) => offset + i)
      }
      const [key, countKey] = [keyOf(query), keyOf(query.filters)]
      const whole = ready.get(key)
      if (whole) return whole.subarray(offset, offset + limit)
      if (offset + limit > FIRST_ROWS) return (await orderOf(query)).subarray(offset, offset + limit)
      const first = await numbers(query, FIRST_ROWS, signal)
      if (first.length < FIRST_ROWS) {
        // These are all: what a good filter leaves is counted and ordered with its first page.
        rememberCount(countKey, first.length)
        orders.set(key, Promise.resolve(first))
        ready.set(key, first)
        return first.subarray(offset, offset + limit)
      }
      // Behind the first page: it will be scrolled through.
      orderOf(query).catch(() => undefined)
      return first.subarray(offset, offset + limit)
    },
    all: (query) => orderOf(query),
    async placeOf(query, row) {
      if (isAllVariants(query)) {
        const before = Math.min(total, Math.max(0, row))
        return { place: before === row && row < total ? row : null, before }
      }
      const order = await orderOf(query)
      const place = order.indexOf(row)
      if (place >= 0) return { place, before: place }
      const whole = query.sort.length === 0 ? null : await orderOf({ filters: [], sort: query.sort })
      return { place: null, before: passingBefore(order, row, whole, total) }
    },
  }
}

/**
 * How many rows of `order` come before a row that is not in it.
 *
 * @param whole all rows in the same order; null when that is the order of the file
 */
function passingBefore(order: Int32Array, row: number, whole: Int32Array | null, total: number): number {
  let before = 0
  if (whole === null) {
    for (const each of order) before += each < row ? 1 : 0
    return before
  }
  const passes = new Uint8Array(total)
  for (const each of order) passes[each] = 1
  for (const each of whole) {
    if (each === row) break
    before += passes[each] ?? 0
  }
  return before
}

/** How many pass, and for each filter how many only it hides, and of how many of the others' it cannot tell. */
function countsOf(truths: readonly Sql[], passes: readonly Sql[]): Sql {
  const all = (without: number | null): Sql => {
    const others = passes.filter((_, i) => i !== without)
    return others.length === 0 ? { sql: 'TRUE', values: [] } : joined(others, ' AND ')
  }
  const counted = (condition: Sql): Sql => ({
    sql: `count(*) FILTER (WHERE ${condition.sql})`,
    values: condition.values,
  })
  return joined(
    [
      counted(all(null)),
      ...truths.flatMap((truth, i): Sql[] => {
        const others = all(i)
        const pass = passes[i] ?? truth
        return [
          counted({ sql: `${others.sql} AND NOT ${pass.sql}`, values: [...others.values, ...pass.values] }),
          counted({
            sql: `${others.sql} AND (${truth.sql}) IS NULL`,
            values: [...others.values, ...truth.values],
          }),
        ]
      }),
    ],
    ', ',
  )
}

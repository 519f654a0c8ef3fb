import {
  isAllVariants,
  type QueryCount,
  type VariantQuery,
} from '../../../../shared/variant/variant-query.ts'
import { direction } from '../query/compile-query.ts'
import type { QueryResults } from '../query/query-results.ts'
import { flagVersions } from '../query/row-flags.ts'
import type { Database } from '../store/database.ts'
import { type JointPart, rowOf } from './joint-parts.ts'
import { comesBefore, keysSelected, partsSql, rowsSql } from './joint-sql.ts'

/** Rows of an order that are asked for before all of it is, unless told otherwise. */
const FIRST_ROWS = 1000
/** Orders that are kept: the list's, and those it had before. */
const KEEP_ORDERS = 6

/**
 * Which rows of several files pass a query, in the order of the genome or in its own. Rows have the numbers of the list:
 * see {@link JointPart}.
 *
 * @param together the stores of the parts, attached
 * @param firstRows of an order, which are asked for before all of it is
 */
export function createJointResults(
  parts: readonly JointPart[],
  together: () => Promise<Database>,
  firstRows = FIRST_ROWS,
): QueryResults {
  const orders = new Map<string, Promise<Int32Array>>()
  const ready = new Map<string, Int32Array>()

  const numbers = async (query: VariantQuery, limit: number | null, signal?: AbortSignal) => {
    const compiled = await partsSql(parts, query, signal)
    const isUnsorted = query.sort.length === 0
    const rows = rowsSql(compiled, ({ part }) => (isUnsorted && part.isInGenomeOrder() ? limit : null))
    const keys = compiled[0]?.keys ?? []
    const by = keys.map(({ descending }, i) => `k${i} ${direction(descending)}`).join(', ')
    return (await together()).numbers(
      `SELECT k${keys.length - 1} FROM (${rows.sql}) ORDER BY ${by}${limit === null ? '' : ` LIMIT ${limit}`}`,
      rows.values,
      signal,
    )
  }

  /** What an answer is remembered by. What is said of marks and shortlists is true of those of the moment only. */
  const keyOf = (query: VariantQuery): string => {
    const text = JSON.stringify(query)
    return `${parts.map(({ scope }) => flagVersions(text, scope.flags)).join(' ')} ${text}`
  }

  const keep = (key: string, order: Promise<Int32Array>): void => {
    orders.delete(key)
    orders.set(key, order)
    order.then(
      (found) => orders.get(key) === order && ready.set(key, found),
      () => orders.delete(key),
    )
    const oldest = orders.keys().next().value
    if (orders.size <= KEEP_ORDERS || oldest === undefined) return
    orders.delete(oldest)
    ready.delete(oldest)
  }

  /** The whole order, made once. Whoever asks for it may leave: it is made all the same. */
  const orderOf = (query: VariantQuery): Promise<Int32Array> => {
    const key = keyOf(query)
    const order = orders.get(key) ?? numbers(query, null)
    keep(key, order)
    return order
  }

  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

  return {
    async count(query, signal): Promise<QueryCount> {
      const counts = await Promise.all(parts.map(({ results }) => results.count(query, signal)))
      return {
        passing: sum(counts.map(({ passing }) => passing)),
        total: sum(counts.map(({ total }) => total)),
        effects: query.filters.map((_, i) => ({
          hidden: sum(counts.map(({ effects }) => effects[i]?.hidden ?? 0)),
          missing: sum(counts.map(({ effects }) => effects[i]?.missing ?? 0)),
        })),
      }
    },
    passing: async (query, signal) =>
      sum(await Promise.all(parts.map(({ results }) => results.passing(query, signal)))),
    async rows(query, offset, limit, signal) {
      const key = keyOf(query)
      const whole = ready.get(key)
      if (whole) return whole.subarray(offset, offset + limit)
      if (offset + limit > firstRows) return (await orderOf(query)).subarray(offset, offset + limit)
      const first = await numbers(query, firstRows, signal)
      // These may be all: what a good filter leaves is ordered with its first page.
      if (first.length < firstRows) keep(key, Promise.resolve(first))
      // Behind the first page: it will be scrolled through. That of whole files, which takes longest, when it is.
      else if (!isAllVariants(query)) orderOf(query).catch(() => undefined)
      return first.subarray(offset, offset + limit)
    },
    all: orderOf,
    async placeOf(query, number, signal) {
      const found = rowOf(parts, number)
      const compiled = await partsSql(parts, query, signal)
      const own = compiled.find(({ part }) => part === found?.part)
      if (found === null || own === undefined) return { place: null, before: 0 }
      const rows = rowsSql(compiled, () => null)
      const isIt = `r.k${own.keys.length - 1} = it.k${own.keys.length - 1}`
      const [answer] = await (
        await together()
      ).rows(
        `WITH it AS (SELECT ${keysSelected(own)} FROM ${own.from} WHERE v.rowid = ${found.row}), r AS (${rows.sql}) SELECT count(*) FILTER (WHERE ${isIt}), count(*) FILTER (WHERE ${comesBefore(own.keys)}) FROM r, it`,
        rows.values,
        signal,
      )
      const [itself = 0, before = 0] = (answer ?? []).map(Number)
      return { place: itself > 0 ? before : null, before }
    },
  }
}

import type { VariantQuery } from '../../../../shared/variant/variant-query.ts'
import { compileQuery, type SortKey } from '../query/compile-query.ts'
import type { FlagSql } from '../query/row-flags.ts'
import type { Sql } from '../query/sql-fragment.ts'
import type { StoreScope } from '../query/store-scope.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import type { JointPart } from './joint-parts.ts'

/** The rows of one part in SQL, over the stores attached as `s0`, `s1`… in the order of the parts. */
export type PartSql = {
  readonly part: JointPart
  readonly scope: StoreScope
  /** `s0.variant v` and what is joined to it for the order. */
  readonly from: string
  /** Whether a row has the case's flags now. */
  readonly flags: FlagSql
  /** What passes; null when all do. */
  readonly where: Sql | null
  /** What rows are sorted by, ending with the order of the genome. */
  readonly keys: readonly SortKey[]
}

/** @throws Fault `filter/…`, `query/unknown-column` */
export function partsSql(
  parts: readonly JointPart[],
  query: VariantQuery,
  signal?: AbortSignal,
): Promise<PartSql[]> {
  return Promise.all(
    parts.map(async (part, i): Promise<PartSql> => {
      const scope = { ...part.scope, dictionary: (name: string) => `s${i}."${dictionaryTable(name)}"` }
      const { where, order, flags } = await compileQuery(query, scope, part.variants.store.database, signal)
      const genome = [scope.contigOrder, 'v.pos', `CAST(${part.first} + v.rowid AS INTEGER)`]
      return {
        part,
        scope,
        from: `s${i}.variant v ${order?.joins ?? ''}`,
        flags,
        where,
        keys: [...(order?.keys ?? []), ...genome.map((sql) => ({ sql, descending: false }))],
      }
    }),
  )
}

/** The keys `k0`, `k1`… of rows; the last is the row's number in the list. */
export const keysSelected = ({ keys }: PartSql): string =>
  keys.map(({ sql }, i) => `${sql} AS k${i}`).join(', ')

/**
 * The rows of all parts with their keys.
 *
 * @param first of a part, how many of its rows are enough; null for all
 */
export function rowsSql(parts: readonly PartSql[], first: (part: PartSql) => number | null): Sql {
  return {
    sql: parts
      .map((part) => {
        const where = part.where === null ? '' : ` WHERE ${part.where.sql}`
        const most = first(part)
        return `(SELECT ${keysSelected(part)} FROM ${part.from}${where}${most === null ? '' : ` LIMIT ${most}`})`
      })
      .join(' UNION ALL '),
    values: parts.flatMap(({ where }) => where?.values ?? []),
  }
}

/** A row `r` comes before `it`, by the first key in which they differ. */
export function comesBefore(keys: readonly SortKey[]): string {
  const [first, ...rest] = keys.map(({ descending }, i) => {
    const [one, other] = [`r.k${i}`, `it.k${i}`]
    return {
      before: `coalesce(${one} ${descending ? '>' : '<'} ${other}, ${other} IS NULL AND ${one} IS NOT NULL)`,
      equal: `${one} IS NOT DISTINCT FROM ${other}`,
    }
  })
  const from = (each: typeof first, others: readonly (typeof first)[]): string => {
    if (each === undefined) return 'FALSE'
    const [next, ...after] = others
    return next === undefined ? each.before : `(${each.before} OR (${each.equal} AND ${from(next, after)}))`
  }
  return from(first, rest)
}

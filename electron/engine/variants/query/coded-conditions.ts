import { type Condition, isCondition, type Term } from '../../../../shared/filter/checked-filter.ts'
import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { Database } from '../store/database.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import { filterSql } from './filter-sql.ts'
import type { FlagSql } from './row-flags.ts'
import { integerValue, joined, type Sql, sql } from './sql-fragment.ts'
import type { StoreScope } from './store-scope.ts'

/** Codes that stand in a query one by one. More than that, and the dictionary is joined. */
const MOST_CODES = 5000

/**
 * The conditions of a filter that compare one text column, whose texts stand in a dictionary, with what was typed: each
 * is asked of the dictionary's few thousand texts, and of the rows only whether their number is among those found.
 *
 * @param flags of the case, in SQL: never NULL, and found at once by their rows' numbers where nothing is around them
 */
export async function codedConditions(
  filter: Condition,
  scope: Pick<StoreScope, 'coded' | 'decided'>,
  flags: FlagSql,
  database: Database,
  signal?: AbortSignal,
): Promise<Map<Condition, Sql>> {
  const known = new Map<Condition, Sql>()
  for (const condition of conditionsOf(filter)) {
    const flag = condition.kind === 'flag' ? flags.get(condition.column.name) : undefined
    if (flag !== undefined) {
      known.set(condition, { sql: flag, values: [] })
      continue
    }
    const decided = await scope.decided(condition, signal)
    if (decided) {
      known.set(condition, decided)
      continue
    }
    const column = condition.kind === 'missing' ? condition.column : columnOf(condition)
    const name = column && scope.coded(column)
    if (name === undefined) continue
    if (condition.kind === 'missing') {
      known.set(condition, { sql: `v."${name}" IS NULL`, values: [] })
      continue
    }
    const found = await codesOf(condition, name, database, signal)
    if (found !== null) known.set(condition, among(name, found))
  }
  return known
}

/** Of `!=` it is those that are equal that are looked for: they are few. */
async function codesOf(
  condition: Condition,
  name: string,
  database: Database,
  signal: AbortSignal | undefined,
): Promise<{ codes: Int32Array; isNegated: boolean } | null> {
  const isNegated = condition.kind === 'compare' && condition.operator === '!='
  const asked: Condition = isNegated ? { ...condition, operator: '==' } : condition
  const where = filterSql(asked, () => 'text')
  const codes = await database.numbers(
    `SELECT code FROM "${dictionaryTable(name)}" WHERE ${where.sql} LIMIT ${MOST_CODES + 1}`,
    where.values,
    signal,
  )
  return codes.length > MOST_CODES ? null : { codes, isNegated }
}

function among(name: string, { codes, isNegated }: { codes: Int32Array; isNegated: boolean }): Sql {
  const column: Sql = { sql: `v."${name}"`, values: [] }
  // No row has the number -1: unknown where there is no text, and else false.
  const list = codes.length === 0 ? [integerValue(-1)] : Array.from(codes, integerValue)
  return isNegated ? sql`${column} NOT IN (${joined(list, ', ')})` : sql`${column} IN (${joined(list, ', ')})`
}

/** The conditions that have no other conditions below them. */
function conditionsOf(condition: Condition): Condition[] {
  switch (condition.kind) {
    case 'not':
      return conditionsOf(condition.operand)
    case 'and':
    case 'or':
      return condition.operands.flatMap(conditionsOf)
    case 'compare':
      return [condition, ...[condition.left, condition.right].flatMap(within)]
    case 'in':
      return [condition, ...[condition.item, ...condition.list].flatMap(within)]
    case 'truth':
    case 'flag':
    case 'missing':
    case 'search':
      return [condition]
  }
}

const within = (term: Term): Condition[] => (isCondition(term) ? conditionsOf(term) : [])

/** The one text column that a condition compares with typed text; undefined when it is another kind of condition. */
function columnOf(condition: Condition): VariantColumn | undefined {
  switch (condition.kind) {
    case 'search':
      return condition.column
    case 'compare': {
      const { left, right } = condition
      if (left.kind === 'text-column' && right.kind === 'text') return left.column
      return right.kind === 'text-column' && left.kind === 'text' ? right.column : undefined
    }
    case 'in':
      return condition.item.kind === 'text-column' && condition.list.every((each) => each.kind === 'text')
        ? condition.item.column
        : undefined
    case 'not':
    case 'and':
    case 'or':
    case 'truth':
    case 'flag':
    case 'missing':
      return undefined
  }
}

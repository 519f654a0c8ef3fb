import type { Role } from '../../../shared/case/sample.ts'
import { parseFilter } from '../../../shared/filter/parse-filter.ts'
import { columnText, printFilter } from '../../../shared/filter/print-filter.ts'
import { quoted } from '../../../shared/filter/text-literal.ts'
import { keyOfSampleColumn, type VariantColumn } from '../../../shared/variant/variant-column.ts'
import type { Cell } from '../stores/variant-store.ts'

type Roles = ReadonlyMap<string, Role>

/** The role a sample is named by: one that nobody else has, so that the filter serves the next family, too. */
function namingRole(sample: string, roles: Roles): Role | null {
  const role = roles.get(sample)
  if (role === undefined || role === 'other') return null
  return [...roles.values()].filter((each) => each === role).length === 1 ? role : null
}

/** A column as it is written in a filter: `qual`, `info["odd-name"]`, `gt(proband)`, `format.SB("J. Doe")`. */
export function columnReference({ name, sample }: VariantColumn, roles: Roles): string {
  if (sample === null) return columnText(name)
  const key = columnText(keyOfSampleColumn(name, sample))
  return `${key}(${namingRole(sample, roles) ?? quoted(sample)})`
}

/** In the form filters are printed in everywhere. */
const printed = (expression: string): string => printFilter(parseFilter(expression).root)

/** True of variants that have one of the values; a missing value is null. Null when nothing is chosen. */
export function valuesFilter(column: VariantColumn, values: readonly Cell[], roles: Roles): string | null {
  const name = columnReference(column, roles)
  const given = values.flatMap((value) => (value === null ? [] : [value]))
  const [first] = given
  const conditions: string[] = []
  if (column.type === 'flag') {
    if (given.length === 2) conditions.push(`${name} or not ${name}`)
    else if (first !== undefined) conditions.push(first === true ? name : `not ${name}`)
  } else if (first !== undefined) {
    const texts = given.map((value) => (typeof value === 'string' ? quoted(value) : String(value)))
    conditions.push(texts.length === 1 ? `${name} == ${texts[0]}` : `${name} in [${texts.join(', ')}]`)
  }
  if (values.includes(null)) conditions.push(`missing(${name})`)
  return conditions.length === 0 ? null : printed(conditions.join(' or '))
}

/** True of variants from `least` to `most`, both included; null leaves that end open. */
export function rangeFilter(
  column: VariantColumn,
  least: number | null,
  most: number | null,
  roles: Roles,
): string | null {
  const name = columnReference(column, roles)
  const conditions = [
    ...(least === null ? [] : [`${name} >= ${least}`]),
    ...(most === null ? [] : [`${name} <= ${most}`]),
  ]
  return conditions.length === 0 ? null : printed(conditions.join(' and '))
}

/** A number as people type it; null of an empty field, undefined of what is none. */
export function typedNumber(text: string): number | null | undefined {
  const plain = text.trim().replaceAll(',', '')
  if (plain === '') return null
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined
}

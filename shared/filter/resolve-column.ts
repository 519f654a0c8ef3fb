import { ROLES, type Role } from '../case/sample.ts'
import { Fault } from '../errors/fault.ts'
import {
  COLUMNS_OF_FORMAT,
  formatFieldOf,
  keyOfSampleColumn,
  SAMPLE_COLUMN_KEYS,
  type VariantColumn,
} from '../variant/variant-column.ts'
import { closestNames } from './closest-names.ts'
import type { Expression, SampleName } from './expression.ts'
import { type Check, argumentFault, placeOf } from './filter-fault.ts'
import { columnText, sampleText } from './print-filter.ts'
import type { FilterScope } from './scope.ts'

type Named = Extract<Expression, { kind: 'column' }>
type OfSample = Extract<Expression, { kind: 'of-sample' }>

/** Everybody else is `other`: that names nobody. */
const NAMED_ROLES = ROLES.filter((role) => role !== 'other')

function roleNamed(name: string): Role | undefined {
  const wanted = name === 'tumor' ? 'tumour' : name
  return NAMED_ROLES.find((role) => role === wanted)
}

/**
 * The sample that is meant. A name without quotes that is a role stands for whoever has it, and for a sample of that
 * name only when nobody has; in quotes it is always a sample's own name.
 */
function sampleOf(check: Check, given: SampleName): string {
  const { samples, roles } = check.scope
  const held = NAMED_ROLES.filter((role) => samples.some((sample) => roles.get(sample) === role))
  const role = given.quoted ? undefined : roleNamed(given.name)
  const holders = role === undefined ? [] : samples.filter((sample) => roles.get(sample) === role)
  const [holder] = holders
  if (role !== undefined && holders.length > 1)
    throw new Fault({ kind: 'filter/several-in-role', ...placeOf(check, given), role, samples: holders })
  if (holder !== undefined) return holder
  if (samples.includes(given.name)) return given.name
  if (role !== undefined)
    throw new Fault({ kind: 'filter/nobody-in-role', ...placeOf(check, given), role, roles: held })
  throw new Fault({
    kind: 'filter/unknown-sample',
    ...placeOf(check, given),
    name: given.name,
    samples: [...samples],
    roles: held,
  })
}

function unknownColumn(check: Check, at: Expression, name: string): Fault {
  const names = [...check.scope.columns.values()].flatMap((each) => (each.sample === null ? [each.name] : []))
  const ofSample = sampleKeys(check.scope).filter((key) => formatFieldOf(key) !== null)
  const closest = closestNames(name, [...names, 'true', 'false', ...ofSample]).map((each) =>
    ofSample.includes(each) ? `${columnText(each)}(…)` : columnText(each),
  )
  return new Fault({ kind: 'filter/unknown-column', ...placeOf(check, at), name, closest })
}

/** What may stand before the bracket of a sample's column: `gt` and its like, and the fields of FORMAT that are columns. */
export function sampleKeys({ columns }: FilterScope): string[] {
  const fields = [...columns.values()].flatMap(({ name, sample }) => {
    const key = sample === null ? name : keyOfSampleColumn(name, sample)
    return sample !== null && formatFieldOf(key) !== null ? [key] : []
  })
  return [...SAMPLE_COLUMN_KEYS, ...new Set(fields)]
}

/** A field of FORMAT that is no column: perhaps one of the sample's own is read from it, or the name was mistyped. */
function unknownOfSample(check: Check, at: OfSample, given: SampleName): Fault {
  const field = formatFieldOf(at.key) ?? ''
  const fields = sampleKeys(check.scope).flatMap((key) => formatFieldOf(key) ?? [])
  const keys = [
    ...(COLUMNS_OF_FORMAT[field.toUpperCase()] ?? []),
    ...closestNames(field, fields).map((each) => `format.${each}`),
  ]
  const written = (key: string): string => `${columnText(key)}(${sampleText(given)})`
  const closest = keys.slice(0, 3).map(written)
  return new Fault({ kind: 'filter/unknown-column', ...placeOf(check, at), name: written(at.key), closest })
}

/**
 * The column of a name, or of a name and a sample.
 *
 * @throws Fault `filter/unknown-column`, `filter/unknown-sample`, `filter/nobody-in-role`, `filter/several-in-role`,
 * `filter/argument`
 */
export function resolveColumn(check: Check, expression: Named | OfSample): VariantColumn {
  const { columns } = check.scope
  if (expression.kind === 'column') {
    const column = columns.get(expression.name)
    if (column && column.sample === null) return column
    if (sampleKeys(check.scope).includes(expression.name)) {
      const key = columnText(expression.name)
      const detail = `${key} is of a sample: write ${key}(proband), or the sample's name in the brackets`
      throw argumentFault(check, expression, detail)
    }
    throw unknownColumn(check, expression, expression.name)
  }
  const { samples } = expression
  const key = columnText(expression.key)
  const [given] = samples
  if (given === undefined || samples.length > 1)
    throw argumentFault(
      check,
      expression,
      `${key} is of one sample, and ${samples.length === 0 ? 'none is' : `${samples.length} are`} named: write ${key}(proband)`,
    )
  const column = columns.get(`${expression.key}(${sampleOf(check, given)})`)
  if (!column) throw unknownOfSample(check, expression, given)
  return column
}

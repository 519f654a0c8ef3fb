import { ROLES, type Role } from '../case/sample.ts'
import { Fault } from '../errors/fault.ts'
import { SAMPLE_COLUMN_KEYS, type VariantColumn } from '../variant/variant-column.ts'
import { closestNames } from './closest-names.ts'
import type { Expression, SampleName } from './expression.ts'
import { type Check, argumentFault, placeOf } from './filter-fault.ts'
import { columnText } from './print-filter.ts'

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
  const closest = closestNames(name, [...names, 'true', 'false']).map(columnText)
  return new Fault({ kind: 'filter/unknown-column', ...placeOf(check, at), name, closest })
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
    if (SAMPLE_COLUMN_KEYS.includes(expression.name))
      throw argumentFault(
        check,
        expression,
        `${expression.name} is of a sample: write ${expression.name}(proband), or the sample's name in the brackets`,
      )
    throw unknownColumn(check, expression, expression.name)
  }
  const { key, samples } = expression
  const [given] = samples
  if (given === undefined || samples.length > 1)
    throw argumentFault(
      check,
      expression,
      `${key} is of one sample, and ${samples.length === 0 ? 'none is' : `${samples.length} are`} named: write ${key}(proband)`,
    )
  const name = `${key}(${sampleOf(check, given)})`
  const column = columns.get(name)
  if (!column) throw unknownColumn(check, expression, name)
  return column
}

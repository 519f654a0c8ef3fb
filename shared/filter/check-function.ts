import { Fault, errorOf } from '../errors/fault.ts'
import { type Region, parseRegion } from '../genome/region.ts'
import type { VariantColumn } from '../variant/variant-column.ts'
import type { Condition, Search } from './checked-filter.ts'
import { closestNames } from './closest-names.ts'
import type { Expression } from './expression.ts'
import { type Check, argumentFault, placeOf, typeFault, typedText } from './filter-fault.ts'
import { lowerCase } from './lower-case.ts'
import { columnText } from './print-filter.ts'
import { resolveColumn, sampleKeys } from './resolve-column.ts'

type Call = Extract<Expression, { kind: 'call' }>
type Function = { readonly use: string; readonly arity: number; check(check: Check, call: Call): Condition }

/** What separates the parts of a text for `has`: of FILTER, of consequences, and of ClinVar's words. */
export const SEPARATORS = [';', '&', '/', ',', '|'] as const

const TO_END = Number.MAX_SAFE_INTEGER

function columnArgument(check: Check, call: Call): VariantColumn {
  const [given] = call.arguments
  if (given?.kind === 'column' || given?.kind === 'of-sample') return resolveColumn(check, given)
  throw typeFault(check, given ?? call, `${call.name} is asked of a column, and this is none`)
}

function textArgument(check: Check, call: Call, index: number): string {
  const given = call.arguments[index]
  if (given?.kind !== 'text')
    throw typeFault(check, given ?? call, `${call.name} needs text in quotes here, as in ${use(call.name)}`)
  if (given.value === '') throw argumentFault(check, given, `${call.name} needs some text between the quotes`)
  return given.value
}

function search(check: Check, call: Call, how: Search): Condition {
  const column = columnArgument(check, call)
  const [given, wanted] = call.arguments
  if (column.type !== 'text' && given)
    throw typeFault(
      check,
      given,
      `${call.name} searches text, and ${typedText(check, given)} is none: compare it with == or another operator`,
    )
  const text = textArgument(check, call, 1)
  if (how === 'has' && wanted && SEPARATORS.some((separator) => text.includes(separator)))
    throw argumentFault(
      check,
      wanted,
      `has looks for one part of a text, and parts end at ${SEPARATORS.join(' ')}: ask for each part, or use contains`,
    )
  return { kind: 'search', search: how, column, wanted: lowerCase(text) }
}

function missing(check: Check, call: Call): Condition {
  const column = columnArgument(check, call)
  return column.type === 'flag' ? { kind: 'truth', value: false } : { kind: 'missing', column }
}

/** `text` as a region of the file. A contig whose name has a colon is known only by the scope. */
function regionOf(check: Check, call: Call, text: string): Region {
  const at = call.arguments[0] ?? call
  const { contig: ofFile } = check.scope
  const whole = ofFile?.(text.trim())
  if (whole !== undefined) return { contig: whole, start: 0, end: TO_END }
  let region: Region
  try {
    region = parseRegion(text)
  } catch (thrown) {
    if (errorOf(thrown).kind !== 'region/bad-syntax') throw thrown
    throw argumentFault(
      check,
      at,
      `"${text}" is no region: write "chr7:117559480-117559700" (1-based, both ends included) or "chr7"`,
    )
  }
  if (!ofFile) return region
  const contig = ofFile(region.contig)
  if (contig === undefined)
    throw argumentFault(check, at, `the file has no contig ${region.contig}: check the name`)
  return { ...region, contig }
}

function ownColumn(check: Check, call: Call, name: string): VariantColumn {
  return resolveColumn(check, { kind: 'column', name, from: call.from, to: call.to })
}

/** Overlap of [pos, end] with the region, both 1-based and inclusive. */
function within(check: Check, call: Call): Condition {
  const region = regionOf(check, call, textArgument(check, call, 0))
  const number = (name: string) => ({ kind: 'number-column', column: ownColumn(check, call, name) }) as const
  const onContig: Condition = {
    kind: 'compare',
    operator: '==',
    left: { kind: 'text-column', column: ownColumn(check, call, 'chrom') },
    right: { kind: 'text', value: region.contig },
  }
  const starts: Condition = {
    kind: 'compare',
    operator: '<=',
    left: number('pos'),
    right: { kind: 'number', value: region.end },
  }
  const ends: Condition = {
    kind: 'compare',
    operator: '>=',
    left: number('end'),
    right: { kind: 'number', value: region.start + 1 },
  }
  const bounds = [...(region.end < TO_END ? [starts] : []), ...(region.start > 0 ? [ends] : [])]
  return bounds.length === 0 ? onContig : { kind: 'and', operands: [onContig, ...bounds] }
}

const FUNCTIONS: Readonly<Record<string, Function>> = {
  missing: { use: 'missing(qual)', arity: 1, check: missing },
  present: {
    use: 'present(qual)',
    arity: 1,
    check: (check, call) => ({ kind: 'not', operand: missing(check, call) }),
  },
  has: {
    use: 'has(clinvar, "pathogenic")',
    arity: 2,
    check: (check, call) => search(check, call, 'has'),
  },
  contains: {
    use: 'contains(consequence, "splice")',
    arity: 2,
    check: (check, call) => search(check, call, 'contains'),
  },
  starts: {
    use: 'starts(gene, "HLA-")',
    arity: 2,
    check: (check, call) => search(check, call, 'starts'),
  },
  within: { use: 'within("chr7:117559480-117559700")', arity: 1, check: within },
}

const use = (name: string): string => FUNCTIONS[name]?.use ?? name

/**
 * A call of a function as the condition it is.
 *
 * @throws Fault `filter/unknown-function`, `filter/argument`, `filter/type`, and those of {@link resolveColumn}
 */
export function checkFunction(check: Check, call: Call): Condition {
  const known = Object.hasOwn(FUNCTIONS, call.name) ? FUNCTIONS[call.name] : undefined
  if (!known) {
    const closest = closestNames(call.name, [...Object.keys(FUNCTIONS), ...sampleKeys(check.scope)]).map(
      columnText,
    )
    throw new Fault({
      kind: 'filter/unknown-function',
      ...placeOf(check, call),
      name: call.name,
      closest,
    })
  }
  const given = call.arguments.length
  if (given !== known.arity)
    throw argumentFault(
      check,
      call,
      `${call.name} takes ${known.arity} ${known.arity === 1 ? 'argument' : 'arguments'}, and ${given} ${given === 1 ? 'is' : 'are'} given: write ${known.use}`,
    )
  return known.check(check, call)
}

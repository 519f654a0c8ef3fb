import { z } from 'zod'
import { Fault, errorOf } from '../errors/fault.ts'
import { fieldPath } from '../errors/field-path.ts'
import { jsonFault } from './json-fault.ts'
import { MAX_LENGTH, parseFilter } from './parse-filter.ts'

/** One filter of a row of them; a variant is shown when it passes all that are enabled. */
const filterChipSchema = z.strictObject({
  /** See docs/filters.md. */
  expression: z.string().max(MAX_LENGTH, `it is longer than ${MAX_LENGTH} characters`),
  /** What happens to a variant of which the expression cannot say whether it holds, for a value that is missing. */
  missing: z.enum(['keep', 'drop']),
  enabled: z.boolean(),
})
export type FilterChip = z.infer<typeof filterChipSchema>

/** Filters that belong together, under a name. */
export const presetSchema = z.strictObject({
  name: z.string().trim().min(1, 'it is empty').max(80, 'it is longer than 80 characters'),
  /** A sentence that says what is kept. */
  description: z.string().max(500, 'it is longer than 500 characters'),
  filters: z.array(filterChipSchema).min(1, 'it is empty').max(50, 'it has more than 50 filters'),
})
export type Preset = z.infer<typeof presetSchema>

/** A file of presets; the number is raised when older versions of Casement could no longer read it. */
const fileSchema = z.strictObject({
  casementFilters: z.literal(1),
  presets: z.array(presetSchema).min(1, 'it is empty').max(200, 'it has more than 200 presets'),
})

/** Presets as a file that people can read and compare. */
export function exportPresets(presets: readonly Preset[]): string {
  return `${JSON.stringify({ casementFilters: 1, presets }, null, 2)}\n`
}

function badField(path: readonly PropertyKey[], detail: string): Fault {
  return new Fault({
    kind: 'filter/bad-presets',
    ...(path.length === 0 ? {} : { field: fieldPath(path) }),
    detail,
  })
}

const JSON_TYPES: Readonly<Record<string, string>> = {
  string: 'text in double quotes',
  boolean: 'true or false',
  array: 'a list in []',
  object: 'an object in {}',
}

/** As a part of a sentence. */
function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `it must be ${JSON_TYPES[issue.expected] ?? issue.expected}`
  const values = 'values' in issue ? issue.values.map((value) => JSON.stringify(value)) : []
  if (values.length > 0) return `it must be ${values.join(' or ')}`
  if (issue.code === 'unrecognized_keys') return `it has no field ${issue.keys.join(', ')}`
  return issue.message
}

/** Whether an expression follows the grammar; its columns are those of a file, and are asked of that file. */
function checkSyntax(expression: string, path: readonly PropertyKey[]): void {
  try {
    parseFilter(expression)
  } catch (thrown) {
    const error = errorOf(thrown)
    if (error.kind !== 'filter/syntax') throw thrown
    throw badField(path, `character ${error.from + 1}: ${error.detail}`)
  }
}

/**
 * Presets from the text of a file that {@link exportPresets} made.
 *
 * @throws Fault `filter/bad-presets` with the line that is no JSON, or the field that is wrong
 */
export function importPresets(text: string): Preset[] {
  const fault = jsonFault(text)
  if (fault) throw new Fault({ kind: 'filter/bad-presets', line: fault.line, detail: fault.detail })
  const result = fileSchema.safeParse(JSON.parse(text))
  if (!result.success) {
    const [issue] = result.error.issues
    throw issue ? badField(issue.path, detailOf(issue)) : badField([], 'it is no file of filters')
  }
  const { presets } = result.data
  for (const [p, preset] of presets.entries())
    for (const [f, { expression }] of preset.filters.entries())
      checkSyntax(expression, ['presets', p, 'filters', f, 'expression'])
  return presets
}

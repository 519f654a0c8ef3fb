import type { z } from 'zod'
import { fieldPath } from '../../../shared/errors/field-path.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { jsonFault } from '../../../shared/filter/json-fault.ts'

/** What an entry of an input cannot be read for. `detail` goes on from `where`. */
export function badEntry(file: string, format: string, where: string, detail: string): Fault {
  return new Fault({ kind: 'input/bad-entry', file, format, where, detail })
}

/** @throws Fault `input/bad-json` with the line */
export function parseJson(text: string, file: string, firstLine = 1): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const fault = jsonFault(text)
    const detail = fault?.detail ?? (cause instanceof Error ? cause.message : String(cause))
    const line = (fault?.line ?? 1) + firstLine - 1
    throw new Fault({ kind: 'input/bad-json', file, line, detail }, { cause })
  }
}

/**
 * A value as its schema has it; what the schema does not name is passed over.
 *
 * @param within where in its file the value is
 * @throws Fault `input/bad-entry` with the path of the field
 */
export function checked<T>(
  schema: z.ZodType<T>,
  value: unknown,
  file: string,
  format: string,
  within: readonly PropertyKey[] = [],
): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = fieldPath([...within, ...(issue?.path ?? [])])
  const where = path === '' ? 'its content' : path
  throw badEntry(file, format, where, `is missing or not what it should be (${issue?.message ?? 'invalid'})`)
}

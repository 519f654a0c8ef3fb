import type { z } from 'zod'
import { Fault } from '../../../../shared/errors/fault.ts'

type Range = { readonly start: number; readonly end: number }

/** The request in the `q` of a bulk URL: JSON of a region and more. @throws Fault `call/invalid` */
export function queryOf<T extends Range>(url: URL, call: string, schema: z.ZodType<T>): T {
  const invalid = (detail: string, cause?: unknown): Fault =>
    new Fault({ kind: 'call/invalid', call, detail }, { cause })
  let value: unknown
  try {
    value = JSON.parse(url.searchParams.get('q') ?? '')
  } catch (thrown) {
    throw invalid('q is not JSON', thrown)
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw invalid(parsed.error.message)
  if (parsed.data.end <= parsed.data.start) throw invalid('end is not after start')
  if (parsed.data.end >= 2 ** 31) throw invalid('end is no position')
  return parsed.data
}

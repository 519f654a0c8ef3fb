import { z } from 'zod'

/**
 * A small valid value of a schema made of objects, strings, numbers, booleans, arrays, literals and enums: enough
 * for every kind of CasementError. Optional fields are left out, so that sentences are tried at their barest.
 */
export function exampleOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodObject) {
    const fields: Array<[string, z.core.$ZodType]> = Object.entries(schema.shape)
    return Object.fromEntries(
      fields.filter(([, s]) => !(s instanceof z.ZodOptional)).map(([key, s]) => [key, exampleOf(s)]),
    )
  }
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodArray) return [exampleOf(schema.element)]
  if (schema instanceof z.ZodString) return 'sample.bam'
  if (schema instanceof z.ZodNumber) return 7
  if (schema instanceof z.ZodBoolean) return true
  throw new Error(`exampleOf does not know ${schema.constructor.name}: teach it`)
}

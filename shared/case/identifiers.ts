import { z } from 'zod'

/**
 * Who a pseudonymous individual is. Kept in the case file and nowhere else; shown only on purpose, and never part of a file's
 * name, a log, a window's title or the history.
 */
const fieldsSchema = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  /** England's ten digits, without blanks. */
  nhsNumber: z.string().refine(isNhsNumber).optional(),
  /** ISO 8601, `YYYY-MM-DD`. */
  dateOfBirth: z.iso.date().optional(),
})
export type Identifiers = z.infer<typeof fieldsSchema>

/** Named for the contract's sake, as the schema of errors. */
export interface IdentifiersSchema extends z.ZodType<Identifiers> {}
export const identifiersSchema: IdentifiersSchema = fieldsSchema

/**
 * Whether ten digits are an NHS number: the last is the check digit of the others, modulus 11.
 *
 * @see NHS Data Dictionary, "NHS NUMBER": weights 10 … 2; 11 minus the remainder, 11 counts as 0, 10 is none
 */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const sum = digits
    .slice(0, 9)
    .split('')
    .reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const check = (11 - (sum % 11)) % 11
  return check === Number(digits.at(-1))
}

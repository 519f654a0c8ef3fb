import type { VcfField } from '../files/vcf/header.ts'
import { infoValue } from '../files/vcf/info.ts'

/**
 * The part of an INFO field that is about one alternate allele; null when the record has no value for it, or when the
 * field cannot be told apart by allele: a `Number=1` of a record with several alternates is about none of them.
 *
 * @param alternate 0-based
 * @see VCFv4.3 §1.4.2
 */
export function alleleValue(
  info: string,
  field: VcfField,
  alternate: number,
  alternates: number,
): string | null {
  const written = infoValue(info, field.id)
  if (written === undefined || written === null) return null
  const values = written.split(',')
  const at = field.number === 'R' ? alternate + 1 : alternate
  const expected = field.number === 'R' ? alternates + 1 : alternates
  const value = values.length === expected ? values[at] : undefined
  return value === undefined || value === '.' || value === '' ? null : value
}

/** Gives words numbers in the order in which they come up; 0 is the empty word. */
export function createWords(): { readonly words: readonly string[]; codeOf(word: string): number } {
  const words = ['']
  const codes = new Map([['', 0]])
  return {
    words,
    codeOf(word) {
      const known = codes.get(word)
      if (known !== undefined) return known
      codes.set(word, words.length)
      return words.push(word) - 1
    },
  }
}

import { Fault } from '../errors/fault.ts'
import type { VariantColumn } from '../variant/variant-column.ts'
import type { Expression } from './expression.ts'
import { type Check, placeOf } from './filter-fault.ts'
import { columnText } from './print-filter.ts'

/** Other words for those of the columns, where the column has them. `INS` is none of these: it is a word itself. */
const ALIASES: Readonly<Record<string, string>> = {
  snp: 'snv',
  mnp: 'mnv',
  bnd: 'breakend',
  ref: 'hom-ref',
  alt: 'hom-alt',
  hemi: 'hemizygous',
}

/** As words are compared: without case, `hom_ref` like `hom-ref`. */
const folded = (word: string): string => word.toLowerCase().replaceAll('_', '-')

/**
 * The rank of a word in the list of its column: 0-based, in the list's order.
 *
 * @throws Fault `filter/unknown-word`
 */
export function resolveWord(check: Check, at: Expression, word: string, column: VariantColumn): number {
  const known = column.words.map(folded)
  const wanted = folded(word)
  const rank = known.indexOf(wanted)
  if (rank >= 0) return rank
  const other = known.indexOf(ALIASES[wanted] ?? '')
  if (other >= 0) return other
  throw new Fault({
    kind: 'filter/unknown-word',
    ...placeOf(check, at),
    column: columnText(column.name),
    word,
    words: column.words,
  })
}

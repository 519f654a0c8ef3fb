import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import { columnReference } from './facet-filter.ts'
import type { ListScope } from './list-scope.ts'

/** `insert` takes the place of the characters `from`…`to`; the caret goes to the end of it. */
export type Completion = { readonly insert: string; readonly from: number; readonly about: string }

const SHOWN = 6

const FUNCTIONS: readonly (readonly [name: string, about: string])[] = [
  ['missing(', 'there is no value'],
  ['present(', 'there is a value'],
  ['has(', 'one part of a text is the term'],
  ['contains(', 'the text is somewhere in it'],
  ['starts(', 'it starts with the text'],
  ['within(', 'overlaps a region'],
]

/** A name that is being typed: the letters before the caret, brackets of a sample included. */
const BEING_TYPED = /[A-Za-z_][\w.]*(?:\([\w.-]*)?$/

const isInQuotes = (text: string): boolean => (text.replaceAll(/\\./g, '').split('"').length - 1) % 2 === 1

/** What the name before the caret may become: columns by what they begin with, then by what is in their label. */
export function completions(text: string, caret: number, { columns, filter }: ListScope): Completion[] {
  const before = text.slice(0, caret)
  const typed = BEING_TYPED.exec(before)?.[0]
  if (typed === undefined || isInQuotes(before)) return []
  const wanted = typed.toLowerCase()
  const from = caret - typed.length
  const rank = (name: string, label: string): number => {
    if (name.toLowerCase().startsWith(wanted)) return 0
    const isField = ['info', 'format'].some((of) => name.toLowerCase().startsWith(`${of}.${wanted}`))
    if (isField) return 1
    return wanted.length > 1 && label.toLowerCase().includes(wanted) ? 2 : 3
  }
  const named = columns.map((column) => [columnReference(column, filter.roles), aboutOf(column)] as const)
  return [...named, ...FUNCTIONS]
    .map(([insert, about]) => ({ insert, about, from, rank: rank(insert, about) }))
    .filter(({ insert, rank }) => rank < 3 && insert !== typed)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SHOWN)
    .map(({ insert, about, from }) => ({ insert, about, from }))
}

const aboutOf = ({ label, description }: VariantColumn): string => `${label}: ${description}`

import { Fault } from '../errors/fault.ts'
import type { Expression, Span } from './expression.ts'
import type { FilterScope } from './scope.ts'

/** What is being checked: the text, for faults and their words, and what its names stand for. */
export type Check = { readonly text: string; readonly scope: FilterScope }

/** The characters of a fault, and the text they are in. */
export const placeOf = ({ text }: Check, { from, to }: Span) => ({ text, from, to })

/** A part of the filter as it was typed, cut to a length that can be read in a sentence. */
export function typedText({ text }: Check, { from, to }: Span): string {
  const typed = text.slice(from, to)
  return typed.length > 60 ? `${typed.slice(0, 57)}…` : typed
}

/** Two things that do not fit, or one that does not fit its place. */
export function typeFault(check: Check, at: Expression, detail: string): Fault {
  return new Fault({ kind: 'filter/type', ...placeOf(check, at), detail })
}

export function argumentFault(check: Check, at: Span, detail: string): Fault {
  return new Fault({ kind: 'filter/argument', ...placeOf(check, at), detail })
}

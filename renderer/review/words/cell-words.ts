import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import { countText } from '../../ui/amounts.ts'
import { consequenceText } from './variant-words.ts'

type Value = string | number | boolean | null

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** `0.00012`, `12.35`, `1,234`, `1.2e-7`: as many digits as can be compared at a glance; the title has all. */
export function numberText(value: number): string {
  const size = Math.abs(value)
  if (Number.isInteger(value)) return countText(value)
  if (size < 1e-4) return value.toExponential(1).replace('.0e', 'e')
  if (size >= 1000) return countText(Math.round(value))
  if (size >= 1) return withoutZeros(value.toFixed(size >= 100 ? 1 : 2))
  // Three digits that count, never as a power of ten.
  return withoutZeros(value.toFixed(Math.min(7, 2 - Math.floor(Math.log10(size)))))
}

const CONSEQUENCES: ReadonlySet<string> = new Set(['consequence', 'worst'])

/** A value as the table shows it; null of one that is missing. */
export function cellText(value: Value, column: VariantColumn): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return CONSEQUENCES.has(column.name) ? consequenceText(value) : value
}

export const isNumeric = ({ type }: VariantColumn): boolean => type === 'integer' || type === 'number'

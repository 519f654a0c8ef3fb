import { LEAST_WIDTH, type ShownColumn } from '../../app/list/table-columns.ts'

type Sized = { readonly name: string; readonly width: number | null }

const MOST_WIDTH = 900

/** The columns with one made `width` px wide. */
export function resized(columns: readonly Sized[], name: string, width: number): ShownColumn[] {
  const within = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Math.round(width)))
  return columns.map((column) => ({
    name: column.name,
    width: column.name === name ? within : column.width,
  }))
}

/** The columns with one moved to another place. */
export function moved<T>(columns: readonly T[], from: number, to: number): T[] {
  const column = columns[from]
  if (column === undefined || to < 0 || to >= columns.length) return [...columns]
  return columns.toSpliced(from, 1).toSpliced(to, 0, column)
}

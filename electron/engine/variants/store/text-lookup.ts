import type { Database } from './database.ts'
import { dictionaryTable } from './term-dictionary.ts'

/** Texts of dictionaries that have been asked for, at most so many: a page asks for a few hundred, mostly the same. */
const KEEP = 200_000

/** The texts behind the numbers of the store's columns. */
export type TextLookup = {
  /** The texts of some columns' numbers: by column, by number. Asks for all that are not known in one go. */
  texts(
    wanted: ReadonlyMap<string, ReadonlySet<number>>,
    signal: AbortSignal,
  ): Promise<(column: string, code: number) => string | null>
}

export function createTextLookup(database: Database): TextLookup {
  let known = new Map<string, string>()
  const keyOf = (column: string, code: number): string => `${code} ${column}`
  return {
    async texts(wanted, signal) {
      if (known.size > KEEP) known = new Map()
      const here = known
      const parts: string[] = []
      const columns: string[] = []
      for (const [column, codes] of wanted) {
        const unknown = [...codes].filter((code) => !here.has(keyOf(column, code)))
        if (unknown.length === 0) continue
        // Whole numbers of ours, not what anybody typed.
        parts.push(`SELECT ${columns.length} AS place, code, text FROM "${dictionaryTable(column)}" WHERE code IN (${unknown.join(', ')})`) // prettier-ignore
        columns.push(column)
      }
      if (parts.length > 0)
        for (const [place, code, text] of await database.rows(parts.join(' UNION ALL '), [], signal))
          here.set(keyOf(columns[Number(place)] ?? '', Number(code)), String(text))
      return (column, code) => here.get(keyOf(column, code)) ?? null
    },
  }
}

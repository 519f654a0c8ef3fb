import { type Impact, impactSchema } from '../../../../../shared/variant/variant-row.ts'
import { decodePercent } from '../info.ts'

/** One `|`-separated entry read by the names the header gives; names are compared without case. */
export type Entry = {
  /** The value of the first of `names` that is there and not empty. */
  get(...names: string[]): string | null
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** @param names the fields as the header lists them */
export function entryReader(names: readonly string[]): (text: string) => Entry {
  const column = new Map(names.map((name, i) => [name.toLowerCase(), i]))
  return (text) => {
    const values = text.split('|').map((value) => decodePercent(value.trim()))
    return {
      get(...wanted) {
        for (const name of wanted) {
          const value = values[column.get(name.toLowerCase()) ?? -1]
          if (value !== undefined && value !== '' && value !== '.') return value
        }
        return null
      },
      get fields() {
        return names.flatMap((name, i): [string, string][] => {
          const value = values[i]
          return value === undefined || value === '' ? [] : [[name, value]]
        })
      },
    }
  }
}

export function impactFrom(text: string | null): Impact | null {
  return impactSchema.safeParse(text).data ?? null
}

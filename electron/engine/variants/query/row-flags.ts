import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'

/** A flag of rows that the case says and no file: it comes and goes while the store is open, so each query asks anew. */
export type RowFlag = {
  readonly column: VariantColumn
  /** Numbers of the rows that have it now: of the moment of the call, however long the answer takes. */
  now(): Promise<ReadonlySet<number>>
  /** Another one after each change: what was found before is no longer true. */
  version(): number
}

/** Whether a row has each flag, in SQL, by the name of its column. */
export type FlagSql = ReadonlyMap<string, string>

/** No row has the number -1. Numbers of ours, none of it typed. */
const flagSql = (rows: ReadonlySet<number>): string => `(v.rowid IN (${[-1, ...rows].join(', ')}))`

/** The flags as they are now. */
export async function flagsNow(flags: readonly RowFlag[]): Promise<FlagSql> {
  const found = await Promise.all(
    flags.map(async (flag) => [flag.column.name, flagSql(await flag.now())] as const),
  )
  return new Map(found)
}

/** What of the flags that a text names an answer is true of; empty when it names none. */
export function flagVersions(text: string, flags: readonly RowFlag[]): string {
  const lower = text.toLowerCase()
  return flags
    .filter(({ column }) => lower.includes(column.name))
    .map((flag) => flag.version())
    .join(' ')
}

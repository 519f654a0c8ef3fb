import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/case/canonical-json.ts'

/** What stands before the first event. */
export const NO_HASH = '0'.repeat(64)

/** A row of the case file's table: an event in words of the database. */
export type EventRow = {
  readonly sequence: number
  readonly time: string
  readonly user: string
  readonly machine: string
  readonly app: string
  readonly kind: string
  /** Canonical JSON of what the event says besides its kind. */
  readonly payload: string
  readonly previous: string
  readonly hash: string
}

/** SHA-256 (hex) over the canonical JSON of a row, its payload as the text that it is, and the hash of the row before. */
export function hashOf(row: Omit<EventRow, 'hash'>): string {
  const { sequence, time, user, machine, app, kind, payload, previous } = row
  return createHash('sha256')
    .update(canonicalJson({ sequence, time, user, machine, app, kind, payload, previous }))
    .digest('hex')
}

/** Where a chain is broken, in half a sentence; null of one that holds. */
export function breakIn(
  rows: readonly EventRow[],
): { readonly sequence: number; readonly detail: string } | null {
  let previous = NO_HASH
  for (const [i, row] of rows.entries()) {
    const sequence = i + 1
    if (row.sequence !== sequence)
      return { sequence, detail: `event ${sequence} is missing: event ${row.sequence} follows` }
    if (row.previous !== previous)
      return { sequence, detail: `event ${sequence} does not follow the one before it` }
    if (row.hash !== hashOf(row))
      return { sequence, detail: `event ${sequence} is not what was written at ${row.time}` }
    previous = row.hash
  }
  return null
}

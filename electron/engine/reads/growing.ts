import type { Column } from '../../../shared/reads/columns.ts'

/** Moves what is in `old` to `room`, which is larger. Rooms grow by doubling, so that a column is copied about once. */
export function larger<T extends Column>(old: T, room: T): T {
  room.set(old)
  return room
}

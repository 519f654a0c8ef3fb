import { transferred } from '../../../work/transferred.ts'
import type { StoredColumn } from '../import-plan.ts'
import { type GrowingColumn, type PartColumn, TermColumn, TextColumn } from '../part-columns.ts'
import { TERM_COUNT } from './layout.ts'
import {
  type Address,
  describeTerms,
  describeTexts,
  forgetTerms,
  type MemoryPlan,
  type TermRoom,
  termRoom,
  type TextRoom,
  textRoom,
  type Words,
} from './memory.ts'

/** Bytes of the terms of a column, and of the texts of one, that a batch has room for. */
const TERM_ROOM = 1 << 18
const TEXT_ROOM = 1 << 20

/** A column of the compiled scan: `at` is what it is told. */
export type RoomColumn =
  | { readonly kind: 'integer' | 'number' | 'byte'; readonly at: Address }
  | { readonly kind: 'term'; readonly at: Address; readonly room: TermRoom }
  | { readonly kind: 'text'; readonly at: Address; readonly room: TextRoom }

const SIZES = { integer: 4, number: 8, byte: 1 } as const

/** @param rows that there is room for */
export function roomColumn(plan: MemoryPlan, { kind }: StoredColumn, rows: number): RoomColumn {
  if (kind === 'term') {
    const room = termRoom(plan, rows, TERM_ROOM, rows)
    return { kind, at: room.at, room }
  }
  if (kind === 'text') {
    const room = textRoom(plan, TEXT_ROOM, rows)
    return { kind, at: room.at, room }
  }
  return { kind, at: plan.room(rows * SIZES[kind]) }
}

export function describeColumn(words: Words, column: RoomColumn): void {
  if (column.kind === 'term') describeTerms(words, column.room)
  if (column.kind === 'text') describeTexts(words, column.room)
}

export function forgetColumn(words: Words, column: RoomColumn): void {
  if (column.kind === 'term') forgetTerms(words, column.room)
}

const endOf = (words: Words, ends: Address, n: number): number => (n < 0 ? 0 : words.get(ends, n))

/** A copy of the first rows, to cross threads. */
export function copyColumn(words: Words, column: RoomColumn, rows: number): PartColumn {
  switch (column.kind) {
    case 'integer':
      return { kind: 'integer', values: transferred(words.integers(column.at, rows)) }
    case 'number':
      return {
        kind: 'number',
        values: new Float64Array(transferred(words.slice(column.at, rows * 8)).buffer, 0, rows),
      }
    case 'byte':
      return { kind: 'byte', values: transferred(words.slice(column.at, rows)) }
    case 'text': {
      const { bytes, ends } = column.room
      return {
        kind: 'text',
        bytes: transferred(words.slice(bytes, endOf(words, ends, rows - 1))),
        ends: transferred(words.integers(ends, rows)),
      }
    }
    case 'term': {
      const { at, bytes, ends, codes } = column.room
      const count = words.get(at, TERM_COUNT)
      return {
        kind: 'term',
        codes: transferred(words.integers(codes, rows)),
        bytes: transferred(words.slice(bytes, endOf(words, ends, count - 1))),
        ends: transferred(words.integers(ends, count)),
      }
    }
  }
}

/**
 * Copies a value that the host has read into a row.
 *
 * @param codeOf the number of the text `bytes[from, to)` of the host's among the terms of a column, -1 without room
 * @returns false when there is no room
 */
export function copyValue(
  words: Words,
  numbers: Float64Array,
  to: RoomColumn,
  row: number,
  from: GrowingColumn,
  at: number,
  codeOf: (room: TermRoom, bytes: Uint8Array, start: number, end: number) => number,
): boolean {
  switch (to.kind) {
    case 'integer':
      words.set(to.at, row, valueAt(from, at))
      return true
    case 'number':
      numbers[(to.at >> 3) + row] = valueAt(from, at)
      return true
    case 'byte':
      words.bytes[to.at + row] = valueAt(from, at)
      return true
    case 'text': {
      if (!(from instanceof TextColumn)) return false
      const { bytes, mostBytes, ends } = to.room
      const start = endOf(words, ends, row - 1)
      const text = from.bytesAt(at)
      if (start + text.length > mostBytes) return false
      words.bytes.set(text, bytes + start)
      words.set(ends, row, start + text.length)
      return true
    }
    case 'term': {
      if (!(from instanceof TermColumn)) return false
      const code = from.codeAt(at)
      const { table } = from
      const own = code < 0 ? code : codeOf(to.room, table.bytes, table.startOf(code), table.ends[code] ?? 0)
      words.set(to.room.codes, row, own)
      return code < 0 || own >= 0
    }
  }
}

const valueAt = (column: GrowingColumn, at: number): number =>
  column instanceof TextColumn || column instanceof TermColumn ? 0 : (column.values[at] ?? 0)

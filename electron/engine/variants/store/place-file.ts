import { closeSync, openSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault } from '../../../../shared/errors/fault.ts'
import { ioFault, throwIfCancelled } from '../../files/io-fault.ts'
import type { WrittenColumn } from './vector-writer.ts'

/** Where a row's record lies in its file. */
export type StoredPlace = {
  readonly row: number
  readonly block: number
  readonly within: number
  readonly line: number
  readonly allele: number
  readonly contig: string
  readonly position: number
  /** 0-based half-open extent on the reference. */
  readonly start: number
  readonly end: number
}

/** The file of places beside a store. */
export const placesPath = (store: string): string => `${store}.places`

/**
 * A row is 32 bytes, little-endian: the address of the block (float64), and as int32 the place in it, line, allele, number
 * of the contig, POS and end. The place of row n is at 32 n: found with one read, where a table of columns takes milliseconds a column.
 */
const ROW_BYTES = 32
const FIELDS = ['within', 'line', 'allele', 'contig', 'pos', 'end'] as const
type Field = (typeof FIELDS)[number]

/** Columns of a batch by what they are. */
export type PlaceColumns = Readonly<Record<Field | 'block', WrittenColumn>>

/** Rows that are read at once when they follow one another this closely: one read is dearer than what lies between. */
const CLOSE_ROWS = 64
const MOST_AT_ONCE = 4096

export type PlaceWriter = {
  /** @param firstLine goes onto each line number */
  append(columns: PlaceColumns, rows: number, firstLine: number): void
  close(): void
}

/** @throws Fault `file/…` */
export function createPlaceWriter(path: string): PlaceWriter {
  const failed = (thrown: unknown): never => {
    // The folder: the file has a name for now only.
    throw ioFault(dirname(path), thrown)
  }
  let file: number | null = null
  /** Kept for the next batch: fresh memory is dear. */
  let room = new Uint8Array(0)
  try {
    file = openSync(path, 'w')
  } catch (thrown) {
    failed(thrown)
  }
  return {
    append(columns, rows, firstLine) {
      if (file === null) return
      if (room.length < rows * ROW_BYTES) room = new Uint8Array(rows * ROW_BYTES)
      const bytes = room.subarray(0, rows * ROW_BYTES)
      const blocks = new Float64Array(room.buffer)
      const words = new Int32Array(room.buffer)
      for (let row = 0; row < rows; row++) blocks[row * 4] = valueAt(columns.block, row)
      FIELDS.forEach((field, i) => {
        const added = field === 'line' ? firstLine : 0
        for (let row = 0; row < rows; row++) words[row * 8 + 2 + i] = valueAt(columns[field], row) + added
      })
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
      } catch (thrown) {
        failed(thrown)
      }
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

const valueAt = (column: WrittenColumn, row: number): number =>
  column.kind === 'text' ? 0 : (column.values[row] ?? 0)

export type PlaceReader = {
  /** Where rows are, in their order; those that are not there are left out. @throws Fault `file/…`, `task/cancelled` */
  places(rows: Int32Array, signal?: AbortSignal): Promise<StoredPlace[]>
  close(): void
}

/**
 * @param rows how many there have to be
 * @throws Error when the file is not there, or not of so many rows
 */
export async function openPlaces(
  path: string,
  rows: number,
  contigs: readonly string[],
): Promise<PlaceReader> {
  const file = await open(path)
  const { size } = await file.stat()
  if (size !== rows * ROW_BYTES) {
    await file.close()
    throw new Error('it is not of the rows of its store')
  }

  const read = async (first: number, count: number): Promise<DataView> => {
    const bytes = new Uint8Array(count * ROW_BYTES)
    const { bytesRead } = await file
      .read(bytes, 0, bytes.length, first * ROW_BYTES)
      .catch((thrown: unknown) => {
        throw ioFault(path, thrown)
      })
    if (bytesRead < bytes.length)
      throw new Fault({ kind: 'file/io', file: path, code: 'EIO', detail: 'it is shorter than it was' })
    return new DataView(bytes.buffer)
  }

  const placeAt = (view: DataView, index: number, row: number): StoredPlace => {
    const at = index * ROW_BYTES
    const word = (field: Field): number => view.getInt32(at + 8 + FIELDS.indexOf(field) * 4, true)
    const position = word('pos')
    return {
      row,
      block: view.getFloat64(at, true),
      within: word('within'),
      line: word('line'),
      allele: word('allele'),
      contig: contigs[word('contig')] ?? '',
      position,
      start: Math.max(0, position - 1),
      end: word('end'),
    }
  }

  return {
    async places(wanted, signal) {
      const ascending = [...new Set(wanted)].filter((row) => row >= 0 && row < rows).toSorted((a, b) => a - b)
      const found = new Map<number, StoredPlace>()
      const runs = closeRuns(ascending)
      for (let i = 0; i < runs.length; i += MOST_AT_ONCE) {
        if (signal) throwIfCancelled(signal, path)
        await Promise.all(
          runs.slice(i, i + MOST_AT_ONCE).map(async (run) => {
            const first = run[0] ?? 0
            const view = await read(first, (run.at(-1) ?? first) - first + 1)
            for (const row of run) found.set(row, placeAt(view, row - first, row))
          }),
        )
      }
      return Array.from(wanted).flatMap((row) => found.get(row) ?? [])
    },
    close: () => void file.close().catch(() => undefined),
  }
}

/** Ascending rows in runs, each of rows that lie close together. */
function closeRuns(ascending: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const row of ascending) {
    const run = runs.at(-1)
    if (run && row - (run.at(-1) ?? row) <= CLOSE_ROWS) run.push(row)
    else runs.push([row])
  }
  return runs
}

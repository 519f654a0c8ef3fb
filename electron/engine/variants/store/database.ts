import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { Fault } from '../../../../shared/errors/fault.ts'
import { attachDatabases, openDatabase } from './duckdb.ts'

/** What a cell of an answer holds. */
export type Cell = string | number | boolean | null

export const textOr = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null)

/** A database that is only asked. Every question has a connection of its own, so that one can be given up alone. */
export type Database = {
  /** The rows of an answer. */
  rows(sql: string, values: readonly Cell[], signal?: AbortSignal): Promise<Cell[][]>
  /** The one column of an answer that is INTEGER, without missing values. */
  numbers(sql: string, values: readonly Cell[], signal?: AbortSignal): Promise<Int32Array>
  /** What is being asked is still answered; what is asked later is refused as cancelled. */
  close(): void
}

/** Connections that wait for the next question. */
const KEEP = 4

export async function openForReading(path: string, threads: number): Promise<Database> {
  return databaseOf(await openDatabase(path, 'read', threads))
}

/** Several databases as one, which knows them as `s0`, `s1`… in the order of their paths. */
export async function openTogether(paths: readonly string[], threads: number): Promise<Database> {
  return databaseOf(await attachDatabases(paths, threads))
}

function databaseOf(instance: DuckDBInstance): Database {
  const idle: DuckDBConnection[] = []
  let asked = 0
  let closed = false

  /** A database that is closed while it answers takes the process with it. */
  const closeWhenIdle = (): void => {
    if (!closed || asked > 0) return
    for (const connection of idle.splice(0)) connection.closeSync()
    instance.closeSync()
  }

  async function asking<T>(
    signal: AbortSignal | undefined,
    ask: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted()
    if (closed) throw new Fault({ kind: 'task/cancelled', title: 'asking a store that was closed' })
    asked++
    try {
      return await answering(signal, ask, idle.pop() ?? (await instance.connect()))
    } finally {
      asked--
      closeWhenIdle()
    }
  }

  async function answering<T>(
    signal: AbortSignal | undefined,
    ask: (connection: DuckDBConnection) => Promise<T>,
    connection: DuckDBConnection,
  ): Promise<T> {
    const interrupt = (): void => connection.interrupt()
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      const answer = await ask(connection)
      if (idle.length < KEEP) idle.push(connection)
      else connection.closeSync()
      return answer
    } catch (thrown) {
      connection.closeSync()
      signal?.throwIfAborted()
      throw thrown
    } finally {
      signal?.removeEventListener('abort', interrupt)
    }
  }

  return {
    rows: (sql, values, signal) =>
      asking(signal, async (connection) => {
        const answer = await connection.runAndReadAll(sql, [...values])
        return answer.getRows().map((row) => row.map(cellOf))
      }),
    numbers: (sql, values, signal) =>
      asking(signal, async (connection) => {
        const answer = await connection.run(sql, [...values])
        let found = new Int32Array(1024)
        let length = 0
        for (;;) {
          const chunk = await answer.fetchChunk()
          if (!chunk || chunk.rowCount === 0) return found.subarray(0, length)
          const count = chunk.rowCount
          if (length + count > found.length) {
            const larger = new Int32Array(Math.max(length + count, found.length * 2))
            larger.set(found.subarray(0, length))
            found = larger
          }
          const vector = duckdb.data_chunk_get_vector(chunk.chunk, 0)
          const { buffer, byteOffset } = duckdb.vector_get_data(vector, count * Int32Array.BYTES_PER_ELEMENT)
          found.set(new Int32Array(buffer, byteOffset, count), length)
          length += count
        }
      }),
    close() {
      if (closed) return
      closed = true
      closeWhenIdle()
    },
  }
}

/** Counts are 64-bit integers in DuckDB; none of ours is as large as that. */
function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  return typeof value === 'bigint' ? Number(value) : String(value)
}

import { rm } from 'node:fs/promises'
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBInstance,
  INTEGER,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { Fault } from '../../../../shared/errors/fault.ts'
import { createContigTable, type ContigTable } from '../../files/vcf/contig-table.ts'
import type { StoredColumn } from '../import/import-plan.ts'
import type { PartColumn } from '../import/part-columns.ts'
import type { RowBatch } from '../import/row-batches.ts'
import { followPointers } from './follow-pointers.ts'
import { openDatabase } from './duckdb.ts'
import type { StoreMeta } from './store-meta.ts'
import { TermDictionary } from './term-dictionary.ts'
import { VECTOR_ROWS, VectorWriter, type WrittenColumn } from './vector-writer.ts'

/** Writes the rows of a file into a new store, in the order in which they come. */
export type StoreWriter = {
  /** @param firstLine what a line number of 0 in the batch is in the file */
  append(batch: RowBatch, firstLine: number): void
  /** Writes what the store says of itself, and closes it. */
  finish(meta: StoreMeta): Promise<void>
  /** Closes the store and deletes it. */
  discard(): Promise<void>
  /** Contigs so far: those of the header first. */
  readonly contigs: ContigTable
  readonly rows: number
}

const SQL_TYPES = {
  integer: 'INTEGER',
  number: 'DOUBLE',
  byte: 'UTINYINT',
  text: 'VARCHAR',
  term: 'INTEGER',
} as const
const TYPES = { integer: INTEGER, number: DOUBLE, byte: UTINYINT, text: VARCHAR, term: INTEGER } as const

/** A contig's place in the order of the file, before the user's columns: what rows are sorted by. */
const CONTIG = 'contig'

/**
 * @param path of a file that is not there
 * @param contigs the header's, in its order
 */
export async function createStoreWriter(
  path: string,
  columns: readonly StoredColumn[],
  contigs: readonly string[],
): Promise<StoreWriter> {
  const instance = await openDatabase(path, 'write', 1)
  try {
    return await writerOf(instance, path, columns, contigs)
  } catch (thrown) {
    instance.closeSync()
    throw thrown
  }
}

async function writerOf(
  instance: DuckDBInstance,
  path: string,
  columns: readonly StoredColumn[],
  known: readonly string[],
): Promise<StoreWriter> {
  const connection = await instance.connect()
  const table = createContigTable()
  for (const name of known) table.numberOf(name)
  const declared = columns.map(
    ({ name, kind, isFlag, isLarge }) =>
      `"${name}" ${isFlag ? 'BOOLEAN' : isLarge ? 'BIGINT' : SQL_TYPES[kind]}`,
  )
  await connection.run(`CREATE TABLE variant (${CONTIG} INTEGER, ${declared.join(', ')})`)
  await connection.run('CREATE TABLE meta (json VARCHAR)')
  const dictionaries = new Map<number, TermDictionary>()
  for (const [i, { name, kind }] of columns.entries())
    if (kind === 'term') dictionaries.set(i, await TermDictionary.create(connection, name))
  const appender = await connection.createAppender('variant')
  const types = [
    INTEGER,
    ...columns.map(({ kind, isFlag, isLarge }) => (isFlag ? BOOLEAN : isLarge ? BIGINT : TYPES[kind])),
  ]
  const chunk = DuckDBDataChunk.create(types, VECTOR_ROWS)
  const vectors = new VectorWriter()
  const chrom = columns.findIndex(({ name }) => name === 'chrom')
  const line = columns.findIndex(({ name }) => name === 'line')

  const appendRows = (
    all: readonly WrittenColumn[],
    from: number,
    count: number,
    firstLine: number,
  ): void => {
    chunk.reset()
    chunk.rowCount = count
    all.forEach((column, i) => {
      const vector = duckdb.data_chunk_get_vector(chunk.chunk, i)
      if (column.kind === 'number' && columns[i - 1]?.isLarge === true)
        vectors.writeLarge(vector, column.values, from, count)
      else vectors.write(vector, column, from, count, i === line + 1 ? firstLine : 0)
    })
    appender.appendDataChunk(chunk)
  }

  let written = 0
  return {
    contigs: table,
    get rows() {
      return written
    },
    append({ rows, columns: given }, firstLine) {
      const columnsOfRows = given.map((column, i): WrittenColumn => {
        if (column.kind !== 'term') return column
        const dictionary = dictionaries.get(i)
        if (dictionary) return dictionary.renumber(column)
        throw new Fault({ kind: 'internal', detail: `no dictionary for column ${i}` })
      })
      const all = [contigNumbers(given[chrom], table), ...columnsOfRows]
      for (let from = 0; from < rows; from += VECTOR_ROWS)
        appendRows(all, from, Math.min(VECTOR_ROWS, rows - from), firstLine)
      written += rows
    },
    async finish(meta) {
      appender.flushSync()
      appender.closeSync()
      for (const dictionary of dictionaries.values()) dictionary.finish()
      if (columns.some(({ name }) => name === 'pointer')) await followPointers(connection)
      const insert = await connection.prepare('INSERT INTO meta VALUES (?)')
      insert.bindVarchar(1, JSON.stringify(meta))
      await insert.run()
      await connection.run('CHECKPOINT')
      close(connection, instance)
    },
    async discard() {
      close(connection, instance)
      await rm(path, { force: true })
      await rm(`${path}.wal`, { force: true })
    },
  }
}

function close(connection: DuckDBConnection, instance: DuckDBInstance): void {
  connection.closeSync()
  instance.closeSync()
}

/** The rows' contigs as numbers in the order of the whole file. */
function contigNumbers(chrom: PartColumn | undefined, table: ContigTable): WrittenColumn {
  if (chrom?.kind !== 'term') throw new Fault({ kind: 'internal', detail: 'rows without their contig' })
  const { codes, bytes, ends } = chrom
  const numbers = Array.from(ends, (end, i) =>
    table.numberOf(Buffer.from(bytes.subarray(i === 0 ? 0 : ends[i - 1], end)).toString('utf8')),
  )
  return { kind: 'integer', values: codes.map((code) => numbers[code] ?? -1) }
}

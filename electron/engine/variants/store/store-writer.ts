import {
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
import type { AnnotatedCase } from '../../annotation/source-build.ts'
import type { JobContext } from '../../work/job.ts'
import type { AnnotationFile } from '../import/annotation-file.ts'
import { annotateStore } from './annotate-store.ts'
import { followPointers } from './follow-pointers.ts'
import { openDatabase } from './duckdb.ts'
import type { StoreMeta } from './store-meta.ts'
import { createPlaceWriter, placesPath } from './place-file.ts'
import { removeStore } from './store-path.ts'
import { inPlaceOf, MOST_REMEMBERED, TermDictionary } from './term-dictionary.ts'
import { VECTOR_ROWS, VectorWriter, type WrittenColumn } from './vector-writer.ts'

/** Writes the rows of a file into a new store, in the order in which they come. */
export type StoreWriter = {
  /** @param firstLine what a line number of 0 in the batch is in the file */
  append(batch: RowBatch, firstLine: number): void
  /** Joins annotation to all rows, after the last of them. Errors as {@link annotateStore}. */
  annotate(files: readonly AnnotationFile[], annotated: AnnotatedCase, context: JobContext): Promise<void>
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
 * @param remembered texts that each dictionary remembers
 */
export async function createStoreWriter(
  path: string,
  columns: readonly StoredColumn[],
  contigs: readonly string[],
  remembered = MOST_REMEMBERED,
): Promise<StoreWriter> {
  const instance = await openDatabase(path, 'write', 1)
  try {
    return await writerOf(instance, path, columns, contigs, remembered)
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
  remembered: number,
): Promise<StoreWriter> {
  const connection = await instance.connect()
  const table = createContigTable()
  for (const name of known) table.numberOf(name)
  const inTable = columns.filter(({ isPlace }) => !isPlace)
  const declared = inTable.map(
    ({ name, kind, isFlag }) => `"${name}" ${isFlag ? 'BOOLEAN' : SQL_TYPES[kind]}`,
  )
  // In one transaction: each waits for the disk, and there are some forty tables.
  await connection.run('BEGIN')
  await connection.run(`CREATE TABLE variant (${CONTIG} INTEGER, ${declared.join(', ')})`)
  await connection.run('CREATE TABLE meta (json VARCHAR)')
  const dictionaries = new Map<number, TermDictionary>()
  for (const [i, { name, kind }] of columns.entries())
    if (kind === 'term') dictionaries.set(i, await TermDictionary.create(connection, name, remembered))
  await connection.run('COMMIT')
  const appender = await connection.createAppender('variant')
  const types = [INTEGER, ...inTable.map(({ kind, isFlag }) => (isFlag ? BOOLEAN : TYPES[kind]))]
  const chunk = DuckDBDataChunk.create(types, VECTOR_ROWS)
  const vectors = new VectorWriter()
  const chrom = columns.findIndex(({ name }) => name === 'chrom')
  const places = createPlaceWriter(placesPath(path))

  const appendRows = (all: readonly WrittenColumn[], from: number, count: number): void => {
    chunk.reset()
    chunk.rowCount = count
    all.forEach((column, i) => {
      vectors.write(duckdb.data_chunk_get_vector(chunk.chunk, i), column, from, count)
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
      const contig = contigNumbers(given[chrom], table)
      const of = (name: string): WrittenColumn => {
        const column = columnsOfRows[columns.findIndex((each) => each.name === name)]
        if (column) return column
        throw new Fault({ kind: 'internal', detail: `rows without ${name}` })
      }
      const [block, within, line] = [of('block'), of('within'), of('line')]
      const [allele, pos, end] = [of('allele'), of('pos'), of('end')]
      places.append({ block, within, line, allele, contig, pos, end }, rows, firstLine)
      const all = [contig, ...columnsOfRows.filter((_, i) => columns[i]?.isPlace === false)]
      for (let from = 0; from < rows; from += VECTOR_ROWS)
        appendRows(all, from, Math.min(VECTOR_ROWS, rows - from))
      written += rows
    },
    async annotate(files, annotated, context) {
      appender.flushSync()
      const dictionary = (column: string): TermDictionary => {
        const found = dictionaries.get(columns.findIndex(({ name }) => name === column))
        if (found) return found
        throw new Fault({ kind: 'internal', detail: `no dictionary for ${column}` })
      }
      await annotateStore({ connection, contigs: table, dictionary }, files, annotated, context)
    },
    async finish(meta) {
      appender.flushSync()
      appender.closeSync()
      await connection.run('BEGIN')
      for (const dictionary of dictionaries.values()) dictionary.finish()
      if (columns.some(({ name }) => name === 'pointer')) await followPointers(connection)
      const insert = await connection.prepare('INSERT INTO meta VALUES (?)')
      insert.bindVarchar(1, JSON.stringify(meta))
      await insert.run()
      await connection.run('COMMIT')
      await connection.run('CHECKPOINT')
      places.close()
      close(connection, instance)
    },
    async discard() {
      close(connection, instance)
      places.close()
      await removeStore(path)
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
  return { kind: 'integer', values: inPlaceOf(codes, numbers, -1) }
}

import { DuckDBDataChunk, DuckDBInstance, VARCHAR } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VECTOR_ROWS, VectorWriter } from '../../../../../electron/engine/variants/store/vector-writer.ts'
import { runs } from '../../../../support/thorough.ts'

/** Texts as a column, written vector by vector to a table and asked for again. */
async function throughDuckDb(texts: readonly string[]): Promise<unknown[]> {
  const parts = texts.map((text) => Buffer.from(text, 'utf8'))
  let end = 0
  const ends = Int32Array.from(parts, (part) => (end += part.length))
  const bytes = new Uint8Array(Buffer.concat(parts))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run('CREATE TABLE t (text VARCHAR)')
  const appender = await connection.createAppender('t')
  const chunk = DuckDBDataChunk.create([VARCHAR], VECTOR_ROWS)
  const writer = new VectorWriter()
  for (let from = 0; from < texts.length; from += VECTOR_ROWS) {
    const count = Math.min(VECTOR_ROWS, texts.length - from)
    chunk.reset()
    chunk.rowCount = count
    writer.write(duckdb.data_chunk_get_vector(chunk.chunk, 0), { kind: 'text', bytes, ends }, from, count)
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  const answer = await connection.runAndReadAll('SELECT text FROM t ORDER BY rowid')
  connection.closeSync()
  instance.closeSync()
  return answer.getRows().map(([text]) => text)
}

const missingIfEmpty = (texts: readonly string[]): (string | null)[] => texts.map((text) => text || null)

test('texts come back as they went in, short and long, missing ones as missing', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 50 }), async (texts) => {
      expect(await throughDuckDb(texts)).toEqual(missingIfEmpty(texts))
    }),
    { numRuns: runs(50) },
  )
})

test('lengths around what a vector holds in itself, over several vectors', async () => {
  const texts = Array.from({ length: VECTOR_ROWS * 2 + 7 }, (_, i) => 'é'.repeat(i % 3) + 'x'.repeat(i % 29))
  expect(await throughDuckDb(texts)).toEqual(missingIfEmpty(texts))
})

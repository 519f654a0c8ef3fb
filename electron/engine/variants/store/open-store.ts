import { stat } from 'node:fs/promises'
import { type Database, openForReading } from './database.ts'
import { openPlaces, type PlaceReader, placesPath } from './place-file.ts'
import { type StoreMeta, storeMetaSchema } from './store-meta.ts'

/** The variants of a file, stored. */
export type Store = {
  readonly path: string
  readonly meta: StoreMeta
  readonly database: Database
  readonly places: PlaceReader
  close(): void
}

/** Threads that answer: a count over millions of rows is to be there before the finger is off the key. */
const THREADS = 2
/** Bytes of a database before its blocks. @see https://duckdb.org/docs/stable/internals/storage */
const HEADERS = 3 * 4096

const storeOf = (path: string, meta: StoreMeta, database: Database, places: PlaceReader): Store => ({
  path,
  meta,
  database,
  places,
  close() {
    database.close()
    places.close()
  },
})

/**
 * Opens a store that an import made. Null when there is none, or none that can be used: it is made again then.
 */
export async function openStore(path: string): Promise<Store | null> {
  let database: Database | undefined
  try {
    const { size } = await stat(path)
    database = await openForReading(path, THREADS)
    const [blocks] = await database.rows('SELECT total_blocks * block_size FROM pragma_database_size()', [])
    if (size < HEADERS + Number(blocks?.[0])) throw new Error('it is cut off')
    const [row] = await database.rows('SELECT json FROM meta', [])
    const meta = storeMetaSchema.parse(JSON.parse(String(row?.[0])))
    const places = await openPlaces(placesPath(path), meta.rows, meta.contigs)
    return storeOf(path, meta, database, places)
  } catch {
    // Whatever is wrong with a derived file, the way out is the same: to make it again.
    database?.close()
    return null
  }
}

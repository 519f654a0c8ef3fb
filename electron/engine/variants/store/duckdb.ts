import { DuckDBInstance } from '@duckdb/node-api'
import { textLiteral } from '../query/sql-fragment.ts'

/** How a store is opened: to be written by an import, or to be asked. */
export type StoreAccess = 'write' | 'read'

const NO_EXTENSIONS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }

/** An import holds the row group it fills; a query sorts row numbers. */
const MEMORY: Readonly<Record<StoreAccess, string>> = { write: '400MB', read: '800MB' }

/**
 * Opens a database file. DuckDB may neither load extensions nor touch any other file: what is asked of it comes from a
 * person's filters.
 */
export async function openDatabase(
  path: string,
  access: StoreAccess,
  threads: number,
): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, {
    access_mode: access === 'read' ? 'READ_ONLY' : 'READ_WRITE',
    threads: String(threads),
    memory_limit: MEMORY[access],
    enable_external_access: 'false',
    ...NO_EXTENSIONS,
  })
}

/** Opens several to be asked together, named `s0`, `s1`… From then on no other file can be touched. */
export async function attachDatabases(paths: readonly string[], threads: number): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: MEMORY.read,
    ...NO_EXTENSIONS,
  })
  try {
    const connection = await instance.connect()
    for (const [i, path] of paths.entries())
      await connection.run(`ATTACH ${textLiteral(path)} AS s${i} (READ_ONLY)`)
    await connection.run('SET enable_external_access = false')
    connection.closeSync()
    return instance
  } catch (thrown) {
    instance.closeSync()
    throw thrown
  }
}

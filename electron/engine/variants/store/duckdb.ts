import { DuckDBInstance } from '@duckdb/node-api'

/** How a store is opened: to be written by an import, or to be asked. */
export type StoreAccess = 'write' | 'read'

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
    // An import holds the row group it fills; a query sorts row numbers.
    memory_limit: access === 'read' ? '800MB' : '400MB',
    enable_external_access: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
}

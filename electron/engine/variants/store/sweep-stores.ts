import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../../files/io-fault.ts'
import { STORE_VERSION } from './store-meta.ts'

/** As `storePath` names them: the version comes last. */
const STORE = /-([0-9]+)\.duckdb(\.places)?$/

/** Removes stores of versions that this one no longer reads: they are made again when they are asked for. */
export async function sweepOldStores(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      const version = STORE.exec(name)?.[1]
      if (version !== undefined && Number(version) < STORE_VERSION)
        await rm(join(folder, name), { force: true })
    }
  } catch (thrown) {
    // What cannot be removed, as while another window has it open, stays.
    if (systemCode(thrown) === undefined) throw thrown
  }
}

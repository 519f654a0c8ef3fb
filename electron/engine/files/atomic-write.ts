import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault, systemCode, throwIfCancelled } from './io-fault.ts'
import { sweepStale, temporaryName } from './temporary-name.ts'

/** Takes bytes in order. `write` may keep `bytes`: the caller must not change them afterwards. */
export type ByteSink = { write(bytes: Uint8Array): Promise<void> }

const BUFFER = 1 << 20

/** Errors of writing name the target, not the temporary file; no permission to write is `file/not-writable`. */
function writeFault(path: string, thrown: unknown): unknown {
  const code = systemCode(thrown)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENAMETOOLONG')
    return new Fault({ kind: 'file/not-writable', file: path }, { cause: thrown })
  return ioFault(path, thrown)
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten
}

/**
 * Writes `path` so that it appears complete or not at all: a temporary name in the same folder, fsync, rename.
 * Whatever goes wrong in `body` or on the disk, and on abort, the temporary file is removed and an existing
 * `path` is left as it was. What a killed process left in the folder a day ago or earlier goes too.
 *
 * @throws Fault `file/disk-full`, `file/not-writable`, `file/not-found` (no such folder), `task/cancelled`.
 */
export async function writeAtomically(
  path: string,
  body: (sink: ByteSink) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  throwIfCancelled(signal, path)
  const temporary = join(dirname(path), temporaryName())
  let handle: FileHandle
  try {
    handle = await open(temporary, 'wx')
  } catch (thrown) {
    throw writeFault(path, thrown)
  }
  try {
    let pending: Uint8Array[] = []
    let pendingLength = 0
    const flush = async (): Promise<void> => {
      const joined = Buffer.concat(pending)
      pending = []
      pendingLength = 0
      await writeAll(handle, joined).catch((thrown: unknown) => {
        throw writeFault(path, thrown)
      })
    }
    await body({
      async write(bytes) {
        throwIfCancelled(signal, path)
        pending.push(bytes)
        pendingLength += bytes.length
        if (pendingLength >= BUFFER) await flush()
      },
    })
    throwIfCancelled(signal, path)
    await flush()
    try {
      await handle.sync()
      await handle.close()
      await rename(temporary, path)
    } catch (thrown) {
      throw writeFault(path, thrown)
    }
  } catch (thrown) {
    // Closing twice is harmless; what matters is that the first error is the one reported.
    await handle.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw thrown
  }
  await syncFolder(dirname(path))
  await sweepStale(dirname(path))
}

/** Makes the rename itself durable where the system can (folders cannot be opened on Windows). */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    if (systemCode(thrown) === undefined) throw thrown
  }
}

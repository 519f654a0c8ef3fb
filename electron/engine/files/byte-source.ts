import { fstatSync, readSync } from 'node:fs'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault } from './io-fault.ts'
import { openRegular } from './open-regular.ts'

/**
 * Random access to the bytes of a file as it was when it was opened. Read-only, always.
 *
 * `read` returns fewer bytes than asked for only where the file ended when it was opened; a file that has shrunk
 * since is a Fault `file/changed`. Offsets and lengths are in bytes.
 */
export type ByteSource = {
  readonly path: string
  /** bytes, when opened */
  readonly size: number
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * A source that is also read without waiting, in a thread where nothing else waits: a round trip to the thread pool
 * costs more than what a warm file takes to copy. Errors as those of `read`.
 */
export type SyncSource = ByteSource & {
  /** Fills `into` from byte `offset` on. @returns how many bytes that were. */
  readSync(offset: number, into: Uint8Array): number
  /** The same as long as the file is: what was read under one version can be kept under it. */
  version(): string
}

/** @throws Fault as {@link openRegular}; `file/empty` (zero bytes). */
export async function openByteSource(path: string): Promise<SyncSource> {
  const { handle, size } = await openRegular(path)
  if (size === 0) {
    await handle.close()
    throw new Fault({ kind: 'file/empty', file: path })
  }
  const shrunk = (end: number): Fault => {
    const detail = `it had ${size} bytes when opened and now ends at byte ${end}`
    return new Fault({ kind: 'file/changed', file: path, detail })
  }
  return {
    path,
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset))
      const bytes = new Uint8Array(wanted)
      let got = 0
      while (got < wanted) {
        const { bytesRead } = await handle
          .read(bytes, got, wanted - got, offset + got)
          .catch((thrown: unknown) => {
            throw ioFault(path, thrown)
          })
        if (bytesRead === 0) throw shrunk(offset + got)
        got += bytesRead
      }
      return bytes
    },
    readSync(offset, into) {
      const wanted = Math.max(0, Math.min(into.length, size - offset))
      let got = 0
      while (got < wanted) {
        const bytesRead = orFault(path, () => readSync(handle.fd, into, got, wanted - got, offset + got))
        if (bytesRead === 0) throw shrunk(offset + got)
        got += bytesRead
      }
      return got
    },
    version() {
      const { dev, ino, size: now, mtimeMs } = orFault(path, () => fstatSync(handle.fd))
      return `${dev} ${ino} ${now} ${mtimeMs}`
    },
    close: () => handle.close(),
  }
}

function orFault<T>(path: string, call: () => T): T {
  try {
    return call()
  } catch (thrown) {
    throw ioFault(path, thrown)
  }
}

/** A source over bytes in memory: for index files read whole, and for tests. */
export function byteSourceOf(bytes: Uint8Array, path: string): ByteSource {
  return {
    path,
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, Math.max(offset, offset + length))),
    close: () => Promise.resolve(),
  }
}

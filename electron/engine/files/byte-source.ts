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

/** @throws Fault as {@link openRegular}; `file/empty` (zero bytes). */
export async function openByteSource(path: string): Promise<ByteSource> {
  const { handle, size } = await openRegular(path)
  if (size === 0) {
    await handle.close()
    throw new Fault({ kind: 'file/empty', file: path })
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
        if (bytesRead === 0)
          throw new Fault({
            kind: 'file/changed',
            file: path,
            detail: `it had ${size} bytes when opened and now ends at byte ${offset + got}`,
          })
        got += bytesRead
      }
      return bytes
    },
    close: () => handle.close(),
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

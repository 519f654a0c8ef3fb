import { createHash } from 'node:crypto'
import { type FileHandle, stat } from 'node:fs/promises'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault } from './io-fault.ts'
import { openRegular } from './open-regular.ts'

/** Bytes of the head that go into the digest. */
const HEAD_SIZE = 1 << 16
/** Bytes of either end that go into the digest of both. */
const END_SIZE = 1 << 20

/**
 * What makes two openings of `path` the same file: size, time of change, and digests of its first 64 KiB and of both its ends.
 *
 * @throws Fault as {@link openRegular}
 */
export async function identifyFile(path: string): Promise<FileIdentity> {
  const { handle, size, mtimeMs } = await openRegular(path)
  try {
    const first = await bytesAt(handle, 0, Math.min(END_SIZE, size))
    const last = await bytesAt(handle, Math.max(first.length, size - END_SIZE), size)
    const headDigest = createHash('sha256').update(first.subarray(0, HEAD_SIZE)).digest('hex')
    const endsDigest = createHash('sha256').update(first).update(last).digest('hex')
    return { path, size, mtimeMs, headDigest, endsDigest }
  } catch (thrown) {
    throw ioFault(path, thrown)
  } finally {
    await handle.close()
  }
}

/** Bytes `from` … `to` of a file; fewer when it has become shorter. */
async function bytesAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, to - from))
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
  return bytes.subarray(0, bytesRead)
}

/**
 * How a file is another than the one that was known, in half a sentence; null when it is the same. Its time of change may be
 * another: copying a file sets it.
 */
export function differenceOf(known: FileIdentity, now: FileIdentity): string | null {
  if (known.size !== now.size)
    return `it has ${now.size.toLocaleString('en-GB')} bytes, not ${known.size.toLocaleString('en-GB')}`
  if (known.headDigest !== now.headDigest) return 'its header is another'
  if (known.endsDigest !== undefined && now.endsDigest !== undefined && known.endsDigest !== now.endsDigest)
    return 'its first or last megabyte is another'
  return null
}

/**
 * Refuses a file that is no longer the one that was opened: under the same name there may now lie another patient's.
 *
 * @throws Fault `file/changed`, `file/not-found`, `file/…`
 */
export async function assertUnchanged({ path, size, mtimeMs }: FileIdentity): Promise<void> {
  const now = await stat(path).catch((thrown: unknown) => {
    throw ioFault(path, thrown)
  })
  const detail =
    now.size !== size
      ? `it had ${size} bytes when opened and now has ${now.size}`
      : now.mtimeMs !== mtimeMs
        ? 'it was written to after it was opened'
        : null
  if (detail !== null) throw new Fault({ kind: 'file/changed', file: path, detail })
}

import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault } from './io-fault.ts'
import { openRegular } from './open-regular.ts'

/** Bytes of the head that go into the digest. */
const HEAD_SIZE = 1 << 16

/**
 * What makes two openings of `path` the same file: size, time of change and a digest of its first 64 KiB.
 *
 * @throws Fault as {@link openRegular}
 */
export async function identifyFile(path: string): Promise<FileIdentity> {
  const { handle, size, mtimeMs } = await openRegular(path)
  try {
    const head = Buffer.alloc(Math.min(HEAD_SIZE, size))
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const headDigest = createHash('sha256').update(head.subarray(0, bytesRead)).digest('hex')
    return { path, size, mtimeMs, headDigest }
  } catch (thrown) {
    throw ioFault(path, thrown)
  } finally {
    await handle.close()
  }
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

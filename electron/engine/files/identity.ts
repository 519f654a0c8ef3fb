import { createHash } from 'node:crypto'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
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

import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault } from './io-fault.ts'

/** Bytes of the head that go into the digest. */
const HEAD_SIZE = 1 << 16

/**
 * What makes two openings of `path` the same file: size, time of change and a digest of its first 64 KiB.
 *
 * @throws Fault `file/not-found`, `file/no-permission`, `file/is-folder`, `file/io`
 */
export async function identifyFile(path: string): Promise<FileIdentity> {
  try {
    const handle = await open(path, 'r')
    try {
      const stat = await handle.stat()
      if (stat.isDirectory()) throw new Fault({ kind: 'file/is-folder', file: path })
      const head = Buffer.alloc(Math.min(HEAD_SIZE, stat.size))
      const { bytesRead } = await handle.read(head, 0, head.length, 0)
      const headDigest = createHash('sha256').update(head.subarray(0, bytesRead)).digest('hex')
      return { path, size: stat.size, mtimeMs: stat.mtimeMs, headDigest }
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    throw ioFault(path, thrown)
  }
}

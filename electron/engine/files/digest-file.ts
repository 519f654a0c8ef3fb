import { createHash } from 'node:crypto'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
import type { JobContext } from '../work/job.ts'
import { assertUnchanged } from './identity.ts'
import { ioFault, throwIfCancelled } from './io-fault.ts'
import { openRegular } from './open-regular.ts'

/** Bytes that are read at once. */
const PIECE = 4 << 20

type DigestInput = {
  readonly identity: FileIdentity
  /** What progress calls it. */
  readonly phase: string
}

/**
 * SHA-256 (hex) of all of a file.
 *
 * @throws Fault `file/changed` when it is not the file that was opened, or did not stay so; as `openRegular`
 * @see FIPS 180-4
 */
export async function digestFile({ identity, phase }: DigestInput, context: JobContext): Promise<string> {
  const { path } = identity
  await assertUnchanged(identity)
  const { handle, size } = await openRegular(path)
  try {
    const hash = createHash('sha256')
    const piece = Buffer.alloc(Math.min(PIECE, Math.max(1, size)))
    let done = 0
    // Not further than it was long: a file that is written to has no end.
    while (done < size) {
      throwIfCancelled(context.signal, phase)
      const { bytesRead } = await handle.read(piece, 0, Math.min(piece.length, size - done), done)
      if (bytesRead === 0) break
      hash.update(piece.subarray(0, bytesRead))
      done += bytesRead
      context.progress({ phase, done, total: size, unit: 'bytes' })
    }
    await assertUnchanged(identity)
    return hash.digest('hex')
  } catch (thrown) {
    throw ioFault(path, thrown)
  } finally {
    await handle.close()
  }
}

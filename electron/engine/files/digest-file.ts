import type { FileIdentity } from '../../../shared/case/case-file.ts'
import type { JobContext } from '../work/job.ts'
import { openByteSource } from './byte-source.ts'
import { digestOfSource } from './digest-source.ts'
import { assertUnchanged } from './identity.ts'

type DigestInput = {
  readonly identity: FileIdentity
  /** What progress calls it. */
  readonly phase: string
}

/**
 * SHA-256 (hex) of all of a file.
 *
 * @throws Fault `file/changed` when it is not the file that was opened, or did not stay so; `task/cancelled`; as
 *   `openByteSource`
 */
export async function digestFile({ identity, phase }: DigestInput, context: JobContext): Promise<string> {
  await assertUnchanged(identity)
  const source = await openByteSource(identity.path)
  try {
    const digest = await digestOfSource(source, context.signal, (done) =>
      context.progress({ phase, done, total: source.size, unit: 'bytes' }),
    )
    await assertUnchanged(identity)
    return digest
  } finally {
    await source.close()
  }
}

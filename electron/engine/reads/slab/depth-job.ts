import type { DepthRequest } from '../../../../shared/reads/depth-bins.ts'
import type { JobContext } from '../../work/job.ts'
import { transferred } from '../../work/transferred.ts'
import { type ReadsInput, readerOf } from '../reads-input.ts'
import { readDepth } from './read-depth.ts'

export type DepthInput = ReadsInput & {
  /** In the file's own name; null when it does not have the contig. */
  readonly contig: string | null
  readonly request: DepthRequest
}

/** The depths of a region. Runs in a worker; the bytes are moved. @throws as `readerOf` and `readDepth` */
export async function readDepthJob(
  input: DepthInput,
  { signal }: JobContext,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = await readerOf(input)
  return transferred(await readDepth(reader, input.contig, input.request, signal))
}

import type { SlabRequest } from '../../../../shared/reads/read-slab.ts'
import type { JobContext } from '../../work/job.ts'
import { transferred } from '../../work/transferred.ts'
import { type ReadsInput, readerOf } from '../reads-input.ts'
import { type KnownBases, readSlab, type SlabAnswer } from './read-slab.ts'

export type SlabInput = ReadsInput & {
  /** In the file's own name; null when it does not have the contig. */
  readonly contig: string | null
  readonly request: SlabRequest
  /** The case's reference over the region and what reads reach beyond it; null when it was not asked for. */
  readonly bases: KnownBases | null
}

/**
 * The slab of a region. Runs in a worker, whose cache keeps the blocks; the bytes are moved, not copied.
 *
 * @throws Fault `file/changed`, and as `openBam`, `openCram` and `readSlab`
 */
export async function readSlabJob(input: SlabInput, { signal }: JobContext): Promise<SlabAnswer> {
  const { contig, request, bases, names } = input
  const reader = await readerOf(input)
  const renamed = (name: string): string => names.get(name) ?? name
  const answer = await readSlab(reader, contig, request, { signal, reference: bases, renamed })
  transferred(answer.bytes)
  return answer
}

import { Fault } from '../../../../shared/errors/fault.ts'
import type { ReadDetail } from '../../../../shared/reads/read-detail.ts'
import { type ReadsInput, readerOf } from '../reads-input.ts'
import { readDetail } from './read-detail.ts'

export type DetailInput = ReadsInput & {
  readonly block: number
  readonly within: number
  /** The case's name of the contig the read must be on; undefined for any. */
  readonly contig: string | undefined
}

/**
 * One read of a file, found where a slab said it lies. Runs in a worker.
 *
 * @throws Fault `call/invalid` when it is not there, `file/changed`, and as `AlignmentReader.recordAt`
 */
export async function readDetailJob(input: DetailInput): Promise<ReadDetail> {
  const { block, within, contig, names } = input
  const reader = await readerOf(input)
  const record = await reader.recordAt(block, within)
  const detail = readDetail(record, reader.header.references, (name) => names.get(name) ?? name)
  if (contig === undefined || detail.contig === contig) return detail
  throw new Fault({ kind: 'call/invalid', call: 'reads.detail', detail: `the read is not on ${contig}` })
}

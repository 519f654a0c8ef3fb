import type { Region } from '../../../shared/genome/region.ts'
import type { JobContext } from '../work/job.ts'
import { transferred } from '../work/transferred.ts'
import { sliceBam } from './htsget.ts'
import { type ReadsInput, readerOf } from './reads-input.ts'

/** The case's names are what the slice's header says. */
export type SliceInput = ReadsInput & {
  /** In the file's own contig names; null for the header without reads. */
  readonly region: Region | null
  readonly maxReads: number
}

/**
 * The records of a region as a small BAM (see {@link sliceBam}), in pieces ready to be sent. Runs in a worker;
 * the bytes are moved, not copied.
 *
 * @throws Fault `region/too-many-reads`, `file/changed`, and as `openBam`, `openCram` and `AlignmentReader.records`
 */
export async function sliceBamJob(input: SliceInput, { signal }: JobContext): Promise<Uint8Array> {
  const reader = await readerOf(input)
  const pieces: Uint8Array[] = []
  const { region, maxReads, names } = input
  const renamed = (contig: string): string => names.get(contig) ?? contig
  for await (const piece of sliceBam(reader, region, { signal, maxReads, renamed })) pieces.push(piece)
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return transferred(bytes)
}

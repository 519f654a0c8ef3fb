import { rebuiltBases } from '../../genome/rebuild-reference.ts'
import type { JobContext } from '../../work/job.ts'

const N = 78

export type RefBasesInput = {
  /** 0-based; `sources` are the BAM files in the order they are asked, with each one's own name of the contig. */
  readonly positions: readonly {
    readonly start: number
    readonly sources: ReadonlyArray<{ readonly path: string; readonly contig: string }>
  }[]
  readonly cacheFolder: string
}

/**
 * The reference's base at each position, one letter each, by the reads' MD tags or `=` CIGARs; N where they say nothing. Runs in
 * a worker.
 *
 * @throws as `rebuildReference`
 */
export async function readRefBases(
  { positions, cacheFolder }: RefBasesInput,
  context: JobContext,
): Promise<string> {
  let bases = ''
  for (const [done, { start, sources }] of positions.entries()) {
    context.signal.throwIfAborted()
    const [code = N] = await rebuiltBases({ sources, cacheFolder, start, end: start + 1 }, context.signal)
    bases += String.fromCharCode(code)
    context.progress({ phase: 'reading bases', done, total: positions.length, unit: 'steps' })
  }
  return bases
}

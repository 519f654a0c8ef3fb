import { Fault } from '../../../shared/errors/fault.ts'
import type { BinningIndex } from './binning-index.ts'
import type { IndexNames } from './index-bytes.ts'

/**
 * Refuses an index that cannot belong to its file: another number of contigs (BAM), or offsets past the file's
 * end. What passes may still be another file's; readers find that out where a chunk starts at no record.
 *
 * @param size of the data file, in bytes.
 * @param contigs of the data file, when the format says how many the index must have.
 * @throws Fault `index/other-file`.
 */
export function checkIndexBelongs(
  index: BinningIndex,
  names: IndexNames,
  size: number,
  contigs: number | undefined,
): void {
  const found = index.references.length
  if (contigs !== undefined && found !== contigs) {
    const detail = `it has ${found} contigs, the file has ${contigs}`
    throw new Fault({ kind: 'index/other-file', ...names, detail })
  }
  let furthest = 0
  for (const { chunks } of index.references)
    for (let at = 2; at < chunks.length; at += 4) furthest = Math.max(furthest, chunks[at] ?? 0)
  if (furthest > size) {
    const detail = `it points to byte ${furthest}, the file ends at ${size}`
    throw new Fault({ kind: 'index/other-file', ...names, detail })
  }
}

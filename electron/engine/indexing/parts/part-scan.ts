import type { VirtualOffset } from '../../files/bgzf/virtual-offset.ts'
import { transferred } from '../../work/transferred.ts'
import type { Binning } from '../bins.ts'
import type { IndexPart } from '../index-part.ts'

/** A part of a BGZF file: the records that start in the blocks of compressed offsets [from.block, to). */
export type PartRange = {
  readonly path: string
  /** Size of the file, in bytes. */
  readonly size: number
  readonly from: VirtualOffset
  readonly to: number
  /** A record starts at `from` for certain; else the scan has to find the first one. */
  readonly isFirst: boolean
  readonly format: 'bai' | 'csi' | 'tbi'
  readonly binning: Binning
}

/** What a worker found in a part. The index's columns are its own properties: they are moved between threads. */
export type PartScan = IndexPart & {
  /** Where its first record starts and where its last one ends: parts must meet. */
  readonly from: VirtualOffset
  readonly to: VirtualOffset
  /** Where the records of the whole file end, when they end in this part. */
  readonly end: VirtualOffset
  readonly records: number
  /** VCF: the contigs that the part's segments number, in order. Empty for BAM. */
  readonly contigs: readonly string[]
}

/** All parts of a file in order, and what they were scanned for. */
export type ScannedParts = {
  readonly format: 'bai' | 'csi' | 'tbi'
  readonly binning: Binning
  readonly parts: readonly PartScan[]
}

/** Marks the columns of a part's index to be moved to the thread that joins the parts, rather than copied. */
export function leavingThread(part: IndexPart): IndexPart {
  for (const column of [part.bins, part.chunkEnds, part.chunks, part.linear]) transferred(column)
  return part
}

/** True when each part begins where the one before it ends. */
export function partsMeet(parts: readonly PartScan[]): boolean {
  return parts.every((part, i) => {
    const before = parts[i - 1]
    return !before || (before.to.block === part.from.block && before.to.within === part.from.within)
  })
}

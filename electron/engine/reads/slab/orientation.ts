import { ORIENTATION } from '../../../../shared/reads/read-slab.ts'
import {
  FLAG_MATE_REVERSE,
  FLAG_MATE_UNMAPPED,
  FLAG_PAIRED,
  FLAG_REVERSE,
  FLAG_UNMAPPED,
} from '../../files/bam/flags.ts'

/** What the class of a pair depends on, as in the record. */
export type PairFields = {
  readonly flags: number
  readonly start: number
  /** Exclusive. */
  readonly end: number
  /** Whether the mate is on the same contig. */
  readonly sameContig: boolean
  readonly mateStart: number
  readonly templateLength: number
}

/**
 * The class of a pair whose reads are expected to face each other (`fr`), as IGV finds it: the read that a positive
 * TLEN names as the leftmost comes first; F then R is LR, F F is LL, R R is RR, R then F is RL. Without a TLEN it is
 * reckoned from the starts, the mate taken to be as long as the read.
 *
 * @see https://igv.org/doc/desktop/#UserGuide/tracks/alignments/paired_end_alignments/
 */
export function pairOrientation(read: PairFields): number {
  const { flags, start, end, sameContig, mateStart, templateLength } = read
  if ((flags & FLAG_PAIRED) === 0 || (flags & (FLAG_UNMAPPED | FLAG_MATE_UNMAPPED)) !== 0)
    return ORIENTATION.none
  if (!sameContig || mateStart < 0) return ORIENTATION.none
  const length = end - start
  const size =
    templateLength !== 0
      ? templateLength
      : start < mateStart
        ? mateStart + length - start
        : mateStart - length - start
  const isReverse = (flags & FLAG_REVERSE) !== 0
  const isMateReverse = (flags & FLAG_MATE_REVERSE) !== 0
  const first = size > 0 ? isReverse : isMateReverse
  const second = size > 0 ? isMateReverse : isReverse
  if (first === second) return first ? ORIENTATION.RR : ORIENTATION.LL
  return first ? ORIENTATION.RL : ORIENTATION.LR
}

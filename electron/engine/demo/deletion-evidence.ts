import { CIGAR_S, opCode, opLength, referenceLength } from '../files/bam/cigar.ts'
import {
  FLAG_DUPLICATE,
  FLAG_PROPER_PAIR,
  FLAG_QC_FAIL,
  FLAG_REVERSE,
  FLAG_SECONDARY,
  FLAG_SUPPLEMENTARY,
  FLAG_UNMAPPED,
} from '../files/bam/flags.ts'
import type { NewRecord } from '../files/bam/record-encoder.ts'

const LEFT_OUT = FLAG_UNMAPPED | FLAG_SECONDARY | FLAG_QC_FAIL | FLAG_DUPLICATE | FLAG_SUPPLEMENTARY
/** Bases a read must have on each side of a breakpoint to say anything about it. */
const ANCHOR = 20
/** A pair whose ends lie this much too far apart spans the deletion. */
const EXCESS = 1_000

/** Fragments for and against a deletion; duplicates, QC-fail, secondary and supplementary records left out. */
export type DeletionEvidence = {
  /** Pairs that lie across the left breakpoint at a normal distance, and pairs that span the deletion. */
  readonly pairs: { readonly ref: number; readonly alt: number }
  /** Fragments with a read through the left breakpoint, and with a read split or clipped at a breakpoint. */
  readonly reads: { readonly ref: number; readonly alt: number }
  /** Of the latter, those whose two parts are both aligned (SA tag). */
  readonly split: number
  /** Mean depth inside ÷ mean depth of the 1,000 bp on either side. */
  readonly depthRatio: number
}

/** @param start 0-based first deleted base. @param end exclusive. */
export function deletionEvidence(
  records: readonly NewRecord[],
  start: number,
  end: number,
): DeletionEvidence {
  const pairs = { ref: new Set<string>(), alt: new Set<string>() }
  const reads = { ref: new Set<string>(), alt: new Set<string>() }
  const split = new Set<string>()
  let inside = 0
  let outside = 0
  for (const record of records) {
    if ((record.flags & LEFT_OUT) !== 0) continue
    const recordEnd = record.start + referenceLength(record.cigar)
    inside += overlap(record.start, recordEnd, start, end)
    outside +=
      overlap(record.start, recordEnd, start - 1000, start) +
      overlap(record.start, recordEnd, end, end + 1000)
    if (record.start + ANCHOR <= start && recordEnd >= start + ANCHOR) reads.ref.add(record.name)
    if (clippedAt(record, recordEnd, start, end)) {
      reads.alt.add(record.name)
      if (record.tags.some(({ name }) => name === 'SA')) split.add(record.name)
    }
    // Judged once a pair, at its forward end.
    if ((record.flags & FLAG_REVERSE) !== 0 || record.templateLength <= 0) continue
    const far = record.start + record.templateLength
    if (record.start >= start || far <= start) continue
    if ((record.flags & FLAG_PROPER_PAIR) !== 0) pairs.ref.add(record.name)
    else if (record.templateLength > EXCESS && far > end) pairs.alt.add(record.name)
  }
  const depthInside = inside / (end - start)
  const depthOutside = outside / 2000
  return {
    pairs: { ref: pairs.ref.size, alt: pairs.alt.size },
    reads: { ref: reads.ref.size, alt: reads.alt.size },
    split: split.size,
    depthRatio: depthOutside === 0 ? 0 : depthInside / depthOutside,
  }
}

function overlap(a: number, b: number, c: number, d: number): number {
  return Math.max(0, Math.min(b, d) - Math.max(a, c))
}

function clippedAt(record: NewRecord, recordEnd: number, start: number, end: number): boolean {
  const first = record.cigar[0] ?? 0
  const last = record.cigar[record.cigar.length - 1] ?? 0
  const clip = (op: number): boolean => opCode(op) === CIGAR_S && opLength(op) >= ANCHOR
  return (recordEnd === start && clip(last)) || (record.start === end && clip(first))
}

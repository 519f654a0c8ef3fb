import type { SiteReads } from '../../../../shared/quality/sample-swap.ts'
import { COLUMN_OF_CODE } from '../../files/bam/base-codes.ts'
import { consumesQuery, consumesReference } from '../../files/bam/cigar.ts'
import { FLAG_DUPLICATE, FLAG_QC_FAIL, FLAG_SECONDARY, FLAG_UNMAPPED } from '../../files/bam/flags.ts'
import type { RecordCursor } from '../../files/bam/record-cursor.ts'
import type { AlignmentReader } from '../../reads/alignment-reader.ts'
import { hashName } from '../../reads/name-hash.ts'

/** A SNV in a file of reads. */
export type PileUpSite = {
  /** The file's own name; null when it does not have the contig: no reads. */
  readonly contig: string | null
  /** 1-based. */
  readonly position: number
  readonly ref: string
  readonly alt: string
}

export type PileUpSettings = { readonly minMappingQuality: number; readonly minBaseQuality: number }

/** Reads that `samtools mpileup` leaves out by default. */
const NOT_COUNTED = FLAG_UNMAPPED | FLAG_SECONDARY | FLAG_QC_FAIL | FLAG_DUPLICATE
const LETTERS = 'ACGT'
/** Of a quality that is missing. @see SAMv1 §4.2 */
const NO_QUALITY = 255
/** Greatest quality that two agreeing mates have together, and what is left of the better of two that do not agree. */
const MOST_QUALITY = 200
const DISAGREEING = 0.8

/** A base at the site: its column among A, C, G, T and N, and its quality, Phred. */
type Seen = { readonly base: number; readonly quality: number }

/**
 * Counts the reads of both alleles at sites, as `samtools mpileup -A -B -d 0 -q Q -Q Q` does: mates that overlap count once,
 * by the better base, with both qualities where they agree.
 *
 * @throws as {@link AlignmentReader.records}
 */
export async function pileUp(
  reader: AlignmentReader,
  sites: readonly PileUpSite[],
  { minMappingQuality, minBaseQuality }: PileUpSettings,
  signal?: AbortSignal,
): Promise<SiteReads[]> {
  const counts: SiteReads[] = []
  for (const { contig, position, ref, alt } of sites) {
    const seen = new Map<string, Seen>()
    const at = position - 1
    if (contig !== null)
      await reader.walk(
        { contig, start: at, end: position },
        (cursor) => {
          if ((cursor.flags & NOT_COUNTED) !== 0 || cursor.mapq < minMappingQuality) return
          const base = baseAt(cursor, at)
          if (base === null) return
          const name = nameOf(cursor)
          const mate = seen.get(name)
          seen.set(name, mate ? together(mate, base) : base)
        },
        { signal },
      )
    counts.push(countsOf(seen.values(), LETTERS.indexOf(ref), LETTERS.indexOf(alt), minBaseQuality))
  }
  return counts
}

function countsOf(seen: Iterable<Seen>, ref: number, alt: number, minQuality: number): SiteReads {
  const counts = { ref: 0, alt: 0, other: 0 }
  for (const { base, quality } of seen) {
    if (quality < minQuality) continue
    if (base === ref) counts.ref++
    else if (base === alt) counts.alt++
    else counts.other++
  }
  return counts
}

const hashes = new Uint32Array(2)
function nameOf(cursor: RecordCursor): string {
  hashName(cursor, hashes, 0)
  return `${hashes[0] ?? 0} ${hashes[1] ?? 0}`
}

/** What two mates say together. @see htslib, sam.c, `tweak_overlap_quality` */
function together(a: Seen, b: Seen): Seen {
  if (a.base === b.base) return { base: a.base, quality: Math.min(MOST_QUALITY, a.quality + b.quality) }
  const better = a.quality >= b.quality ? a : b
  return { base: better.base, quality: Math.floor(DISAGREEING * better.quality) }
}

/** The read's base at a position (0-based); null when it has none there. */
function baseAt(cursor: RecordCursor, at: number): Seen | null {
  if (cursor.sequenceLength === 0) return null
  let position = cursor.start
  let query = 0
  const count = cursor.opCount
  for (let i = 0; i < count; i++) {
    const op = cursor.opAt(i)
    const size = op >>> 4
    const onReference = consumesReference(op & 15)
    const onQuery = consumesQuery(op & 15)
    if (onReference && position + size > at) {
      const base = query + at - position
      if (!onQuery || base >= cursor.sequenceLength) return null
      const quality = cursor.bytes[cursor.qualitiesAt + base] ?? NO_QUALITY
      return { base: COLUMN_OF_CODE[cursor.baseCodeAt(base)] ?? 4, quality }
    }
    if (onReference) position += size
    if (onQuery) query += size
  }
  return null
}

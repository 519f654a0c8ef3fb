import { GAP, type SlabMeta, type SlabRequest, TRAIT } from '../../../../shared/reads/read-slab.ts'
import { CIGAR_D, CIGAR_I, CIGAR_S, consumesQuery, consumesReference } from '../../files/bam/cigar.ts'
import {
  FLAG_FIRST,
  FLAG_LAST,
  FLAG_MATE_UNMAPPED,
  FLAG_PAIRED,
  FLAG_SECONDARY,
  FLAG_SUPPLEMENTARY,
  FLAG_UNMAPPED,
} from '../../files/bam/flags.ts'
import type { RecordCursor } from '../../files/bam/record-cursor.ts'
import { hashName } from '../name-hash.ts'
import { codeAt, PLAIN_LETTER_OF_CODE } from './bases.ts'
import { Clips } from './clips.ts'
import { Differences, forAligned } from './differences.ts'
import { hiddenBy, noneHidden } from './filters.ts'
import { FocusAlleles } from './focus.ts'
import { Gaps } from './gaps.ts'
import { Insertions } from './insertions.ts'
import { meanQuality } from './mean-quality.ts'
import { Mismatches } from './mismatches.ts'
import { NameTable } from './name-table.ts'
import { pairOrientation } from './orientation.ts'
import { Overlaps } from './overlaps.ts'
import type { ReadGroups } from './read-groups.ts'
import { ReadParts } from './read-parts.ts'
import { ReadRows } from './rows.ts'
import { TagScan } from './tag-scan.ts'
import { Tally } from './tally.ts'
import type { SlabWindow } from './window.ts'

const NOT_PRIMARY = FLAG_SECONDARY | FLAG_SUPPLEMENTARY
const ENDS = FLAG_FIRST | FLAG_LAST

/** What a slab is made for, besides the request. */
export type SlabSubject = {
  readonly request: SlabRequest
  readonly window: SlabWindow
  readonly readGroups: ReadGroups
  /** Name, in the case, of a contig of the file. */
  readonly contigName: (refId: number) => string
}

const NO_SUBJECT: SlabSubject = {
  request: {
    contig: '',
    start: 0,
    end: 0,
    filters: { duplicates: true, secondary: false, supplementary: false, qcFail: true, minMapq: 0 },
    overlaps: 'once',
    maxDepth: 1,
    focus: null,
  },
  window: { start: 0, end: 0, low: 0, high: 0, reference: undefined },
  readGroups: { labels: [], indexOf: () => -1 },
  contigName: () => '',
}

/**
 * Takes the reads of a region in file order and keeps what a slab says of them, all that pass the filters. Its memory is
 * used again for the next region: `clear` begins one.
 */
export class SlabBuilder {
  readonly rows = new ReadRows()
  readonly mismatches = new Mismatches()
  readonly insertions = new Insertions()
  readonly gaps = new Gaps()
  readonly clips = new Clips()
  readonly tally = new Tally()
  readonly focus = new FocusAlleles()
  readonly differences = new Differences(this.tally, this.mismatches)
  /** Reads over each base of the region, as differences. */
  occupancy = new Int32Array(0)
  hidden: SlabMeta['hidden'] = noneHidden()
  contigs: string[] = []
  withoutMismatches = 0
  readonly #overlaps = new Overlaps(this)
  readonly #names = new NameTable()
  readonly #tags = new TagScan()
  readonly #parts = new ReadParts()
  #numbers = new Map<number, number>()
  subject: SlabSubject = NO_SUBJECT

  clear(subject: SlabSubject): void {
    const { request, window } = subject
    const length = window.end - window.start
    this.subject = subject
    this.rows.clear()
    this.mismatches.clear()
    this.insertions.clear()
    this.gaps.clear()
    this.clips.clear()
    this.tally.clear(length)
    this.focus.clear(request.focus)
    this.differences.clear(window)
    this.#overlaps.clear(window)
    this.#names.clear()
    this.#numbers.clear()
    this.contigs = [request.contig]
    this.hidden = noneHidden()
    this.withoutMismatches = 0
    if (this.occupancy.length > length) this.occupancy.fill(0, 0, length + 1)
    else this.occupancy = new Int32Array(length + 1)
  }

  /** Bytes of what the slab will say of its reads, about. */
  get bytes(): number {
    return 80 * this.rows.count + 6 * this.mismatches.count + 2 * this.clips.count + 12 * this.gaps.count
  }

  /** Bytes of memory it holds on to, about. */
  get heldBytes(): number {
    const { rows, mismatches, clips, tally } = this
    return 100 * rows.room + 6 * mismatches.position.length + 2 * clips.bases.length + tally.bytes
  }

  /** @param end exclusive end of the record on the reference. @throws Fault `bam/bad-record` */
  add(cursor: RecordCursor, end: number): void {
    const { flags } = cursor
    const { request, window } = this.subject
    if ((flags & FLAG_UNMAPPED) !== 0 || cursor.start >= window.end || cursor.start < 0) return
    const filter = hiddenBy(flags, cursor.mapq, request.filters)
    if (filter !== undefined) {
      this.hidden[filter]++
      return
    }
    const read = this.#parts
    read.take(cursor, end)
    const { view, bytes, at, sequenceLength } = cursor
    this.#tags.scan(bytes, view, cursor.qualitiesAt + sequenceLength, cursor.to)
    const i = this.rows.add()
    this.#writeFields(i, cursor)
    this.#walkOperations(i, read)
    const known = this.differences.add(read, this.#tags.mdFrom, this.#tags.mdTo)
    this.mismatches.endRead(i)
    this.focus.add(i, read.start, read.end, this)
    if (known === 'unknown') this.#isUnknown(i, read)
    const mate = this.#findMate(i, at, view)
    if (request.overlaps === 'once' && (flags & FLAG_PAIRED) !== 0 && (flags & NOT_PRIMARY) === 0)
      this.#overlaps.add(i, read, mate, known === 'unknown')
    this.#occupy(read)
  }

  #writeFields(i: number, cursor: RecordCursor): void {
    const { rows } = this
    const { flags, mateRefId, refId, start, mateStart, templateLength, sequenceLength } = cursor
    const tags = this.#tags
    const hasMate = (flags & FLAG_PAIRED) !== 0 && (flags & FLAG_MATE_UNMAPPED) === 0 && mateRefId >= 0
    rows.start[i] = start
    rows.end[i] = this.#parts.end
    rows.flag[i] = flags
    rows.mapq[i] = cursor.mapq
    rows.templateLength[i] = templateLength
    rows.mateContig[i] = hasMate ? (mateRefId === refId ? 0 : this.#contig(mateRefId)) : -1
    rows.mateStart[i] = hasMate ? mateStart : -1
    rows.mate[i] = -1
    rows.orientation[i] = pairOrientation({
      flags,
      start,
      end: this.#parts.end,
      sameContig: mateRefId === refId,
      mateStart,
      templateLength,
    })
    rows.haplotype[i] = tags.haplotype
    rows.phaseSet[i] = tags.phaseSet
    rows.readGroup[i] = this.subject.readGroups.indexOf(cursor.bytes, tags.rgFrom, tags.rgTo)
    rows.traits[i] = tags.isSplit ? TRAIT.split : 0
    rows.meanQuality[i] = meanQuality(cursor.bytes, cursor.view, cursor.qualitiesAt, sequenceLength)
    hashName(cursor, rows.nameHashes, 2 * i)
    rows.nameHash[i] = mixed(rows.nameHashes[2 * i] ?? 0)
    rows.block[i] = cursor.block
    rows.within[i] = cursor.within
  }

  /** Number of the case's contig that the mate's is. */
  #contig(refId: number): number {
    const known = this.#numbers.get(refId)
    if (known !== undefined) return known
    const number = this.contigs.push(this.subject.contigName(refId)) - 1
    this.#numbers.set(refId, number)
    return number
  }

  /** Insertions, gaps and clips, and the depths of what is aligned and deleted. */
  #walkOperations(i: number, read: ReadParts): void {
    const { start: regionStart, low, high } = this.subject.window
    const { tally, gaps } = this
    const { ops, opCount, bytes, sequence, start, strand } = read
    let position = start
    let query = 0
    let before = 0
    let after = 0
    for (let k = 0; k < opCount; k++) {
      const op = ops[k] ?? 0
      const code = op & 15
      const length = op >>> 4
      const onQuery = consumesQuery(code)
      if (consumesReference(code)) {
        const next = Math.min(position + length, read.end)
        const at = position - regionStart
        if (onQuery) tally.addBases(at, next - regionStart, strand, 1)
        else {
          if (code === CIGAR_D) tally.addDeletion(at, next - regionStart, strand, 1)
          if (position < high && next > low)
            gaps.push(position, next, code === CIGAR_D ? GAP.deletion : GAP.skip)
        }
        position = next
      } else if (code === CIGAR_I) {
        if (position >= low && position <= high) {
          this.insertions.push(position, length, bytes, sequence, query)
          tally.addInsertion(position - regionStart, strand, 1)
        }
      } else if (code === CIGAR_S) {
        if (position === start) before += length
        else after += length
        if (sequence >= 0) this.clips.push(bytes, sequence, cursorQualities(read), query, length)
      }
      if (onQuery) query += length
    }
    this.rows.clippedStart[i] = start - before
    this.rows.clippedEnd[i] = Math.min(2 ** 31 - 1, read.end + after)
    this.insertions.endRead(i)
    this.gaps.endRead(i)
    this.clips.endRead(i)
  }

  #isUnknown(i: number, read: ReadParts): void {
    this.withoutMismatches++
    this.rows.traits[i] = (this.rows.traits[i] ?? 0) | TRAIT.withoutMismatches
    const { focus } = this.subject.request
    if (focus === null || read.sequence < 0) return
    forAligned(read, focus, focus + 1, (_, query) => {
      const code = codeAt(read.bytes, read.sequence, query)
      this.focus.addUnknown(i, PLAIN_LETTER_OF_CODE[code] ?? 0)
    })
  }

  /** The read's mate, if it came before: the other end of the pair under the same name. */
  #findMate(i: number, at: number, view: DataView): number {
    const { rows } = this
    const flags = view.getUint16(at + 14, true)
    const isPair = (flags & FLAG_PAIRED) !== 0 && (flags & (NOT_PRIMARY | FLAG_MATE_UNMAPPED)) === 0
    if (!isPair || rows.mateContig[i] !== 0) return -1
    const isMate = (other: number): boolean => (((rows.flag[other] ?? 0) ^ flags) & ENDS) === ENDS
    const mate = this.#names.mateOf(i, rows.nameHashes, rows.mate, isMate)
    if (mate < 0) return -1
    rows.mate[i] = mate
    rows.mate[mate] = i
    return mate
  }

  #occupy({ start, end }: ReadParts): void {
    const { start: from, end: to } = this.subject.window
    const first = Math.max(0, start - from)
    const last = Math.min(to, end) - from
    if (last <= first) return
    this.occupancy[first] = (this.occupancy[first] ?? 0) + 1
    this.occupancy[last] = (this.occupancy[last] ?? 0) - 1
  }
}

/** Qualities as they lie, also where the first says that there are none: all are 255 then. */
function cursorQualities({ qualities, sequence, ops, opCount }: ReadParts): number {
  if (qualities >= 0) return qualities
  let length = 0
  for (let i = 0; i < opCount; i++) if (consumesQuery((ops[i] ?? 0) & 15)) length += (ops[i] ?? 0) >>> 4
  return sequence + ((length + 1) >> 1)
}

/** All bits of a hash depend on all others: thinning compares them as numbers. */
function mixed(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

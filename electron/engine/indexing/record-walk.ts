import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import { type Binning, maxPosition, reg2bin } from './bins.ts'
import type { GrowingContig } from './growing-contig.ts'
import { type IndexPart, type OpenChunk, segmentReader } from './index-part.ts'

/** Why a record cannot be indexed: before its predecessor (or its contig came up before), or past what the
 * binning can hold. */
export type IndexPushResult = 'indexed' | 'out-of-order' | 'out-of-range'

/** Takes what it wants of a contig that is complete; the object is then used for the next one. */
type Sealing = (contig: GrowingContig, end: VirtualOffset) => void

/**
 * Positions are 32-bit in BAM and BCF, and bins are reckoned with 32 bits. What a text claims beyond that is a
 * mistake, and would ask for a linear index of gigabytes.
 */
const LAST_POSITION = 2 ** 31

const NO_CONTIG = -1
const NOTHING_YET = -2

/**
 * Goes through the records of a file, or a part of one, in file order, as htslib's `hts_idx_push` does. The contig
 * under way grows in what it is given, one after the other.
 */
export class RecordWalk {
  lastStart = -1
  unplaced = 0
  unplacedFrom: VirtualOffset = { block: 0, within: 0 }
  // The chunk being grown: consecutive records of one bin.
  private bin = -1
  private track = 0
  private chunkBlock = 0
  private chunkWithin = 0
  private refId = NOTHING_YET
  private readonly seen = new Set<number>()
  private readonly contig: GrowingContig
  private readonly binning: Binning
  private readonly seal: Sealing
  private readonly limit: number

  constructor(binning: Binning, contig: GrowingContig, seal: Sealing) {
    this.binning = binning
    this.seal = seal
    this.contig = contig
    this.limit = Math.min(maxPosition(binning), LAST_POSITION)
  }

  /** As {@link IndexBuilder.push}. */
  push(
    refId: number,
    start: number,
    end: number,
    mapped: boolean,
    block: number,
    within: number,
  ): IndexPushResult {
    if (end > this.limit) return 'out-of-range'
    if (refId !== this.refId) {
      if (!this.enter(refId, start, { block, within })) return 'out-of-order'
    } else if (refId >= 0 && start < this.lastStart) return 'out-of-order'
    this.lastStart = start
    if (refId < 0) {
      this.unplaced++
      return 'indexed'
    }
    const { contig } = this
    const bin = reg2bin(start, end, this.binning)
    if (bin !== this.bin) {
      this.endChunk(block, within)
      this.bin = bin
      this.track = contig.trackOf(bin, start)
      this.chunkBlock = block
      this.chunkWithin = within
    }
    contig.noteWindows(start, end, block, within)
    if (mapped) contig.mapped++
    else contig.unmapped++
    return 'indexed'
  }

  /** As {@link IndexBuilder.append}. */
  append(part: IndexPart): IndexPushResult {
    const { open, unplaced, unplacedFrom } = part
    const addNext = segmentReader(part)
    for (const segment of part.segments) {
      const { refId, firstStart, from } = segment
      if (refId !== this.refId) {
        if (!this.enter(refId, firstStart, from)) return 'out-of-order'
      } else if (firstStart < this.lastStart) return 'out-of-order'
      this.endChunk(from.block, from.within)
      addNext(segment, this.contig)
    }
    if (part.segments.length > 0) this.lastStart = part.lastStart
    if (open.bin >= 0) {
      this.bin = open.bin
      this.track = open.track
      this.chunkBlock = open.block
      this.chunkWithin = open.within
    }
    if (unplaced > 0) {
      if (this.refId !== NO_CONTIG) this.enter(NO_CONTIG, -1, unplacedFrom)
      this.unplaced += unplaced
    }
    return 'indexed'
  }

  /** Where a part ends: its last contig is sealed, its last chunk left open. */
  leaveOpen(): OpenChunk {
    const open = { bin: this.bin, track: this.track, block: this.chunkBlock, within: this.chunkWithin }
    this.bin = -1
    this.endContig({ block: open.block, within: open.within })
    return open
  }

  /** Where the file ends. */
  end(end: VirtualOffset): void {
    this.endContig(end)
  }

  /** Goes on to another contig, whose first record lies at `from`. @returns false when it came before */
  private enter(refId: number, start: number, from: VirtualOffset): boolean {
    if (refId >= 0 && (this.unplaced > 0 || this.seen.has(refId))) return false
    this.endContig(from)
    this.refId = refId
    if (refId < 0) this.unplacedFrom = from
    else {
      this.contig.begin(refId, start, from)
      this.seen.add(refId)
    }
    return true
  }

  private endContig(end: VirtualOffset): void {
    this.endChunk(end.block, end.within)
    if (this.refId >= 0) this.seal(this.contig, end)
  }

  private endChunk(block: number, within: number): void {
    if (this.bin < 0) return
    this.contig.addChunk(this.track, this.bin, this.chunkBlock, this.chunkWithin, block, within)
    this.bin = -1
  }
}

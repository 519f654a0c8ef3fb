import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import { BinTrack, roomFloat64 } from './bin-track.ts'
import { type Binning, levelOfBin } from './bins.ts'

/**
 * A contig's index while its records come in: a track of bins per level, the linear index and counts. It is used
 * again for the next contig.
 */
export class GrowingContig {
  /**
   * By level; behind them one for records without a position (start -1), which come first but whose bin
   * ({@link reg2bin}) is the last of the level above the smallest.
   */
  readonly tracks: readonly BinTrack[]
  /** Two numbers a window, block and within; -1, -1 for one that no record overlaps so far. */
  linear: Float64Array = new Float64Array(128)
  windows = 0
  refId = -1
  /** 0-based; -1 for a record on the contig without a position. */
  firstStart = -1
  from: VirtualOffset = { block: 0, within: 0 }
  mapped = 0
  unmapped = 0
  readonly binning: Binning

  constructor(binning: Binning) {
    this.binning = binning
    this.tracks = Array.from({ length: binning.depth + 2 }, () => new BinTrack())
  }

  /** Begins a contig, whose first record starts at `firstStart` and lies at `from`. */
  begin(refId: number, firstStart: number, from: VirtualOffset): void {
    for (const track of this.tracks) track.clear()
    this.windows = 0
    this.refId = refId
    this.firstStart = firstStart
    this.from = from
    this.mapped = 0
    this.unmapped = 0
  }

  /** Which track the bin of a record that starts at `start` is in. */
  trackOf(bin: number, start: number): number {
    const { depth } = this.binning
    return start < 0 && bin > 0 ? depth + 1 : levelOfBin(bin)
  }

  addChunk(
    track: number,
    bin: number,
    fromBlock: number,
    fromWithin: number,
    toBlock: number,
    toWithin: number,
  ): void {
    this.tracks[track]?.add(bin, fromBlock, fromWithin, toBlock, toWithin)
  }

  /**
   * Sets every window of [start, end) that no earlier record overlaps. Windows in between stay unset.
   *
   * Records come sorted: the one that reached farthest started no later than this one, so that from the first window
   * of this one up to the last one there is every window is set.
   */
  noteWindows(start: number, end: number, block: number, within: number): void {
    const { minShift } = this.binning
    const last = (Math.max(1, end) - 1) >> minShift
    if (last < this.windows) return
    const first = Math.max(this.windows, Math.max(0, start) >> minShift)
    const linear = (this.linear = roomFloat64(this.linear, (last + 1) * 2))
    linear.fill(-1, this.windows * 2, first * 2)
    for (let window = first; window <= last; window++) {
      linear[window * 2] = block
      linear[window * 2 + 1] = within
    }
    this.windows = last + 1
  }

  /** Sets the windows from `firstWindow` on as the next part of the file has them; what is set stays. */
  appendWindows(firstWindow: number, added: Float64Array): void {
    const end = firstWindow + added.length / 2
    if (end <= this.windows) return
    const linear = (this.linear = roomFloat64(this.linear, end * 2))
    const from = Math.max(this.windows, firstWindow)
    linear.fill(-1, this.windows * 2, from * 2)
    linear.set(added.subarray((from - firstWindow) * 2), from * 2)
    this.windows = end
  }
}

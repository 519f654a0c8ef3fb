/** Room for `needed` numbers: the column itself, or a copy of it at least twice as large. */
export function roomInt32(column: Int32Array, needed: number): Int32Array {
  if (needed <= column.length) return column
  const larger = new Int32Array(Math.max(needed, column.length * 2))
  larger.set(column)
  return larger
}

/** As {@link roomInt32}. */
export function roomFloat64(column: Float64Array, needed: number): Float64Array {
  if (needed <= column.length) return column
  const larger = new Float64Array(Math.max(needed, column.length * 2))
  larger.set(column)
  return larger
}

/** Bins with their chunks as columns, as a contig's index has them and as they cross between threads. */
export type BinColumns = {
  /** Bin numbers. */
  readonly bins: Int32Array
  /** How many chunks belong to the bins up to and including each. */
  readonly chunkEnds: Int32Array
  /** Four numbers a chunk: from block, from within, to block, to within. */
  readonly chunks: Float64Array
}

/** Where the chunks of the `i`-th bin begin, in chunks; they end at `chunkEnds[i]`. */
export function firstChunkOf(chunkEnds: Int32Array, i: number): number {
  return i === 0 ? 0 : (chunkEnds[i - 1] ?? 0)
}

/**
 * The bins of one level of a contig while its records come, as growing columns. Records come in the order of their
 * starts, so that the bins of a level come in ascending order and only the last one can still get chunks.
 *
 * The columns are larger than what they hold, and are used again for the next contig: fresh memory is dear.
 */
export class BinTrack implements BinColumns {
  bins: Int32Array = new Int32Array(32)
  chunkEnds: Int32Array = new Int32Array(32)
  chunks: Float64Array = new Float64Array(128)
  binCount = 0
  chunkCount = 0

  clear(): void {
    this.binCount = 0
    this.chunkCount = 0
  }

  isLast(bin: number): boolean {
    return this.binCount > 0 && this.bins[this.binCount - 1] === bin
  }

  /** Begins a bin, which has no chunks yet. */
  open(bin: number): void {
    const at = this.binCount++
    this.bins = roomInt32(this.bins, this.binCount)
    this.chunkEnds = roomInt32(this.chunkEnds, this.binCount)
    this.bins[at] = bin
    this.chunkEnds[at] = this.chunkCount
  }

  /**
   * Adds the next chunk of a bin that is the last one or comes after it. One that starts in the block where the last
   * one ends is joined with it at once rather than when all are there, so that memory grows with the index as it will be.
   */
  add(bin: number, fromBlock: number, fromWithin: number, toBlock: number, toWithin: number): void {
    const at = this.chunkCount * 4
    if (!this.isLast(bin)) this.open(bin)
    else if (this.lastHasChunks() && (this.chunks[at - 2] ?? 0) >= fromBlock) {
      this.chunks[at - 2] = toBlock
      this.chunks[at - 1] = toWithin
      return
    }
    const chunks = (this.chunks = roomFloat64(this.chunks, at + 4))
    chunks[at] = fromBlock
    chunks[at + 1] = fromWithin
    chunks[at + 2] = toBlock
    chunks[at + 3] = toWithin
    this.chunkEnds[this.binCount - 1] = ++this.chunkCount
  }

  /** Adds chunks `first` up to, not including, `end` of `from` to the last bin as they are. */
  copyChunks(from: Float64Array, first: number, end: number): void {
    const at = this.chunkCount * 4
    this.chunkCount += end - first
    this.chunks = roomFloat64(this.chunks, this.chunkCount * 4)
    copyNumbers(from, first * 4, end * 4, this.chunks, at)
    this.chunkEnds[this.binCount - 1] = this.chunkCount
  }

  /** Adds bins `first` up to, not including, `end` of `from`, each the last one or after it, with their chunks. */
  append(from: BinColumns, first: number, end: number): void {
    if (first === end) return
    let start = firstChunkOf(from.chunkEnds, first)
    let next = first
    const bin = from.bins[first] ?? 0
    if (this.isLast(bin)) {
      const stop = from.chunkEnds[first] ?? 0
      const c = from.chunks
      for (let at = start * 4; at < stop * 4; at += 4)
        this.add(bin, c[at] ?? 0, c[at + 1] ?? 0, c[at + 2] ?? 0, c[at + 3] ?? 0)
      start = stop
      next++
    }
    const stop = firstChunkOf(from.chunkEnds, end)
    const binAt = this.binCount
    const moved = this.chunkCount - start
    this.binCount += end - next
    this.bins = roomInt32(this.bins, this.binCount)
    this.bins.set(from.bins.subarray(next, end), binAt)
    this.chunkEnds = roomInt32(this.chunkEnds, this.binCount)
    for (let i = next; i < end; i++) this.chunkEnds[binAt + i - next] = (from.chunkEnds[i] ?? 0) + moved
    this.chunks = roomFloat64(this.chunks, (stop + moved) * 4)
    this.chunks.set(from.chunks.subarray(start * 4, stop * 4), this.chunkCount * 4)
    this.chunkCount = stop + moved
  }

  /** Takes a bin away if it is the last one. @returns a copy of its chunks, empty when it is not */
  takeLast(bin: number): Float64Array {
    if (!this.isLast(bin)) return new Float64Array(0)
    const first = firstChunkOf(this.chunkEnds, --this.binCount)
    const taken = this.chunks.slice(first * 4, this.chunkCount * 4)
    this.chunkCount = first
    return taken
  }

  /** Exchanges all that two tracks hold. */
  swap(other: BinTrack): void {
    ;[this.bins, other.bins] = [other.bins, this.bins]
    ;[this.chunkEnds, other.chunkEnds] = [other.chunkEnds, this.chunkEnds]
    ;[this.chunks, other.chunks] = [other.chunks, this.chunks]
    ;[this.binCount, other.binCount] = [other.binCount, this.binCount]
    ;[this.chunkCount, other.chunkCount] = [other.chunkCount, this.chunkCount]
  }

  private lastHasChunks(): boolean {
    return this.chunkCount > firstChunkOf(this.chunkEnds, this.binCount - 1)
  }
}

/** Copies a few numbers: for so few a loop is faster than `set` with a `subarray`. */
export function copyNumbers(
  from: Float64Array,
  first: number,
  end: number,
  to: Float64Array,
  at: number,
): void {
  for (let i = first, k = at; i < end; i++, k++) to[k] = from[i] ?? 0
}

import { closeSync, openSync, readSync } from 'node:fs'
import { MAX_BLOCK_SIZE, blockSizeAt } from './bgzf-block.ts'
import { inflateHeldBlock } from './held-block.ts'
import { createInflater, INFLATE_SLACK, type Inflater } from './inflate/inflater.ts'
import type { VirtualOffset } from './virtual-offset.ts'

/** Something a scan of a part does not expect. The serial builder reads the file then, and words what is wrong. */
export class Irregular extends Error {}

/** Compressed bytes read at a time. */
const READ = 1 << 18
/** Inflated bytes held; grows only for a record longer than that. */
const HELD = 1 << 20
const MOST_HELD = 1 << 25
/** Blocks held at a time: files of tiny blocks have many. */
const MOST_BLOCKS = 4096

/**
 * Consecutive blocks of a BGZF file, inflated into one stretch of bytes and checked (CRC-32, ISIZE): what lies
 * across the borders of blocks is in one piece. Reads synchronously: for a worker thread that has nothing else to do.
 */
export class InflatedWindow {
  /** Valid up to `length`. Replaced when it has to grow. */
  bytes: Buffer
  view: DataView
  length = 0
  /** Compressed offset of the block that `fill` reads next. */
  next: number
  /** Where the last block that held anything ends: compressed offset. */
  dataEnd = 0

  readonly #fd: number
  readonly #size: number
  #inflater: Inflater
  #readAt = 0
  #readLength = 0
  // Of each block held: its compressed offset, and where its data start in `bytes` (negative when some are gone).
  readonly #blocks = new Float64Array(MOST_BLOCKS)
  readonly #starts = new Int32Array(MOST_BLOCKS)
  #count = 0
  #current = 0

  /** @param size of the file, in bytes; @param from compressed offset of the first block */
  constructor(path: string, size: number, from: number) {
    this.#fd = openSync(path, 'r')
    this.#size = size
    this.next = from
    this.#inflater = spare ?? createInflater(READ, HELD)
    spare = undefined
    this.bytes = this.#inflater.output
    this.view = viewOf(this.bytes)
  }

  /** The bytes are gone with it. */
  close(): void {
    closeSync(this.#fd)
    if (this.bytes.length === HELD) spare = this.#inflater
  }

  /**
   * Forgets the bytes before `keep`, which moves to 0, and inflates blocks that start before the compressed offset
   * `before`, as many as there is room for and at least one.
   *
   * @returns false when there is no such block
   * @throws Irregular when a block is not as it should be
   */
  fill(keep: number, before: number): boolean {
    if (this.next >= Math.min(before, this.#size)) return false
    this.#forget(keep)
    if (!this.#hasRoom()) this.#grow()
    do this.#inflateNext()
    while (this.next < Math.min(before, this.#size) && this.#hasRoom() && this.#count < MOST_BLOCKS)
    return true
  }

  /** Moves to the block that byte `at` lies in; quick when places are asked for in order. */
  seek(at: number): void {
    while (this.#current > 0 && (this.#starts[this.#current] ?? 0) > at) this.#current--
    while (this.#current + 1 < this.#count && (this.#starts[this.#current + 1] ?? 0) <= at) this.#current++
  }

  /** Compressed offset of the block that {@link seek} moved to. */
  get block(): number {
    return this.#blocks[this.#current] ?? 0
  }

  /** Where its data start. */
  get blockStart(): number {
    return this.#starts[this.#current] ?? 0
  }

  /** Where reading goes on after byte `at - 1`: never past the end of a block, as htslib's `bgzf_tell`. */
  after(at: number): VirtualOffset {
    this.seek(at - 1)
    const follower = this.#current + 1
    const isEnd = follower < this.#count ? (this.#starts[follower] ?? 0) === at : at === this.length
    if (!isEnd) return { block: this.block, within: at - this.blockStart }
    return { block: follower < this.#count ? (this.#blocks[follower] ?? 0) : this.next, within: 0 }
  }

  #hasRoom(): boolean {
    return this.length + MAX_BLOCK_SIZE + 1 + INFLATE_SLACK <= this.bytes.length
  }

  #forget(keep: number): void {
    this.seek(keep)
    const blocks = this.#count - this.#current
    this.#blocks.copyWithin(0, this.#current, this.#count)
    this.#starts.copyWithin(0, this.#current, this.#count)
    for (let i = 0; i < blocks; i++) this.#starts[i] = (this.#starts[i] ?? 0) - keep
    this.#count = blocks
    this.#current = 0
    this.bytes.copyWithin(0, keep, this.length)
    this.length -= keep
    if (this.#count === MOST_BLOCKS) throw new Irregular('a record crosses too many blocks')
  }

  #grow(): void {
    if (this.bytes.length >= MOST_HELD) throw new Irregular('a record is too long')
    const larger = createInflater(READ, this.bytes.length * 2)
    this.bytes.copy(larger.output, 0, 0, this.length)
    this.#inflater.input.copy(larger.input, 0, 0, this.#readLength)
    this.#inflater = larger
    this.bytes = larger.output
    this.view = viewOf(this.bytes)
  }

  #inflateNext(): void {
    let at = this.next - this.#readAt
    let size = at < this.#readLength ? blockSizeAt(this.#held(), at) : 'short'
    if (size === 'short' || (typeof size === 'number' && at + size > this.#readLength)) {
      this.#readAt = this.next
      this.#readLength = this.#readFrom(this.next)
      at = 0
      size = blockSizeAt(this.#held(), 0)
    }
    if (typeof size !== 'number' || at + size > this.#readLength) throw new Irregular('no whole block')
    const length = inflateHeldBlock(this.#inflater, at, size, this.length)
    if (length < 0) throw new Irregular('a damaged block')
    this.#blocks[this.#count] = this.next
    this.#starts[this.#count] = this.length
    this.#count++
    this.next += size
    this.length += length
    if (length > 0) this.dataEnd = this.next
  }

  #held(): Buffer {
    const { input } = this.#inflater
    return this.#readLength === READ ? input : input.subarray(0, this.#readLength)
  }

  #readFrom(offset: number): number {
    const wanted = Math.min(READ, this.#size - offset)
    let got = 0
    while (got < wanted) {
      const count = readSync(this.#fd, this.#inflater.input, got, wanted - got, offset + got)
      if (count === 0) throw new Irregular('the file is shorter than it was')
      got += count
    }
    return got
  }
}

/** The memory of a window that was closed, for the next one: fresh memory is dear. */
let spare: Inflater | undefined

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

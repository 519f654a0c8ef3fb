import { closeSync, openSync, readSync } from 'node:fs'
import { Irregular } from '../../files/bgzf/inflated-window.ts'
import { TEXT_WINDOW } from '../../files/text/text-blocks.ts'

/** Bytes read at a time. */
const READ = 1 << 18
const HELD = 1 << 20
const MOST_HELD = 1 << 25

/**
 * The text of a plain file as `InflatedWindow` has that of a bgzip one: a stretch of bytes that moves on, whose places
 * are those of `plainPlace`. Reads synchronously: for a worker thread that has nothing else to do.
 */
export class PlainWindow {
  bytes: Buffer = Buffer.allocUnsafe(HELD)
  length = 0
  /** Offset into the file that `fill` reads next. */
  next: number
  /** The block that {@link seek} moved to, and where it starts in `bytes`: before them when its start is gone. */
  block = 0
  blockStart = 0
  readonly #fd: number
  readonly #size: number

  /** @param size of the file, in bytes; @param from offset of the first byte */
  constructor(path: string, size: number, from: number) {
    this.#fd = openSync(path, 'r')
    this.#size = size
    this.next = from
  }

  close(): void {
    closeSync(this.#fd)
  }

  /**
   * Forgets the bytes before `keep`, which moves to 0, and reads on when that is before offset `before`.
   *
   * @returns false when there is nothing more to read
   * @throws Irregular when the file is shorter than it was, or a line longer than any should be
   */
  fill(keep: number, before: number): boolean {
    if (this.next >= Math.min(before, this.#size)) return false
    this.bytes.copyWithin(0, keep, this.length)
    this.length -= keep
    if (this.length + READ > this.bytes.length) this.#grow()
    const wanted = Math.min(READ, this.#size - this.next)
    const got = readSync(this.#fd, this.bytes, this.length, wanted, this.next)
    if (got === 0) throw new Irregular('the file is shorter than it was')
    this.length += got
    this.next += got
    return true
  }

  seek(at: number): void {
    const start = this.next - this.length
    this.block = start + at - ((start + at) % TEXT_WINDOW)
    this.blockStart = this.block - start
  }

  #grow(): void {
    if (this.bytes.length >= MOST_HELD) throw new Irregular('a line is too long')
    const larger = Buffer.allocUnsafe(this.bytes.length * 2)
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }
}

import { larger } from '../growing.ts'

/** The bases in which reads differ, read after read. */
export class Mismatches {
  count = 0
  /** Those of read i: `at[i]` up to `at[i + 1]`. */
  at = new Uint32Array(2049)
  position = new Int32Array(4096)
  base = new Uint8Array(4096)
  quality = new Uint8Array(4096)

  clear(): void {
    this.count = 0
  }

  push(position: number, base: number, quality: number): void {
    const i = this.count++
    if (i === this.position.length) {
      const room = 2 * i
      this.position = larger(this.position, new Int32Array(room))
      this.base = larger(this.base, new Uint8Array(room))
      this.quality = larger(this.quality, new Uint8Array(room))
    }
    this.position[i] = position
    this.base[i] = base
    this.quality[i] = quality
  }

  /** What was pushed since read `read - 1` belongs to read `read`. */
  endRead(read: number): void {
    this.at = ended(this.at, read, this.count)
  }
}

/** Notes where the next read's entries begin, in a room that grows. */
export function ended(at: Uint32Array<ArrayBuffer>, read: number, count: number): Uint32Array<ArrayBuffer> {
  const room = read + 1 < at.length ? at : larger(at, new Uint32Array(2 * at.length))
  room[read + 1] = count
  return room
}

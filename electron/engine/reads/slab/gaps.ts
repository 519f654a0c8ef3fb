import { larger } from '../growing.ts'
import { ended } from './mismatches.ts'

/** The deletions and skips of reads, read after read. */
export class Gaps {
  count = 0
  at = new Uint32Array(2049)
  start = new Int32Array(1024)
  end = new Int32Array(1024)
  kind = new Uint8Array(1024)

  clear(): void {
    this.count = 0
  }

  push(start: number, end: number, kind: number): void {
    const i = this.count++
    if (i === this.start.length) {
      this.start = larger(this.start, new Int32Array(2 * i))
      this.end = larger(this.end, new Int32Array(2 * i))
      this.kind = larger(this.kind, new Uint8Array(2 * i))
    }
    this.start[i] = start
    this.end[i] = end
    this.kind[i] = kind
  }

  endRead(read: number): void {
    this.at = ended(this.at, read, this.count)
  }
}

import type { RecordCursor } from '../files/bam/record-cursor.ts'

/** Two 32-bit multiplicative hashes over the name's bytes, four at a time: any good mixing does, nothing is stored. */
export function hashName({ view, at, nameLength }: RecordCursor, into: Uint32Array, slot: number): void {
  const from = at + 32
  const to = from + nameLength - 1
  let a = nameLength
  let b = ~nameLength
  let i = from
  for (; i + 4 <= to; i += 4) {
    const word = view.getUint32(i, true)
    a = Math.imul(a ^ word, 0x9e3779b1)
    a ^= a >>> 15
    b = Math.imul(b ^ word, 0x85ebca6b)
    b ^= b >>> 13
  }
  for (; i < to; i++) {
    const byte = view.getUint8(i)
    a = Math.imul(a ^ byte, 0x9e3779b1)
    a ^= a >>> 15
    b = Math.imul(b ^ byte, 0x85ebca6b)
    b ^= b >>> 13
  }
  into[slot] = Math.imul(a, 0xc2b2ae35)
  into[slot + 1] = Math.imul(b, 0x27d4eb2f)
}

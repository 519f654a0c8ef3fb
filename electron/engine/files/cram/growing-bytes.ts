/** Bytes that are written one after the other, with room made as needed. */
export class GrowingBytes {
  bytes: Uint8Array
  view: DataView
  size = 0

  constructor(room: Uint8Array) {
    this.bytes = room
    this.view = new DataView(room.buffer, room.byteOffset, room.byteLength)
  }

  /** Makes room for `length` more. @returns where they start */
  add(length: number): number {
    const at = this.size
    this.size = at + length
    if (this.size > this.bytes.length) {
      const room = new Uint8Array(Math.max(2 * this.bytes.length, this.size, 1 << 12))
      room.set(this.bytes.subarray(0, at))
      this.bytes = room
      this.view = new DataView(room.buffer)
    }
    return at
  }

  /** Copies a few bytes: for names and tags a loop is quicker than making a view of them. */
  append(from: Uint8Array, start: number, end: number): void {
    let at = this.add(end - start)
    const { bytes } = this
    for (let i = start; i < end; i++) bytes[at++] = from[i] ?? 0
  }
}

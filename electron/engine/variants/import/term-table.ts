const INITIAL_SLOTS = 64
/** FNV-1a, 32 bits. */
const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/**
 * Numbers for the texts of a column that come up again and again, in the order in which they first do. Looked up by
 * their bytes, so that none is decoded twice.
 */
export class TermTable {
  /** The texts end to end; that of number n is `bytes[ends[n - 1], ends[n])`. */
  bytes: Uint8Array = new Uint8Array(1024)
  ends: Int32Array = new Int32Array(64)
  count = 0
  #slots: Int32Array = new Int32Array(INITIAL_SLOTS).fill(-1)
  #last = -1
  /** Numbers of texts of one byte, by it: most alleles are. */
  readonly #ofByte = new Int32Array(256).fill(-1)

  startOf(code: number): number {
    return code === 0 ? 0 : (this.ends[code - 1] ?? 0)
  }

  textOf(code: number): string {
    return Buffer.from(this.bytes.subarray(this.startOf(code), this.ends[code])).toString('utf8')
  }

  codeOfText(text: string): number {
    const bytes = Buffer.from(text, 'utf8')
    return this.codeOf(bytes, 0, bytes.length)
  }

  /** The number of the text in `bytes[from, to)`, which is given one when it is new. */
  codeOf(bytes: Uint8Array, from: number, to: number): number {
    if (to - from === 1) return this.#codeOfByte(bytes, from)
    if (this.#last >= 0 && this.#is(this.#last, bytes, from, to)) return this.#last
    const slot = this.#slotOf(bytes, from, to)
    const code = this.#slots[slot] ?? -1
    return (this.#last = code < 0 ? this.#add(bytes, from, to, slot) : code)
  }

  #codeOfByte(bytes: Uint8Array, at: number): number {
    const byte = bytes[at] ?? 0
    const known = this.#ofByte[byte] ?? -1
    if (known >= 0) return known
    return (this.#ofByte[byte] = this.#add(bytes, at, at + 1, this.#slotOf(bytes, at, at + 1)))
  }

  /** The number of a text; -1 when it has none. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return this.#slots[this.#slotOf(bytes, from, to)] ?? -1
  }

  /** Where the text's number is, or would be. */
  #slotOf(bytes: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1
    let slot = hashOf(bytes, from, to) & mask
    for (;;) {
      const code = this.#slots[slot] ?? -1
      if (code < 0 || this.#is(code, bytes, from, to)) return slot
      slot = (slot + 1) & mask
    }
  }

  #is(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.startOf(code)
    if ((this.ends[code] ?? 0) - start !== to - from) return false
    for (let i = from, k = start; i < to; i++, k++) if (bytes[i] !== this.bytes[k]) return false
    return true
  }

  #add(bytes: Uint8Array, from: number, to: number, slot: number): number {
    const code = this.count++
    const start = this.startOf(code)
    const end = start + to - from
    if (end > this.bytes.length) this.bytes = grown(this.bytes, Math.max(end, this.bytes.length * 2))
    if (code >= this.ends.length) this.ends = grown(this.ends, this.ends.length * 2)
    this.bytes.set(bytes.subarray(from, to), start)
    this.ends[code] = end
    this.#slots[slot] = code
    if (this.count * 2 > this.#slots.length) this.#spread()
    return code
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let code = 0; code < this.count; code++) {
      let slot = hashOf(this.bytes, this.startOf(code), this.ends[code] ?? 0) & mask
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      slots[slot] = code
    }
    this.#slots = slots
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = OFFSET_BASIS
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), PRIME)
  return hash ^ (hash >>> 15)
}

export function grown<T extends Uint8Array | Int32Array | Float64Array>(values: T, length: number): T {
  const larger = new (values.constructor as new (length: number) => T)(length)
  larger.set(values)
  return larger
}

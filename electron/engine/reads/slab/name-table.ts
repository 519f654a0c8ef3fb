/**
 * Reads by the two words of their name's hash, those that wait for their mate: an open-addressed table of read numbers,
 * in memory that is used again.
 */
export class NameTable {
  #slots = new Int32Array(1 << 13)
  #used = 0

  clear(): void {
    this.#slots.fill(0)
    this.#used = 0
  }

  /**
   * The first read added under the name of `read` that has no mate yet and is accepted as one. When there is none, `read`
   * is added and the answer is -1.
   */
  mateOf(read: number, hashes: Uint32Array, mates: Int32Array, isMate: (other: number) => boolean): number {
    if (2 * this.#used >= this.#slots.length) this.#grow(hashes, mates)
    const mask = this.#slots.length - 1
    const low = hashes[2 * read]
    const high = hashes[2 * read + 1]
    let slot = mix(low ?? 0, high ?? 0) & mask
    for (;;) {
      const other = (this.#slots[slot] ?? 0) - 1
      if (other < 0) break
      const isSame = hashes[2 * other] === low && hashes[2 * other + 1] === high
      if (isSame && (mates[other] ?? -1) < 0 && isMate(other)) return other
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = read + 1
    this.#used++
    return -1
  }

  /** Twice the room, without those that have a mate. */
  #grow(hashes: Uint32Array, mates: Int32Array): void {
    const before = this.#slots
    const waiting = before.filter((entry) => entry > 0 && (mates[entry - 1] ?? -1) < 0)
    this.#slots = new Int32Array(4 * waiting.length > before.length ? 2 * before.length : before.length)
    this.#used = waiting.length
    const mask = this.#slots.length - 1
    for (const entry of waiting.toSorted()) {
      let slot = mix(hashes[2 * entry - 2] ?? 0, hashes[2 * entry - 1] ?? 0) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = entry
    }
  }
}

function mix(low: number, high: number): number {
  const mixed = Math.imul(low ^ (high >>> 7), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}

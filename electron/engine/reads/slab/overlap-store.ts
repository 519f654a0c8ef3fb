import { larger } from '../growing.ts'

/** Where in the store's bytes, and of which positions, the view of a read lies. */
export type StoredView = {
  /** Place of the first byte. */
  at: number
  /** First position, absolute, and how many. */
  from: number
  length: number
  /** Whether the columns of bases counted one by one follow, as many bytes. */
  hasColumns: boolean
}

/**
 * Holds what reads have where their mates will lie, until the mates come. Views are added in the order of reads and
 * dropped when they are used or can no longer be: room is found again by moving the others together.
 */
export class OverlapStore {
  bytes = new Uint8Array(1 << 16)
  #filled = 0
  /** Of each view: read, place, first position, length, whether columns follow. In order of place. */
  #reads = new Int32Array(1024)
  #at = new Int32Array(1024)
  #from = new Int32Array(1024)
  #length = new Int32Array(1024)
  #hasColumns = new Uint8Array(1024)
  #count = 0

  clear(): void {
    this.#filled = 0
    this.#count = 0
  }

  /**
   * Room for the view of `read`.
   *
   * @param isWanted whether the view of an earlier read may still be asked for
   * @param setPlace told where the view of a read is to be found from now on, a number for {@link at}
   */
  add(
    read: number,
    from: number,
    length: number,
    hasColumns: boolean,
    isWanted: (read: number) => boolean,
    setPlace: (read: number, place: number) => void,
  ): number {
    const size = hasColumns ? 2 * length : length
    if (this.#filled + size > this.bytes.length || this.#count === this.#reads.length) {
      this.#dropUnwanted(isWanted, setPlace)
      if (2 * (this.#filled + size) > this.bytes.length)
        this.bytes = larger(this.bytes, new Uint8Array(2 * Math.max(this.bytes.length, this.#filled + size)))
      if (2 * this.#count > this.#reads.length) this.#growList()
    }
    const place = this.#count++
    this.#reads[place] = read
    this.#at[place] = this.#filled
    this.#from[place] = from
    this.#length[place] = length
    this.#hasColumns[place] = hasColumns ? 1 : 0
    this.#filled += size
    setPlace(read, place)
    return this.#at[place] ?? 0
  }

  /** Fills `into` with where the view at a place is. */
  at(place: number, into: StoredView): void {
    into.at = this.#at[place] ?? 0
    into.from = this.#from[place] ?? 0
    into.length = this.#length[place] ?? 0
    into.hasColumns = this.#hasColumns[place] === 1
  }

  #dropUnwanted(isWanted: (read: number) => boolean, setPlace: (read: number, place: number) => void): void {
    const count = this.#count
    this.#count = 0
    this.#filled = 0
    for (let i = 0; i < count; i++) {
      const read = this.#reads[i] ?? 0
      if (!isWanted(read)) {
        setPlace(read, -1)
        continue
      }
      const place = this.#count++
      const at = this.#at[i] ?? 0
      const length = this.#length[i] ?? 0
      const size = this.#hasColumns[i] === 1 ? 2 * length : length
      this.bytes.copyWithin(this.#filled, at, at + size)
      this.#reads[place] = read
      this.#at[place] = this.#filled
      this.#from[place] = this.#from[i] ?? 0
      this.#length[place] = length
      this.#hasColumns[place] = this.#hasColumns[i] ?? 0
      this.#filled += size
      setPlace(read, place)
    }
  }

  #growList(): void {
    const room = 2 * this.#reads.length
    this.#reads = larger(this.#reads, new Int32Array(room))
    this.#at = larger(this.#at, new Int32Array(room))
    this.#from = larger(this.#from, new Int32Array(room))
    this.#length = larger(this.#length, new Int32Array(room))
    this.#hasColumns = larger(this.#hasColumns, new Uint8Array(room))
  }
}

import { larger } from '../growing.ts'

/** Columns with one entry per read, in rooms that grow and are used again. Names as in `ReadSlab`. */
export class ReadRows {
  count = 0
  #room = 2048
  start = new Int32Array(this.#room)
  end = new Int32Array(this.#room)
  clippedStart = new Int32Array(this.#room)
  clippedEnd = new Int32Array(this.#room)
  flag = new Uint16Array(this.#room)
  mapq = new Uint8Array(this.#room)
  templateLength = new Int32Array(this.#room)
  mateContig = new Int32Array(this.#room)
  mateStart = new Int32Array(this.#room)
  mate = new Int32Array(this.#room)
  orientation = new Uint8Array(this.#room)
  haplotype = new Uint8Array(this.#room)
  phaseSet = new Int32Array(this.#room)
  readGroup = new Int32Array(this.#room)
  traits = new Uint8Array(this.#room)
  meanQuality = new Uint8Array(this.#room)
  /** Two words of each name's hash: mates are found by both. */
  nameHashes = new Uint32Array(2 * this.#room)
  /** One well-mixed word of each: what the slab carries. */
  nameHash = new Uint32Array(this.#room)
  block = new Float64Array(this.#room)
  within = new Uint32Array(this.#room)

  /** Reads there is room for. */
  get room(): number {
    return this.#room
  }

  clear(): void {
    this.count = 0
  }

  /** Room for one more. @returns its number */
  add(): number {
    if (this.count === this.#room) this.#grow()
    return this.count++
  }

  #grow(): void {
    const room = 2 * this.#room
    this.#room = room
    this.start = larger(this.start, new Int32Array(room))
    this.end = larger(this.end, new Int32Array(room))
    this.clippedStart = larger(this.clippedStart, new Int32Array(room))
    this.clippedEnd = larger(this.clippedEnd, new Int32Array(room))
    this.flag = larger(this.flag, new Uint16Array(room))
    this.mapq = larger(this.mapq, new Uint8Array(room))
    this.templateLength = larger(this.templateLength, new Int32Array(room))
    this.mateContig = larger(this.mateContig, new Int32Array(room))
    this.mateStart = larger(this.mateStart, new Int32Array(room))
    this.mate = larger(this.mate, new Int32Array(room))
    this.orientation = larger(this.orientation, new Uint8Array(room))
    this.haplotype = larger(this.haplotype, new Uint8Array(room))
    this.phaseSet = larger(this.phaseSet, new Int32Array(room))
    this.readGroup = larger(this.readGroup, new Int32Array(room))
    this.traits = larger(this.traits, new Uint8Array(room))
    this.meanQuality = larger(this.meanQuality, new Uint8Array(room))
    this.nameHashes = larger(this.nameHashes, new Uint32Array(2 * room))
    this.nameHash = larger(this.nameHash, new Uint32Array(room))
    this.block = larger(this.block, new Float64Array(room))
    this.within = larger(this.within, new Uint32Array(room))
  }
}

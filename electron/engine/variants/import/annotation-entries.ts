import { decodePercent } from '../../files/vcf/info.ts'
import type { AnnotationFormat } from './annotation-format.ts'
import { grown } from './term-table.ts'

const PIPE = 124
const COMMA = 44
const SPACE = 32
const POINT = 46
const PERCENT = 37

/** The entries of one record's annotation, cut at their field borders and not decoded. */
export class AnnotationEntries {
  count = 0
  bytes: Uint8Array = new Uint8Array(0)
  readonly #slots: number
  readonly #slotOfField: Int16Array
  /** Start and end of each slot of each entry; start equals end where it is empty. */
  #borders: Int32Array
  #starts: Int32Array = new Int32Array(16)

  constructor(format: AnnotationFormat) {
    this.#slots = format.slots
    this.#slotOfField = format.slotOfField
    this.#borders = new Int32Array(16 * Math.max(1, format.slots) * 2)
  }

  /** Cuts `bytes[from, to)` into entries. */
  read(bytes: Uint8Array, from: number, to: number): void {
    const stride = this.#slots * 2
    const slotOfField = this.#slotOfField
    const fields = slotOfField.length
    this.bytes = bytes
    this.count = 0
    let start = from
    let field = 0
    let base = 0
    this.#startEntry(from)
    for (let at = from; at <= to; at++) {
      const byte = at === to ? COMMA : bytes[at]
      if (byte !== PIPE && byte !== COMMA) continue
      const slot = field < fields ? (slotOfField[field] ?? -1) : -1
      if (slot >= 0) {
        this.#borders[base + slot * 2] = start
        this.#borders[base + slot * 2 + 1] = at
      }
      start = at + 1
      field++
      if (byte === COMMA && at < to) {
        base += stride
        field = 0
        this.#startEntry(start)
      }
    }
  }

  #startEntry(at: number): void {
    const stride = this.#slots * 2
    const entry = this.count++
    if ((entry + 1) * stride > this.#borders.length)
      this.#borders = grown(this.#borders, Math.max((entry + 1) * stride, this.#borders.length * 2))
    if (entry === this.#starts.length) this.#starts = grown(this.#starts, entry * 2)
    this.#starts[entry] = at
    this.#borders.fill(0, entry * stride, (entry + 1) * stride)
  }

  /** Where an entry starts. */
  startOf(entry: number): number {
    return this.#starts[entry] ?? 0
  }

  from(entry: number, slot: number): number {
    let at = this.#borders[(entry * this.#slots + slot) * 2] ?? 0
    const to = this.#borders[(entry * this.#slots + slot) * 2 + 1] ?? 0
    while (at < to && this.bytes[at] === SPACE) at++
    return at
  }

  to(entry: number, slot: number): number {
    const from = this.#borders[(entry * this.#slots + slot) * 2] ?? 0
    let at = this.#borders[(entry * this.#slots + slot) * 2 + 1] ?? 0
    while (at > from && this.bytes[at - 1] === SPACE) at--
    return at
  }

  /** The slot is in the file and neither empty nor `.`. */
  has(entry: number, slot: number): boolean {
    if (slot < 0) return false
    const from = this.from(entry, slot)
    const length = this.to(entry, slot) - from
    return length > 1 || (length === 1 && this.bytes[from] !== POINT)
  }

  /** The slot's text, escapes decoded; empty where it has none. */
  text(entry: number, slot: number): string {
    if (!this.has(entry, slot)) return ''
    const bytes = this.bytes.subarray(this.from(entry, slot), this.to(entry, slot))
    return decodePercent(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'))
  }

  /** True when the slot's text has an escape, so that its bytes are not what it says. */
  isEscaped(entry: number, slot: number): boolean {
    const to = this.to(entry, slot)
    for (let at = this.from(entry, slot); at < to; at++) if (this.bytes[at] === PERCENT) return true
    return false
  }

  is(entry: number, slot: number, word: Uint8Array): boolean {
    if (slot < 0) return false
    const from = this.from(entry, slot)
    if (this.to(entry, slot) - from !== word.length) return false
    for (let i = 0; i < word.length; i++) if (this.bytes[from + i] !== word[i]) return false
    return true
  }
}

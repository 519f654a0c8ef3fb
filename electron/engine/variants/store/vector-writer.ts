import duckdb, { type Vector } from '@duckdb/node-bindings'
import { MISSING_INTEGER } from '../import/byte-numbers.ts'
import { MISSING_BYTE, type PartColumn } from '../import/part-columns.ts'

/** Rows of a DuckDB vector. */
export const VECTOR_ROWS = 2048
/**
 * A string in a vector: uint32 length and then, up to 12 bytes, itself; of a longer one the first four bytes and the
 * address, uint64, of all of them. @see duckdb.h, `duckdb_string_t`
 */
const STRING_BYTES = 16
const INLINE = 12
const PREFIX = 4
/** Two to the 32nd: addresses, which have 48 bits, are whole numbers of two words. */
const WORD = 2 ** 32

/** Copies bytes, more than {@link INLINE} of them and UTF-8, to memory that is the vector's until it is reset. */
function addressOfCopy(vector: Vector, bytes: Uint8Array): number {
  duckdb.vector_assign_string_element_len(vector, 0, bytes)
  const { buffer, byteOffset } = duckdb.vector_get_data(vector, STRING_BYTES)
  const string = new DataView(buffer, byteOffset, STRING_BYTES)
  return string.getUint32(12, true) * WORD + string.getUint32(8, true)
}

/** A column as it is written: terms have become integers. */
export type WrittenColumn = Exclude<PartColumn, { kind: 'term' }>

/**
 * Copies columns into the vectors of a data chunk: numbers as they lie, strings of up to 12 bytes in one piece with the
 * others, all longer ones as one string of which each is given its part: one by one they took as long as all the rest. Setting values one by one takes ten times as long.
 */
export class VectorWriter {
  readonly #validity = new Uint32Array(VECTOR_ROWS / 32)
  readonly #strings = new Uint8Array(VECTOR_ROWS * STRING_BYTES)
  readonly #words = new Uint32Array(this.#strings.buffer)

  /** Rows `from` to `from + count` of a column. */
  write(vector: Vector, column: WrittenColumn, from: number, count: number): void {
    this.#validity.fill(0xffffffff)
    switch (column.kind) {
      case 'integer':
        return this.#writeIntegers(vector, column.values, from, count)
      case 'number':
        return this.#writeNumbers(vector, column.values, from, count)
      case 'byte':
        return this.#writeBytes(vector, column.values, from, count)
      case 'text':
        return this.#writeTexts(vector, column.bytes, column.ends, from, count)
    }
  }

  #writeIntegers(vector: Vector, values: Int32Array, from: number, count: number): void {
    let missing = 0
    for (let i = 0; i < count; i++) if (values[from + i] === MISSING_INTEGER) missing += this.#clear(i)
    this.#copy(vector, values, from, count)
    if (missing > 0) this.#writeValidity(vector, count)
  }

  #writeNumbers(vector: Vector, values: Float64Array, from: number, count: number): void {
    let missing = 0
    for (let i = 0; i < count; i++) if (Number.isNaN(values[from + i])) missing += this.#clear(i)
    this.#copy(vector, values, from, count)
    if (missing > 0) this.#writeValidity(vector, count)
  }

  #writeBytes(vector: Vector, values: Uint8Array, from: number, count: number): void {
    let missing = 0
    for (let i = 0; i < count; i++) if (values[from + i] === MISSING_BYTE) missing += this.#clear(i)
    this.#copy(vector, values, from, count)
    if (missing > 0) this.#writeValidity(vector, count)
  }

  #writeTexts(vector: Vector, bytes: Uint8Array, ends: Int32Array, from: number, count: number): void {
    const strings = this.#strings
    const words = this.#words
    strings.fill(0, 0, count * STRING_BYTES)
    const first = from === 0 ? 0 : (ends[from - 1] ?? 0)
    const last = ends[from + count - 1] ?? first
    /** Address of `bytes[first]` in the vector's own memory, once there is a text that needs it. */
    let address = 0
    let missing = 0
    let start = first
    for (let i = 0; i < count; i++) {
      const end = ends[from + i] ?? start
      const length = end - start
      const at = i * STRING_BYTES + 4
      if (length === 0) missing += this.#clear(i)
      else if (length <= INLINE) {
        words[i * 4] = length
        for (let k = 0; k < length; k++) strings[at + k] = bytes[start + k] ?? 0
      } else {
        if (address === 0) address = addressOfCopy(vector, bytes.subarray(first, last))
        const text = address + start - first
        words[i * 4] = length
        for (let k = 0; k < PREFIX; k++) strings[at + k] = bytes[start + k] ?? 0
        words[i * 4 + 2] = text % WORD
        words[i * 4 + 3] = Math.floor(text / WORD)
      }
      start = end
    }
    duckdb.copy_data_to_vector(vector, 0, strings.buffer, 0, count * STRING_BYTES)
    if (missing > 0) this.#writeValidity(vector, count)
  }

  #copy(vector: Vector, values: Int32Array | Float64Array | Uint8Array, from: number, count: number): void {
    const { BYTES_PER_ELEMENT: size, buffer, byteOffset } = values
    if (!(buffer instanceof ArrayBuffer)) return
    duckdb.copy_data_to_vector(vector, 0, buffer, byteOffset + from * size, count * size)
  }

  /** Row i has no value: bit i of the validity is 0. */
  #clear(i: number): 1 {
    this.#validity[i >> 5] = (this.#validity[i >> 5] ?? 0) & ~(1 << (i & 31))
    return 1
  }

  #writeValidity(vector: Vector, count: number): void {
    duckdb.vector_ensure_validity_writable(vector)
    duckdb.copy_data_to_vector_validity(vector, 0, this.#validity.buffer, 0, Math.ceil(count / 64) * 8)
  }
}

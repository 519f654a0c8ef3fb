import { type VirtualOffset, compareVirtualOffsets } from '../files/bgzf/virtual-offset.ts'

/** What the list keeps of a row: where its line is, which allele, and its place on the genome. */
export type RowPlace = {
  readonly place: VirtualOffset
  /** 1-based, 0 when not known. */
  readonly line: number
  /** 1-based; 0 when ALT is `.`. */
  readonly allele: number
  /** Number of the contig in the list's own table. */
  readonly contig: number
  /** 1-based POS. */
  readonly position: number
  /** 0-based half-open. */
  readonly start: number
  readonly end: number
}

/**
 * Rows as columns of numbers: 100,000 of them are 6 MB, and 500 samples make no difference. What a row shows is read
 * from the file again when it is asked for.
 */
export type RowColumns = {
  readonly length: number
  push(row: RowPlace): void
  at(row: number): RowPlace | null
  /** The numbers of the rows on `contig` that overlap [start, end), ascending. */
  overlapping(contig: number, start: number, end: number): number[]
  /** How many rows come before a place in the file. */
  before(place: VirtualOffset): number
}

const FIELDS = 8

export function createRowColumns(): RowColumns {
  let length = 0
  // Interleaved: block, within, line, allele, contig, position, start, end.
  let data = new Float64Array(FIELDS * 1024)
  const field = (row: number, index: number): number => data[row * FIELDS + index] ?? 0
  return {
    get length() {
      return length
    },
    push({ place, line, allele, contig, position, start, end }) {
      if ((length + 1) * FIELDS > data.length) {
        const larger = new Float64Array(data.length * 2)
        larger.set(data)
        data = larger
      }
      data.set([place.block, place.within, line, allele, contig, position, start, end], length * FIELDS)
      length++
    },
    at(row) {
      if (row < 0 || row >= length) return null
      return {
        place: { block: field(row, 0), within: field(row, 1) },
        line: field(row, 2),
        allele: field(row, 3),
        contig: field(row, 4),
        position: field(row, 5),
        start: field(row, 6),
        end: field(row, 7),
      }
    },
    overlapping(contig, start, end) {
      const rows: number[] = []
      for (let row = 0; row < length; row++)
        if (field(row, 4) === contig && field(row, 6) < end && field(row, 7) > start) rows.push(row)
      return rows
    },
    before(place) {
      let low = 0
      let high = length
      while (low < high) {
        const middle = (low + high) >> 1
        const at = { block: field(middle, 0), within: field(middle, 1) }
        if (compareVirtualOffsets(at, place) < 0) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}

import type { Region } from '../../../shared/genome/region.ts'
import { type VirtualOffset, compareVirtualOffsets } from '../files/bgzf/virtual-offset.ts'
import type { ContigTable } from '../files/vcf/contig-table.ts'
import type { VcfRegionReader } from '../indexing/vcf-region-reader.ts'
import { placesOfRecord } from './record-places.ts'
import { type RowPlace, createRowColumns } from './row-columns.ts'

/** Rows that are counted for one region before the count becomes a lower bound. */
const COUNT_LIMIT = 200_000

export type FoundRows = { readonly numbers: number[]; readonly total: number; readonly atLeast: boolean }

/** Rows of records behind the end of the list, found through the index. They keep the number they are first given. */
export type BeyondRows = {
  at(row: number): RowPlace | null
  /**
   * The rows that overlap a region.
   *
   * @param next where the first record behind the list starts
   * @param room how many rows to number; the others are only counted
   */
  find(
    region: Region,
    next: VirtualOffset,
    room: number,
    reader: VcfRegionReader,
    signal: AbortSignal,
  ): Promise<FoundRows>
}

/** @param firstNumber number of the first row found: what the list can hold */
export function createBeyondRows(firstNumber: number, contigs: ContigTable): BeyondRows {
  const rows = createRowColumns()
  const numbers = new Map<string, number>()

  const numberOf = (place: RowPlace): number => {
    const key = `${place.place.block}:${place.place.within}:${place.allele}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    const number = firstNumber + rows.length
    numbers.set(key, number)
    rows.push(place)
    return number
  }

  return {
    at: (row) => rows.at(row - firstNumber),
    async find(region, next, room, reader, signal) {
      const found: number[] = []
      let total = 0
      for await (const batch of reader.lines(region, signal))
        for (const { line, columns } of batch) {
          if (compareVirtualOffsets(line.place, next) < 0) continue
          for (const place of placesOfRecord(line, columns, contigs)) {
            if (place.start >= region.end || place.end <= region.start) continue
            if (total === COUNT_LIMIT) return { numbers: found, total, atLeast: true }
            total++
            if (found.length < room) found.push(numberOf(place))
          }
        }
      return { numbers: found, total, atLeast: false }
    },
  }
}

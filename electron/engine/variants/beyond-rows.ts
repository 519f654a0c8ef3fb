import type { Region } from '../../../shared/genome/region.ts'
import type { Listed } from '../../../shared/variant/variant-row.ts'
import { type VirtualOffset, compareVirtualOffsets } from '../files/bgzf/virtual-offset.ts'
import type { ContigTable } from '../files/vcf/contig-table.ts'
import type { VcfRegionReader } from '../indexing/vcf-region-reader.ts'
import { placesOfRecord } from './record-places.ts'
import { type RowPlace, createRowColumns } from './row-columns.ts'

/** Rows that are counted for one region before the count becomes a lower bound. */
const COUNT_LIMIT = 200_000

/** Numbers of the first rows found, and how many there are. */
type Found = { readonly numbers: number[]; total: number }

export type FoundRows = Readonly<Record<Listed, Found>> & { readonly atLeast: boolean }

/** Where the first row of each kind that the list does not hold starts; null when it holds all of them. */
export type BeyondList = Readonly<Record<Listed, VirtualOffset | null>>

/** Rows of records behind the end of the list, found through the index. They keep the number they are first given. */
export type BeyondRows = {
  at(row: number): RowPlace | null
  /**
   * The rows that overlap a region.
   *
   * @param room how many rows of each kind to number; the others are only counted
   */
  find(
    region: Region,
    next: BeyondList,
    room: number,
    reader: VcfRegionReader,
    signal: AbortSignal,
  ): Promise<FoundRows>
}

export const nothingFound = (atLeast: boolean): FoundRows => ({
  variants: { numbers: [], total: 0 },
  'reference-blocks': { numbers: [], total: 0 },
  atLeast,
})

/** @param firstNumber number of the first row found: one the list does not give */
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
      const found = nothingFound(false)
      for await (const batch of reader.lines(region, signal))
        for (const { line, columns } of batch) {
          const record = placesOfRecord(line, columns, contigs)
          const from = next[record.of]
          if (from === null || compareVirtualOffsets(line.place, from) < 0) continue
          const { numbers: numbered } = found[record.of]
          for (const place of record.places) {
            if (place.start >= region.end || place.end <= region.start) continue
            if (found[record.of].total === COUNT_LIMIT) return { ...found, atLeast: true }
            found[record.of].total++
            if (numbered.length < room) numbered.push(numberOf(place))
          }
        }
      return found
    },
  }
}

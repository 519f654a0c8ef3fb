import type { RowPlace } from './row-columns.ts'
import type { KnownRows } from './row-reader.ts'
import type { StoredPlace } from './store/place-file.ts'
import type { StoredRows } from './store/stored-rows.ts'
import type { VariantList } from './variant-list.ts'

/** Places as the list has them. */
export function knownRows(list: VariantList, stored: StoredRows, places: readonly StoredPlace[]): KnownRows {
  const placeOf = ({ block, within, contig, ...place }: StoredPlace): RowPlace => ({
    ...place,
    place: { block, within },
    contig: list.numberOf(contig),
  })
  return {
    rows: places.map((place) => ({ row: place.row, place: placeOf(place) })),
    at: async (contig, position) => (await stored.placesAt(contig, position)).map(placeOf),
  }
}

import type { Listed } from '../../../shared/variant/variant-row.ts'
import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { RecordPlaces } from './record-places.ts'
import { type RowColumns, type RowPlace, createRowColumns } from './row-columns.ts'

/**
 * The rows a list holds: variants, and apart from them the reference blocks, each up to the same limit. A genome's gVCF has
 * ten blocks for each variant; in one list they would leave no room for what it is opened for.
 *
 * Rows are numbered variants first (from 0), then blocks, then what is found by region only.
 */
export type ListedRows = {
  readonly variants: RowColumns
  readonly blocks: RowColumns
  /** Blocks read so far, also those there was no room for. */
  readonly blocksRead: number
  /** Where the first block that is not held starts; null when all are. */
  readonly nextBlock: VirtualOffset | null
  readonly firstBlock: number
  readonly firstBeyond: number
  /** Takes a record's rows. False when they are variants and there is no room for them. */
  take(record: RecordPlaces): boolean
  of(listed: Listed): { readonly rows: RowColumns; readonly firstRow: number }
  /** The row with a number, null when the list has none of it. */
  at(row: number): RowPlace | null
}

/** Numbers of the first block, and of the first row found by region only: beyond any genome's variants. */
const FIRST_BLOCK = 1_000_000_000
const FIRST_BEYOND = 2_000_000_000

/** The row is a variant's: its number is its place among all of the file. */
export const isVariantNumber = (row: number): boolean => row < FIRST_BLOCK

export function createListedRows(limit: number): ListedRows {
  const variants = createRowColumns()
  const blocks = createRowColumns()
  let blocksRead = 0
  let nextBlock: VirtualOffset | null = null
  return {
    variants,
    blocks,
    get blocksRead() {
      return blocksRead
    },
    get nextBlock() {
      return nextBlock
    },
    firstBlock: FIRST_BLOCK,
    firstBeyond: FIRST_BEYOND,
    take({ of, places }) {
      if (of === 'variants') {
        if (variants.length + places.length > limit) return false
        for (const place of places) variants.push(place)
        return true
      }
      blocksRead += places.length
      for (const place of places)
        if (blocks.length < limit) blocks.push(place)
        else nextBlock ??= place.place
      return true
    },
    of: (listed) =>
      listed === 'variants' ? { rows: variants, firstRow: 0 } : { rows: blocks, firstRow: FIRST_BLOCK },
    at: (row) => (row < FIRST_BLOCK ? variants.at(row) : blocks.at(row - FIRST_BLOCK)),
  }
}

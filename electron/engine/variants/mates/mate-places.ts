import type { VariantRow } from '../../../../shared/variant/variant-row.ts'
import type { VcfRegionReader } from '../../indexing/vcf-region-reader.ts'
import { findRows } from '../find/find-rows.ts'
import type { OpenVariants } from '../open-variants.ts'
import type { VariantList } from '../variant-list.ts'

/** Where the mates of a file's breakends are looked for. */
export type MatePlaces = {
  /** The rows at a position (1-based POS); `complete` is false when the file was not read that far. */
  at(contig: string, position: number): Promise<{ readonly rows: VariantRow[]; readonly complete: boolean }>
  /** Rows with one of these ids, wherever they are; none where the file was not imported. */
  named(ids: readonly string[]): Promise<VariantRow[]>
}

/** More records than callers write at one position. */
const MOST_ROWS = 1000

/** The one base at a 1-based position; 0 is the telomere before the first. */
const baseAt = (contig: string, position: number) => ({
  contig,
  start: Math.max(0, position - 1),
  end: Math.max(1, position),
})

const startingAt = (rows: readonly VariantRow[], position: number): VariantRow[] =>
  rows.filter((row) => row.position === position)

/** In the store of an imported file. */
export function storedMates(variants: OpenVariants, signal: AbortSignal): MatePlaces {
  return {
    async at(contig, position) {
      const { rows } = await variants.rows.inRegion(baseAt(contig, position), MOST_ROWS, signal)
      return { rows: startingAt(rows, position), complete: true }
    },
    async named(ids) {
      const found: VariantRow[] = []
      for (const id of ids) {
        const search = { kind: 'id', id: id.toLowerCase() } as const
        const numbers = await findRows(variants, search, () => undefined, MOST_ROWS, signal)
        // A search passes over case, and a name does not.
        for (const row of await variants.rows.rows(numbers, signal))
          if (row.id?.split(';').includes(id)) found.push(row)
      }
      return found
    },
  }
}

/** In the list of a file, and by its index beyond what that holds. */
export function listedMates(
  list: VariantList,
  regions: () => Promise<VcfRegionReader> | null,
  signal: AbortSignal,
): MatePlaces {
  return {
    async at(contig, position) {
      await list.waitUntilLoaded(signal)
      const beyond = list.isTruncated() ? await regions() : null
      const found = await list.inRegion(baseAt(contig, position), MOST_ROWS, beyond, signal)
      return { rows: startingAt(found.rows, position), complete: !found.atLeast }
    },
    named: async () => [],
  }
}

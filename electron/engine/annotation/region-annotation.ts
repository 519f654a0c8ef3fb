import type { Build } from '../../../shared/genome/build.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { Contig } from '../../../shared/genome/region.ts'
import type { RegionTable } from '../regions/region-table.ts'

/** Stretches of one contig, 0-based half-open, in any order. */
export type ContigExtents = {
  /** The case's name of the contig. */
  readonly contig: string
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** The rows of a table that overlap extent i: `rows[first[i]]` up to `rows[first[i + 1]]`, by start. */
export type Overlaps = { readonly first: Uint32Array; readonly rows: Uint32Array }

/** Indexes in the order of the starts. */
function byStart(starts: Int32Array): Uint32Array {
  const order = Uint32Array.from(starts, (_, i) => i)
  const sorted = starts.every((start, i) => i === 0 || (starts[i - 1] ?? 0) <= start)
  return sorted ? order : order.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b)
}

/**
 * Which rows of the table, from `firstRow` up to `lastRow`, overlap each extent: a sweep along the contig, which keeps
 * the rows that reach over the current place. An empty row or extent overlaps what it lies within.
 */
function sweep(table: RegionTable, firstRow: number, lastRow: number, extents: ContigExtents): Overlaps {
  const { starts, ends } = extents
  const lists: (readonly number[])[] = Array.from({ length: starts.length }, () => [])
  let open: number[] = []
  let next = firstRow
  let total = 0
  for (const i of byStart(starts)) {
    const start = starts[i] ?? 0
    const end = ends[i] ?? 0
    while (next < lastRow && (table.starts[next] ?? 0) < end) open.push(next++)
    // Later extents start no earlier: rows that end before this one are done with.
    if (open.some((row) => (table.ends[row] ?? 0) <= start))
      open = open.filter((row) => (table.ends[row] ?? 0) > start)
    // A longer extent before may have opened rows that begin after this one.
    const found = open.filter((row) => (table.starts[row] ?? 0) < end)
    if (found.length === 0) continue
    lists[i] = found
    total += found.length
  }
  const first = new Uint32Array(starts.length + 1)
  const rows = new Uint32Array(total)
  lists.forEach((list, i) => {
    rows.set(list, first[i] ?? 0)
    first[i + 1] = (first[i] ?? 0) + list.length
  })
  return { first, rows }
}

/**
 * Which intervals of a BED overlap each extent, contig by contig as given. Contigs the BED does not have overlap with
 * nothing.
 *
 * @param annotated what the names of the extents' contigs mean
 */
export function annotateRegions(
  table: RegionTable,
  extents: readonly ContigExtents[],
  annotated: { readonly contigs: readonly Contig[]; readonly build: Build },
): Overlaps[] {
  const own = table.contigs.map((name) => ({ name, length: 0 }))
  const alias = contigAlias(annotated.contigs, own, annotated.build)
  return extents.map((list) => {
    const name = alias.toFile(list.contig)
    const at = name === undefined ? -1 : table.contigs.indexOf(name)
    return at < 0
      ? sweep(table, 0, 0, list)
      : sweep(table, table.firsts[at] ?? 0, table.firsts[at + 1] ?? 0, list)
  })
}

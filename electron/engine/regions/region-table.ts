/**
 * The intervals of a BED file as columns, contig by contig in the order of `contigs`, sorted by start within each.
 * Contig `i` has the rows `firsts[i]` to `firsts[i + 1]`. `reach` is the greatest end so far within the contig: the
 * rows before one whose `reach` is at most a position all end before it.
 */
export type RegionTable = {
  readonly contigs: readonly string[]
  readonly firsts: Uint32Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly reach: Uint32Array
  /** Empty for none. */
  readonly names: readonly string[]
  /** 0 none, 1 forward, 2 reverse. */
  readonly strands: Uint8Array
}

export type TableRow = {
  readonly contig: string
  readonly start: number
  readonly end: number
  readonly name: string | null
  readonly strand: '+' | '-' | null
}

export function buildRegionTable(rows: readonly TableRow[]): RegionTable {
  const contigs = [...new Set(rows.map((r) => r.contig))]
  const place = new Map(contigs.map((name, i) => [name, i]))
  const rank = (row: TableRow): number => place.get(row.contig) ?? 0
  const sorted = rows.toSorted((a, b) => rank(a) - rank(b) || a.start - b.start || a.end - b.end)
  const firsts = new Uint32Array(contigs.length + 1)
  for (const row of sorted) {
    const next = rank(row) + 1
    firsts[next] = (firsts[next] ?? 0) + 1
  }
  for (let i = 1; i < firsts.length; i++) firsts[i] = (firsts[i] ?? 0) + (firsts[i - 1] ?? 0)
  const reach = new Uint32Array(sorted.length)
  sorted.forEach((row, i) => {
    const before = i > 0 && sorted[i - 1]?.contig === row.contig ? (reach[i - 1] ?? 0) : 0
    reach[i] = Math.max(before, row.end)
  })
  return {
    contigs,
    firsts,
    starts: Uint32Array.from(sorted, (r) => r.start),
    ends: Uint32Array.from(sorted, (r) => r.end),
    reach,
    names: sorted.map((r) => r.name ?? ''),
    strands: Uint8Array.from(sorted, (r) => (r.strand === '+' ? 1 : r.strand === '-' ? 2 : 0)),
  }
}

/** First index in `from … to` whose value satisfies `is`; `values` is false, then true. */
function firstWhere(from: number, to: number, is: (index: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (is(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Rows overlapping `start … end` (0-based half-open) of a contig in the table's names, sorted by start. */
export function rowsOverlapping(table: RegionTable, contig: string, start: number, end: number): number[] {
  const at = table.contigs.indexOf(contig)
  if (at < 0) return []
  const first = table.firsts[at] ?? 0
  const last = table.firsts[at + 1] ?? 0
  const from = firstWhere(first, last, (i) => (table.reach[i] ?? 0) > start)
  const to = firstWhere(from, last, (i) => (table.starts[i] ?? 0) >= end)
  const found: number[] = []
  for (let i = from; i < to; i++) if ((table.ends[i] ?? 0) > start) found.push(i)
  return found
}

const STRANDS = [null, '+', '-'] as const

export function rowAt(table: RegionTable, row: number): Omit<TableRow, 'contig'> {
  const name = table.names[row] ?? ''
  return {
    start: table.starts[row] ?? 0,
    end: table.ends[row] ?? 0,
    name: name === '' ? null : name,
    strand: STRANDS[table.strands[row] ?? 0] ?? null,
  }
}

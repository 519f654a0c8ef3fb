import { ORIENTATION, type ReadSlab } from '../../../shared/reads/read-slab.ts'
import { alleleAt, alleleRanks, alleleWord } from './allele-at.ts'
import type { ReadOptions } from './options.ts'
import { packRows } from './pack.ts'

type ReadGroupRows = { readonly label: string; readonly firstRow: number; readonly rows: number }

export type Layout = {
  /** The row of each read. */
  readonly row: Int32Array
  readonly rows: number
  /** One without a label when reads are not grouped; no row between them is empty of meaning. */
  readonly groups: readonly ReadGroupRows[]
  /** Reads of row `r`, by start: `inRow[rowAt[r]]` up to `inRow[rowAt[r + 1]]`. */
  readonly rowAt: Uint32Array
  readonly inRow: Uint32Array
}

export type LayoutWishes = Pick<ReadOptions, 'viewAsPairs' | 'showSoftClips' | 'groupBy' | 'sortBy'> & {
  /** 0-based; where reads are sorted and grouped by their base. Null: they are not sorted. */
  readonly position: number | null
}

/** The layout before, whose reads keep their rows. Only one that was made with the same wishes. */
export type KeptLayout = { readonly slab: ReadSlab; readonly layout: Layout }

/** Rows for the reads of a slab: packed as IGV does, then the rows moved so that the reads at the position are in order. */
export function layOut(slab: ReadSlab, wishes: LayoutWishes, kept?: KeptLayout): Layout {
  const items = itemsOf(slab, wishes)
  const keptRows = kept && keptGroups(slab, items, kept, wishes)
  const n = slab.start.length
  const row = new Int32Array(n)
  const groups: ReadGroupRows[] = []
  let firstRow = 0
  for (const group of groupsOf(slab, items, wishes)) {
    const start = Int32Array.from(group.items, (item) => items.start[item] ?? 0)
    const end = Int32Array.from(group.items, (item) => items.end[item] ?? 0)
    const before = keptRows?.get(group.label)
    const fixed = before && Int32Array.from(group.items, (item) => before.get(item) ?? -1)
    const packed = packRows(fixed ? { start, end, fixed } : { start, end })
    const place =
      kept === undefined && wishes.position !== null
        ? sortedRows(slab, items, group.items, packed, wishes, wishes.position)
        : undefined
    group.items.forEach((item, at) => {
      const packedRow = packed.row[at] ?? 0
      const own = firstRow + (place ? (place[packedRow] ?? 0) : packedRow)
      row[items.first[item] ?? 0] = own
      const second = items.second[item] ?? -1
      if (second >= 0) row[second] = own
    })
    groups.push({ label: group.label, firstRow, rows: packed.rows })
    firstRow += packed.rows
  }
  return { row, rows: firstRow, groups, ...indexRows(row, firstRow) }
}

/** What takes a place of its own in a row: a read, or both of a pair, with what lies between. By start. */
type Items = {
  readonly start: Int32Array
  readonly end: Int32Array
  readonly first: Int32Array
  readonly second: Int32Array
}

function itemsOf(slab: ReadSlab, { viewAsPairs, showSoftClips }: LayoutWishes): Items {
  const n = slab.start.length
  const from = showSoftClips ? slab.clippedStart : slab.start
  const to = showSoftClips ? slab.clippedEnd : slab.end
  const start = new Int32Array(n)
  const end = new Int32Array(n)
  const first = new Int32Array(n)
  const second = new Int32Array(n)
  let count = 0
  let ordered = true
  for (let i = 0; i < n; i++) {
    const mate = viewAsPairs ? (slab.mate[i] ?? -1) : -1
    if (mate >= 0 && mate < i && slab.mate[mate] === i) continue
    const both = mate > i && slab.mate[mate] === i
    start[count] = Math.min(from[i] ?? 0, both ? (from[mate] ?? 0) : Infinity)
    end[count] = Math.max(to[i] ?? 0, both ? (to[mate] ?? 0) : -Infinity)
    first[count] = i
    second[count] = both ? mate : -1
    if (count > 0 && (start[count] ?? 0) < (start[count - 1] ?? 0)) ordered = false
    count++
  }
  const cut = (values: Int32Array): Int32Array => values.subarray(0, count)
  const items = { start: cut(start), end: cut(end), first: cut(first), second: cut(second) }
  if (ordered) return items
  // Positions are below 2^31 and numbers of reads below 2^21: one float sorts both, stably.
  const keys = Float64Array.from(items.start, (value, i) => value * 2 ** 21 + i).sort()
  const by = (values: Int32Array): Int32Array => Int32Array.from(keys, (key) => values[key % 2 ** 21] ?? 0)
  return { start: by(items.start), end: by(items.end), first: by(items.first), second: by(items.second) }
}

type Group = { readonly label: string; readonly items: readonly number[] }

const ORIENTATION_NAMES = Object.keys(ORIENTATION)

function groupLabel(slab: ReadSlab, i: number, { groupBy, position }: LayoutWishes): string {
  switch (groupBy) {
    case 'none':
      return ''
    case 'strand':
      return ((slab.flag[i] ?? 0) & 0x10) === 0 ? 'forward strand' : 'reverse strand'
    case 'base':
      return position === null ? '' : alleleWord(alleleAt(slab, i, position))
    case 'haplotype': {
      const haplotype = slab.haplotype[i] ?? 0
      return haplotype === 0 ? 'no haplotype' : `haplotype ${haplotype}`
    }
    case 'readGroup':
      return slab.meta.readGroups[slab.readGroup[i] ?? -1] ?? 'no read group'
    case 'pairOrientation': {
      const name = ORIENTATION_NAMES[slab.orientation[i] ?? 0]
      return name === undefined || name === 'none' ? 'no pair' : name
    }
  }
}

function groupsOf(slab: ReadSlab, items: Items, wishes: LayoutWishes): Group[] {
  const all = items.start.length
  if (wishes.groupBy === 'none') return [{ label: '', items: Array.from({ length: all }, (_, i) => i) }]
  const groups = new Map<string, number[]>()
  for (let item = 0; item < all; item++) {
    const label = labelOfItem(slab, items, item, wishes)
    const group = groups.get(label)
    if (group) group.push(item)
    else groups.set(label, [item])
  }
  const last = (label: string): boolean => /^(no |reference$)/.test(label)
  return [...groups]
    .map(([label, members]) => ({ label, items: members }))
    .sort((a, b) => Number(last(a.label)) - Number(last(b.label)) || (a.label < b.label ? -1 : 1))
}

/** A pair is where its first read is, unless only the second covers the position. */
function labelOfItem(slab: ReadSlab, items: Items, item: number, wishes: LayoutWishes): string {
  const label = groupLabel(slab, items.first[item] ?? 0, wishes)
  const second = items.second[item] ?? -1
  return second >= 0 && label === 'no base here' ? groupLabel(slab, second, wishes) : label
}

/** A number for a record, the same in every slab (exact for files up to 128 GiB). */
const readKey = (slab: ReadSlab, i: number): number => (slab.block[i] ?? 0) * 65_536 + (slab.within[i] ?? 0)

/** Rows within their group that reads had, by label of the group and item. */
function keptGroups(
  slab: ReadSlab,
  items: Items,
  { slab: old, layout }: KeptLayout,
  wishes: LayoutWishes,
): Map<string, Map<number, number>> {
  const oldRow = new Map<number, number>()
  for (let i = 0; i < old.start.length; i++) oldRow.set(readKey(old, i), layout.row[i] ?? 0)
  const firstRows = new Map(layout.groups.map(({ label, firstRow }) => [label, firstRow]))
  const kept = new Map<string, Map<number, number>>()
  /** Ends of rows while going by start: two that now collide (a mate that was not there before) are packed anew. */
  const ends = new Map<number, number>()
  for (let item = 0; item < items.start.length; item++) {
    const own = oldRow.get(readKey(slab, items.first[item] ?? 0))
    if (own === undefined || (ends.get(own) ?? -Infinity) + 2 > (items.start[item] ?? 0)) continue
    const label = wishes.groupBy === 'none' ? '' : labelOfItem(slab, items, item, wishes)
    const firstRow = firstRows.get(label)
    if (firstRow === undefined || own < firstRow) continue
    ends.set(own, items.end[item] ?? 0)
    let rows = kept.get(label)
    if (!rows) kept.set(label, (rows = new Map()))
    rows.set(item, own - firstRow)
  }
  return kept
}

/** Where each packed row goes: rows with a read at the position first, in its order; the others after them as they were. */
function sortedRows(
  slab: ReadSlab,
  items: Items,
  members: readonly number[],
  packed: { row: Int32Array; rows: number },
  wishes: LayoutWishes,
  position: number,
): Int32Array {
  const score = new Float64Array(packed.rows).fill(Infinity)
  const rank = wishes.sortBy === 'base' ? alleleRanks(slab, position) : undefined
  members.forEach((item, at) => {
    const r = packed.row[at] ?? 0
    for (const i of [items.first[item] ?? -1, items.second[item] ?? -1]) {
      if (i < 0) continue
      const allele = alleleAt(slab, i, position)
      if (allele === 0) continue
      const value = rank ? rank(allele) : valueOf(slab, i, wishes.sortBy)
      if (value < (score[r] ?? Infinity)) score[r] = value
    }
  })
  const order = Array.from(score, (_, r) => r).sort((a, b) => {
    const [x = 0, y = 0] = [score[a], score[b]]
    return x === y ? a - b : x - y
  })
  const place = new Int32Array(packed.rows)
  order.forEach((r, at) => {
    place[r] = at
  })
  return place
}

function valueOf(slab: ReadSlab, i: number, sortBy: ReadOptions['sortBy']): number {
  switch (sortBy) {
    case 'strand':
      return (slab.flag[i] ?? 0) & 0x10
    case 'start':
      return slab.start[i] ?? 0
    case 'mapq':
      return -(slab.mapq[i] ?? 0)
    case 'tlen':
      return -Math.abs(slab.templateLength[i] ?? 0)
    case 'base':
      return 0
  }
}

function indexRows(row: Int32Array, rows: number): Pick<Layout, 'rowAt' | 'inRow'> {
  const rowAt = new Uint32Array(rows + 1)
  for (const r of row) rowAt[r + 1] = (rowAt[r + 1] ?? 0) + 1
  for (let r = 0; r < rows; r++) rowAt[r + 1] = (rowAt[r + 1] ?? 0) + (rowAt[r] ?? 0)
  const next = rowAt.slice()
  const inRow = new Uint32Array(row.length)
  row.forEach((r, i) => {
    const at = next[r] ?? 0
    inRow[at] = i
    next[r] = at + 1
  })
  return { rowAt, inRow }
}

import { TRAIT } from '../../../../shared/reads/read-slab.ts'
import type { ReadRows } from './rows.ts'

/** Fragments that start within as many bp are thinned alike. */
const BIN = 100

export type Thinning = {
  readonly rows: ReadRows
  /** How many reads lie over each base of the region, gaps included. */
  readonly occupancy: Int32Array
  /** 0-based position of the first of them, and how many there are. */
  readonly start: number
  readonly length: number
  readonly maxDepth: number
}

/**
 * Which reads are drawn, when more than `maxDepth` lie over some base: of the fragments whose leftmost read starts in
 * one bin of 100 bp as large a share as is drawn where their reads lie deepest, those with the least hashes of their
 * names. Mates go together. Reads that are marked `atFocus` and their mates are drawn whatever the depth.
 *
 * @returns the numbers of the reads drawn; undefined for all
 */
export function thin({ rows, occupancy, start, length, maxDepth }: Thinning): Int32Array | undefined {
  let deepest = 0
  for (let at = 0; at < length; at++) deepest = Math.max(deepest, occupancy[at] ?? 0)
  if (deepest <= maxDepth) return undefined

  const { count, mate, nameHash, traits } = rows
  const deepestOf = deepestIn(occupancy, length)
  const binOf = (read: number): number => Math.floor(fragmentStart(rows, read) / BIN)
  const isHead = (read: number): boolean => (mate[read] ?? -1) < 0 || (mate[read] ?? -1) > read

  const depths = new Map<number, number>()
  const keys = new Float64Array(count)
  let heads = 0
  for (let read = 0; read < count; read++) {
    const bin = binOf(read)
    const from = Math.max(0, (rows.start[read] ?? 0) - start)
    const depth = deepestOf(from, Math.min(length, (rows.end[read] ?? 0) - start))
    if (depth > (depths.get(bin) ?? 0)) depths.set(bin, depth)
    if (isHead(read)) keys[heads++] = bin * 2 ** 32 + (nameHash[read] ?? 0)
  }
  const limits = hashLimits(keys.subarray(0, heads).sort(), depths, maxDepth)

  const isFocus = (read: number): boolean => ((traits[read] ?? 0) & TRAIT.atFocus) !== 0
  const kept = new Int32Array(count)
  let keptCount = 0
  for (let read = 0; read < count; read++) {
    const other = mate[read] ?? -1
    const isKept =
      (nameHash[read] ?? 0) <= (limits.get(binOf(read)) ?? -1) ||
      isFocus(read) ||
      (other >= 0 && isFocus(other))
    if (isKept) kept[keptCount++] = read
  }
  return kept.subarray(0, keptCount)
}

/** Where the leftmost read of a read's fragment starts: of its mate here, else as the record says. */
function fragmentStart({ start, mate, mateStart, mateContig, flag }: ReadRows, read: number): number {
  const own = start[read] ?? 0
  const other = mate[read] ?? -1
  if (other >= 0) return Math.min(own, start[other] ?? own)
  // The contig of the region is number 0; a supplementary read goes where its primary does not.
  const isElsewhere = mateContig[read] !== 0 || ((flag[read] ?? 0) & 0x900) !== 0
  const told = mateStart[read] ?? -1
  return isElsewhere || told < 0 ? own : Math.min(own, told)
}

/**
 * The greatest hash that is kept of each bin: of n fragments where `depth` reads lie, n × maxDepth / depth, what is left
 * of a fragment by chance, which the first hash of the bin decides.
 *
 * @param keys bin × 2^32 + hash, ascending
 */
function hashLimits(
  keys: Float64Array,
  depths: ReadonlyMap<number, number>,
  maxDepth: number,
): Map<number, number> {
  const limits = new Map<number, number>()
  for (let from = 0; from < keys.length;) {
    const bin = Math.floor((keys[from] ?? 0) / 2 ** 32)
    let to = from
    while (to < keys.length && Math.floor((keys[to] ?? 0) / 2 ** 32) === bin) to++
    const hashAt = (i: number): number => (keys[i] ?? 0) - bin * 2 ** 32
    const share = Math.min(1, maxDepth / Math.max(1, depths.get(bin) ?? 1))
    const chance = Math.imul(hashAt(from) ^ bin, 0x9e3779b1) >>> 0
    const keep = Math.floor((to - from) * share + (share < 1 ? chance / 2 ** 32 : 0))
    limits.set(bin, keep === 0 ? -1 : hashAt(from + Math.min(keep, to - from) - 1))
    from = to
  }
  return limits
}

/** Greatest value between two places, block by block. */
function deepestIn(values: Int32Array, length: number): (from: number, to: number) => number {
  const blocks = new Int32Array(Math.ceil(length / BIN))
  for (let at = 0; at < length; at++) {
    const block = Math.floor(at / BIN)
    blocks[block] = Math.max(blocks[block] ?? 0, values[at] ?? 0)
  }
  return (from, to) => {
    let most = 0
    for (let at = from; at < to;) {
      const isWhole = at % BIN === 0 && at + BIN <= to
      most = Math.max(most, (isWhole ? blocks[at / BIN] : values[at]) ?? 0)
      at += isWhole ? BIN : 1
    }
    return most
  }
}

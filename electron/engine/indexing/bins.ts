/**
 * The binning scheme of BAI, TBI (minShift 14, depth 5) and CSI (any): a contig is cut into windows of
 * 2^minShift bp; eight of them make a bin of the level above, up to bin 0 which holds everything. A feature
 * belongs to the smallest bin that contains it whole.
 *
 * Positions are 0-based half-open and below 2^31, as in BAM.
 * @see SAMv1 §5.1.1, §5.3; CSIv1
 */
export type Binning = { readonly minShift: number; readonly depth: number }

export function sameBinning(a: Binning, b: Binning): boolean {
  return a.minShift === b.minShift && a.depth === b.depth
}

export const BAI_BINNING: Binning = { minShift: 14, depth: 5 }

/** Depth up to which bin numbers fit the 32 bits files have for them. */
export const MAX_DEPTH = 9

/** `value >> shift` that also holds for shifts of 31 and more. */
function shiftRight(value: number, shift: number): number {
  return shift > 31 ? (value < 0 ? -1 : 0) : value >> shift
}

const firstBin = (level: number): number => (8 ** level - 1) / 7

/** Reckoned once: it is asked for with every record of a file. */
const FIRST_BINS: readonly number[] = Array.from({ length: MAX_DEPTH + 2 }, (_, level) => firstBin(level))

/** Number of the first bin of a level; level 0 is bin 0. */
export function firstBinOfLevel(level: number): number {
  return FIRST_BINS[level] ?? firstBin(level)
}

/** How many bins there are: every bin number is below this, and the metadata pseudo-bin is one above it. */
export function binCount({ depth }: Binning): number {
  return firstBinOfLevel(depth + 1)
}

/** The pseudo-bin that carries counts instead of chunks: 37450 in BAI. @see SAMv1 §5.2 */
export function metadataBin(binning: Binning): number {
  return binCount(binning) + 1
}

/** Positions from here on do not fit the scheme: 2^29 in BAI and TBI. */
export function maxPosition({ minShift, depth }: Binning): number {
  return 2 ** (minShift + 3 * depth)
}

export function parentBin(bin: number): number {
  return (bin - 1) >> 3
}

/** Level of a bin: 0 for bin 0, `depth` for the smallest bins. */
export function levelOfBin(bin: number): number {
  let level = 0
  while (bin >= firstBinOfLevel(level + 1)) level++
  return level
}

/** Index of the first of the smallest windows that `bin` covers. */
export function firstWindowOfBin(bin: number, { depth }: Binning): number {
  const level = levelOfBin(bin)
  return (bin - firstBinOfLevel(level)) << (3 * (depth - level))
}

/** The smallest bin that contains [start, end). `start` may be -1, as for a read placed without a position. */
export function reg2bin(start: number, end: number, { minShift, depth }: Binning): number {
  const last = end - 1
  let shift = minShift
  for (let level = depth; level > 0; level--) {
    const window = shiftRight(start, shift)
    if (window === shiftRight(last, shift)) return firstBinOfLevel(level) + window
    shift += 3
  }
  return 0
}

/** Every bin a feature overlapping [start, end) may be in, ascending. Cut to what the scheme can hold. */
export function reg2bins(start: number, end: number, binning: Binning): number[] {
  const bins: number[] = []
  for (const [first, last] of binRanges(start, end, binning))
    for (let bin = first; bin <= last; bin++) bins.push(bin)
  return bins
}

/** {@link reg2bins} as one inclusive range of bin numbers per level, from bin 0 down. */
export function binRanges(start: number, end: number, binning: Binning): [first: number, last: number][] {
  const from = Math.max(0, start)
  const last = Math.min(end, maxPosition(binning), 2 ** 31) - 1
  if (from > last) return []
  const ranges: [number, number][] = []
  for (let level = 0; level <= binning.depth; level++) {
    const shift = binning.minShift + 3 * (binning.depth - level)
    const first = firstBinOfLevel(level)
    ranges.push([first + shiftRight(from, shift), first + shiftRight(last, shift)])
  }
  return ranges
}

/**
 * The CSI depth that fits contigs of up to `maxLength` bp, as samtools chooses it (256 bp of slack).
 * @see htslib sam.c, sam_index
 */
export function csiDepth(maxLength: number, minShift = 14): number {
  let depth = 0
  for (let size = 2 ** minShift; maxLength + 256 > size && depth < MAX_DEPTH; size *= 8) depth++
  return depth
}

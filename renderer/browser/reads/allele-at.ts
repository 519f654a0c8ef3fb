import { GAP, type ReadSlab } from '../../../shared/reads/read-slab.ts'

/** What a read shows at a position: an ASCII letter of a mismatch, or one of these. */
const ALLELE = { none: 0, reference: 1, skip: 2, clip: 3, insertion: 4, deletion: 5 } as const

/** A clip that begins within this of a position speaks for a break there, bp. */
const CLIP_REACH = 3

/**
 * What read `i` shows at a 0-based position: a mismatch's letter (ASCII), else one of {@link ALLELE}. An insertion counts at
 * the base that follows it; a soft clip that begins there only where the read has no base of its own.
 */
export function alleleAt(slab: ReadSlab, i: number, position: number): number {
  const start = slab.start[i] ?? 0
  const end = slab.end[i] ?? 0
  const clipped =
    (Math.abs(position - start) <= CLIP_REACH && (slab.clippedStart[i] ?? 0) < start) ||
    (Math.abs(position - end) <= CLIP_REACH && (slab.clippedEnd[i] ?? 0) > end)
  if (position < start || position >= end) return clipped ? ALLELE.clip : ALLELE.none
  for (let at = slab.insertionAt[i] ?? 0; at < (slab.insertionAt[i + 1] ?? 0); at++)
    if (slab.insertionPosition[at] === position) return ALLELE.insertion
  for (let at = slab.gapAt[i] ?? 0; at < (slab.gapAt[i + 1] ?? 0); at++)
    if (position >= (slab.gapStart[at] ?? 0) && position < (slab.gapEnd[at] ?? 0))
      return slab.gapKind[at] === GAP.deletion ? ALLELE.deletion : ALLELE.skip
  for (let at = slab.mismatchAt[i] ?? 0; at < (slab.mismatchAt[i + 1] ?? 0); at++)
    if (slab.mismatchPosition[at] === position) return slab.mismatchBase[at] ?? ALLELE.none
  return clipped ? ALLELE.clip : ALLELE.reference
}

/** In the words of the screen. */
export function alleleWord(allele: number): string {
  switch (allele) {
    case ALLELE.none:
      return 'no base here'
    case ALLELE.reference:
      return 'reference'
    case ALLELE.skip:
      return 'skipped'
    case ALLELE.clip:
      return 'clipped here'
    case ALLELE.insertion:
      return 'insertion'
    case ALLELE.deletion:
      return 'deletion'
    default:
      return String.fromCharCode(allele)
  }
}

/** The order of alleles from the top of a pile: what differs from the reference first, the commonest of it topmost. */
export function alleleRanks(slab: ReadSlab, position: number): (allele: number) => number {
  const counts = new Map<number, number>()
  for (let i = 0; i < slab.start.length && (slab.start[i] ?? 0) <= position + CLIP_REACH; i++) {
    const allele = alleleAt(slab, i, position)
    counts.set(allele, (counts.get(allele) ?? 0) + 1)
  }
  const N = 78
  const weight = (allele: number): number => {
    if (allele === ALLELE.none) return 5
    if (allele === ALLELE.skip) return 4
    if (allele === ALLELE.reference) return 3
    if (allele === N) return 2
    return allele === ALLELE.clip ? 1 : 0
  }
  const order = [...counts.keys()].sort(
    (a, b) => weight(a) - weight(b) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b,
  )
  const ranks = new Map(order.map((allele, rank) => [allele, rank]))
  return (allele) => ranks.get(allele) ?? order.length
}

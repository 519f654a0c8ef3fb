import { randomStream } from '../../../electron/engine/demo/random.ts'

/** Bases are made tile by tile, so that any worker can make any stretch. */
export const TILE = 4096
/** What one worker makes in one go; a whole number of tiles. */
export const SEGMENT = 64 * TILE
/** End of every contig that no read covers: where a region costs a tool its start and nothing else. */
const BARE_END = 16 * TILE

export type BenchContig = { readonly name: string; readonly length: number; readonly covered: number }

/** Two contigs with `bp` covered bases together, about; each a whole number of segments. */
export function benchContigs(bp: number): readonly [BenchContig, BenchContig] {
  const contig = (name: string, share: number): BenchContig => {
    const covered = Math.max(1, Math.round((bp * share) / SEGMENT)) * SEGMENT
    return { name, covered, length: covered + BARE_END }
  }
  return [contig('chr1', 0.6), contig('chr2', 0.4)]
}

/** The 4-bit codes of A, C, G and T, in that order. @see SAMv1 §4.2 */
export const BASE_CODES = Uint8Array.of(1, 2, 4, 8)
/** ASCII by 4-bit code. */
export const LETTER_OF_CODE = Uint8Array.from(Buffer.from('=ACMGRSVTWYHKDBN'))

/** The reference's bases of one tile, as 4-bit codes. */
function referenceTile(refId: number, tile: number): Uint8Array {
  const random = randomStream(`reference ${refId} ${tile}`)
  return Uint8Array.from({ length: TILE }, () => BASE_CODES[Math.floor(random.next() * 4)] ?? 1)
}

/** The bases of [start, start + length), both multiples of a tile. */
export function referenceBases(refId: number, start: number, length: number): Uint8Array {
  const bases = new Uint8Array(length)
  for (let at = 0; at < length; at += TILE) bases.set(referenceTile(refId, (start + at) / TILE), at)
  return bases
}

/** A sample's own bases: per haplotype the reference with a single-base variant every 1,000 bp, about. */
export function haplotypes(
  sample: string,
  refId: number,
  start: number,
  reference: Uint8Array,
): readonly [Uint8Array, Uint8Array] {
  const both: readonly [Uint8Array, Uint8Array] = [reference.slice(), reference.slice()]
  for (let at = 0; at < reference.length; at += TILE) {
    const random = randomStream(`variants ${sample} ${refId} ${(start + at) / TILE}`)
    for (let position = at; ;) {
      position += 1 + Math.floor(random.next() * 2000)
      if (position >= at + TILE) break
      const alt = BASE_CODES[Math.floor(random.next() * 4)] ?? 1
      const carriers = random.next()
      if (carriers < 2 / 3) both[0][position] = alt
      if (carriers > 1 / 3) both[1][position] = alt
    }
  }
  return both
}

import { randomStream } from '../../../electron/engine/demo/random.ts'
import { TILE } from './genome.ts'

export const READ_LENGTH = 150
export const DEPTH = 35
/** No fragment is longer: one tile to the left holds every mate that reaches into a stretch. */
const LONGEST = 1000

/** A pair of reads: both ends of a stretch of one haplotype. Positions are 0-based. */
export type Fragment = {
  readonly name: string
  readonly start: number
  /** Bases from the first of the left read to the last of the right one. */
  readonly length: number
  readonly haplotype: 0 | 1
  /** Whether the left read is the first of the pair. */
  readonly leftIsFirst: boolean
  readonly isDuplicate: boolean
  readonly mapq: number
}

/** The fragments of a sample that start in one tile, in no particular order: always the same. */
export function fragmentsOfTile(sample: string, refId: number, tile: number): Fragment[] {
  const random = randomStream(`fragments ${sample} ${refId} ${tile}`)
  const count = Math.round((TILE * DEPTH) / (2 * READ_LENGTH))
  return Array.from({ length: count }, () => {
    const lane = random.integer(1, 4)
    const flowcellTile = random.integer(1, 2) * 1000 + random.integer(1, 6) * 100 + random.integer(1, 78)
    return {
      // As Illumina names them: instrument, run, flow cell, lane, tile, x, y.
      name: `A01245:387:HKWLMDSX3:${lane}:${flowcellTile}:${random.integer(1000, 32_000)}:${random.integer(1000, 37_000)}`,
      start: tile * TILE + Math.floor(random.next() * TILE),
      length: Math.round(Math.max(READ_LENGTH + 10, Math.min(LONGEST, random.normal(420, 90)))),
      haplotype: random.chance(0.5) ? 1 : 0,
      leftIsFirst: random.chance(0.5),
      isDuplicate: random.chance(0.06),
      mapq: random.chance(0.96) ? 60 : random.integer(0, 59),
    } as const
  })
}

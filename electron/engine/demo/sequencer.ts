import type { Random } from './random.ts'

export const READ_LENGTH = 150

/** The seven values to which qualities are rounded, as current instruments do. */
const QUALITY_BINS = [10, 15, 22, 27, 32, 37, 40] as const

/** Probability of a wrong base call per Phred quality: 10^(-q/10). */
const ERROR: readonly number[] = Array.from({ length: 64 }, (_, quality) => 10 ** (-quality / 10))

const BASES = [0x41, 0x43, 0x47, 0x54] as const

function binned(quality: number): number {
  let best: number = QUALITY_BINS[0]
  for (const bin of QUALITY_BINS) if (Math.abs(bin - quality) < Math.abs(best - quality)) best = bin
  return best
}

const BINNED = Uint8Array.from({ length: 64 }, (_, quality) => binned(quality))

/**
 * Qualities of one read in sequencing order: about 39 at first, falling with the square of the cycle to about 31
 * at the end, with single bad cycles that become more frequent on the way.
 */
export function drawQualities(random: Random, length: number): Uint8Array {
  const level = 39 + (random.next() + random.next() - 1) * 2.5
  const qualities = new Uint8Array(length)
  for (let cycle = 0; cycle < length; cycle++) {
    const way = cycle / (READ_LENGTH - 1)
    let quality = level - 8 * way * way + (random.next() - 0.5) * 2
    if (random.chance(0.003 + 0.03 * way * way)) quality -= 8 + 14 * random.next()
    qualities[cycle] = BINNED[Math.max(0, Math.min(63, Math.round(quality)))] ?? 10
  }
  return qualities
}

/** Calls a base with the error its quality promises: a wrong base is any of the other three. */
export function callBase(random: Random, base: number, quality: number): number {
  if (random.next() >= (ERROR[quality] ?? 1)) return base
  const wrong = BASES.filter((other) => other !== base)
  return wrong[Math.floor(random.next() * wrong.length)] ?? base
}

export function randomBase(random: Random): number {
  return BASES[Math.floor(random.next() * 4)] ?? BASES[0]
}

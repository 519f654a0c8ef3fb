import type { Random } from '../../../electron/engine/demo/random.ts'

/** The four values that current Illumina instruments (RTA3) round qualities to. */
const GOOD = 37
const LOWER = [25, 25, 25, 11, 11, 2] as const

/** Bases between two dips of the quality, on average: what sets how well the file compresses. */
const BETWEEN_DIPS = 22

/**
 * Qualities of a read into `out`, as Illumina bins them: long runs of 37, dips to 25, 11 and 2 that are three times as
 * frequent at the end of the read as at its start.
 *
 * @param reversed the read was turned round to lie on the forward strand: its end is stored first
 */
export function drawQualities(random: Random, out: Uint8Array, reversed: boolean): void {
  out.fill(GOOD)
  const last = out.length - 1
  let cycle = 0
  for (;;) {
    const worse = 0.5 + cycle / out.length
    cycle += 1 + Math.floor((-Math.log(1 - random.next()) * BETWEEN_DIPS) / worse)
    if (cycle > last) return
    const quality = LOWER[Math.floor(random.next() * LOWER.length)] ?? 25
    for (let run = random.integer(1, 2); run > 0 && cycle <= last; run--, cycle++)
      out[reversed ? last - cycle : cycle] = quality
  }
}

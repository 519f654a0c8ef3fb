/**
 * The demo's own source of chance: everything random is drawn from a named stream, so that the same seed gives the
 * same files on every machine and a change in one place does not shift the draws of another.
 *
 * The generator is mulberry32 (T. Ettinger): a 32-bit counter advanced by the odd constant 0x6D2B79F5 and mixed by
 * two multiply–xorshift rounds. Streams are seeded by the FNV-1a hash of their name. No transcendental function is
 * used, so results do not depend on a platform's mathematics library.
 */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform integer in [low, high], both inclusive. */
  integer(low: number, high: number): number
  /** True with probability `p`. */
  chance(p: number): boolean
  /** Approximately normal: the sum of twelve uniforms (Irwin–Hall), bounded at ±6 standard deviations. */
  normal(mean: number, deviation: number): number
  pick<T>(choices: readonly [T, ...T[]]): T
}

/** 32-bit FNV-1a of a stream's name (ASCII). */
export function hashName(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The stream called `name`: the same name always gives the same draws. */
export function randomStream(name: string): Random {
  let state = hashName(name)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (p) => next() < p,
    normal(mean, deviation) {
      let sum = -6
      for (let i = 0; i < 12; i++) sum += next()
      return mean + deviation * sum
    },
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
  }
}

/** When a dead engine is started again: quickly at first, slower while it keeps dying, in the end not at all. */
export type RestartPolicy = {
  /** Takes note of a death and says how long to wait, ms, or null to give up. */
  afterDeath(nowMs: number): number | null
}

const GIVE_UP_AFTER = 5
const WITHIN_MS = 60_000

/** @param firstWaitMs wait after a first death; it doubles with each further one of the last minute */
export function createRestartPolicy(firstWaitMs = 100): RestartPolicy {
  let deaths: number[] = []
  return {
    afterDeath(nowMs) {
      deaths = [...deaths.filter((at) => nowMs - at < WITHIN_MS), nowMs]
      if (deaths.length >= GIVE_UP_AFTER) return null
      return firstWaitMs * 2 ** (deaths.length - 1)
    },
  }
}

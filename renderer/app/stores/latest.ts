/**
 * Lets only the newest of overlapping requests count: each `begin` makes every earlier one stale. The returned
 * function says whether its request is still the newest.
 */
export type Latest = { begin(): () => boolean; forgetAll(): void }

export function createLatest(): Latest {
  let newest = 0
  return {
    begin() {
      newest += 1
      const mine = newest
      return () => mine === newest
    },
    forgetAll() {
      newest += 1
    },
  }
}

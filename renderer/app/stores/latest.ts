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

/**
 * Follows a moving target with something slow: at most one `go` runs at a time and, when it is done, only the
 * newest target asked for meanwhile is gone to. Stepping through variants faster than the browser can draw skips
 * the ones in between instead of queueing them.
 */
export function createFollower<T>(go: (target: T) => Promise<void>): { to(target: T): void } {
  let running = false
  let waiting: { target: T } | null = null

  const run = async (first: T): Promise<void> => {
    running = true
    let next: { target: T } | null = { target: first }
    try {
      while (next !== null) {
        await go(next.target)
        next = waiting
        waiting = null
      }
    } finally {
      running = false
      waiting = null
    }
  }
  return {
    to(target) {
      if (running) waiting = { target }
      else void run(target)
    },
  }
}

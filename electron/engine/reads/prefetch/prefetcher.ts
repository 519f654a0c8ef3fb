/** Does work that may be wanted soon, one piece after the other, while nothing that is wanted now is under way. */
export type Prefetcher<T> = {
  /** What may be wanted, likeliest first; replaces what was said before. */
  hint(wanted: readonly T[]): void
  /** Somebody waits for something: whatever is being prefetched is stopped. Ends with as many calls of `settled`. */
  asked(): void
  settled(): void
}

/** How long nothing must have been asked for, ms: one step to the next variant asks for many things in a row. */
const QUIET_MS = 20

/**
 * @param work aborted when something is asked for; it is then done again from the beginning when there is quiet.
 *   That it fails is nobody's concern: whoever wants the thing itself is told.
 */
export function createPrefetcher<T>(
  work: (item: T, signal: AbortSignal) => Promise<unknown>,
  quietMs = QUIET_MS,
): Prefetcher<T> {
  let queue: readonly T[] = []
  let asking = 0
  let running: AbortController | null = null
  let timer: NodeJS.Timeout | undefined

  const nextWhenQuiet = (): void => {
    clearTimeout(timer)
    if (asking > 0 || running !== null || queue.length === 0) return
    timer = setTimeout(() => void next(), quietMs)
    // Never what keeps a process alive.
    timer.unref()
  }

  const next = async (): Promise<void> => {
    const [item, ...rest] = queue
    if (asking > 0 || running !== null || item === undefined) return
    const begun = queue
    const controller = new AbortController()
    running = controller
    await work(item, controller.signal).catch(() => undefined)
    running = null
    if (queue === begun && !controller.signal.aborted) queue = rest
    if (controller.signal.aborted) nextWhenQuiet()
    else void next()
  }

  return {
    hint(wanted) {
      queue = [...wanted]
      running?.abort()
      nextWhenQuiet()
    },
    asked() {
      asking++
      clearTimeout(timer)
      running?.abort()
    },
    settled() {
      asking--
      nextWhenQuiet()
    },
  }
}

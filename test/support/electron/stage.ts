/** What the parts of the double know of each other: whether the app is ready, and what has happened so far. */
export type Stage = {
  /** Notable things in the order in which they happened. */
  readonly log: string[]
  /** Notes something that Electron refuses once the app is ready. */
  beforeReady(what: string): void
  /** Notes something that Electron refuses until the app is ready. */
  afterReady(what: string): void
  readonly whenReady: Promise<void>
  becomeReady(): void
}

export function createStage(): Stage {
  const log: string[] = []
  const ready = Promise.withResolvers<void>()
  let isReady = false
  return {
    log,
    beforeReady(what) {
      if (isReady) throw new Error(`${what} must be called before the app is ready`)
      log.push(what)
    },
    afterReady(what) {
      if (!isReady) throw new Error(`${what} can only be used after the app is ready`)
      log.push(what)
    },
    whenReady: ready.promise,
    becomeReady() {
      isReady = true
      log.push('ready')
      ready.resolve()
    },
  }
}

/** An event that can be refused, and whether it was. */
export type Preventable = { preventDefault(): void; readonly defaultPrevented: boolean }

export function preventable(): Preventable {
  let defaultPrevented = false
  return {
    preventDefault: () => {
      defaultPrevented = true
    },
    get defaultPrevented() {
      return defaultPrevented
    },
  }
}

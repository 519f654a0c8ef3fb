export type WorkCount = {
  /** Something began; the function it gives ends it, once. */
  begin(): () => void
}

/** Tells when the first piece of work begins (true) and the last one has ended (false). */
export function createWorkCount(changed: (busy: boolean) => void): WorkCount {
  let count = 0
  return {
    begin() {
      if (++count === 1) changed(true)
      let ended = false
      return () => {
        if (ended) return
        ended = true
        if (--count === 0) changed(false)
      }
    },
  }
}

const queue: (() => void)[] = []
let asked = false

/** Longest wait, ms, while there is always something else to do. */
const PATIENCE = 500

/** Does a task when the page has nothing else to do: one at a time, so that a key never waits for more than one. */
export function whenIdle(task: () => void): void {
  queue.push(task)
  if (!asked) ask()
}

function ask(): void {
  asked = true
  requestIdleCallback(
    () => {
      asked = false
      const task = queue.shift()
      if (queue.length > 0) ask()
      task?.()
    },
    { timeout: PATIENCE },
  )
}

import { describe, expect, it } from 'vitest'
import { guardUpdates } from '../../../../renderer/browser/guard-updates.ts'

/** A browser with two tracks whose updates end as the test says; what is left of a removed one is `disposed`. */
function browser(...outcomes: (() => Promise<void>)[]) {
  const views: { disposed?: boolean }[] = [{}, {}]
  const state = { updates: 0 }
  return {
    state,
    trackViews: views,
    updateViews: (): Promise<void> => {
      state.updates++
      return outcomes.shift()?.() ?? Promise.resolve()
    },
    remove(): void {
      const removed = views.pop()
      if (removed) removed.disposed = true
    },
  }
}

function guarded(made: ReturnType<typeof browser>) {
  const failures: unknown[] = []
  const asBrowser: Parameters<typeof guardUpdates>[0] = made
  guardUpdates(asBrowser, (thrown) => failures.push(thrown))
  return { update: () => made.updateViews(), failures }
}

describe('updates of the view', () => {
  it('begin again when a track was removed under them', async () => {
    const made = browser(() => {
      made.remove()
      return Promise.reject(new TypeError("Cannot read properties of undefined (reading 'autoscaleGroup')"))
    })
    const { update, failures } = guarded(made)
    await update()
    expect(made.state.updates).toBe(2)
    expect(failures).toEqual([])
  })

  it('never fail towards igv.js, and say what went wrong otherwise', async () => {
    const defect = new TypeError('something else')
    const made = browser(() => Promise.reject(defect))
    const { update, failures } = guarded(made)
    await expect(update()).resolves.toBeUndefined()
    expect(failures).toEqual([defect])
    expect(made.state.updates).toBe(1)
  })

  it('give up on a browser that is gone', async () => {
    const gone = (): Promise<void> => Promise.reject(new TypeError('gone'))
    const made = browser(gone, gone, gone, gone, gone, gone)
    const { update, failures } = guarded(made)
    for (const view of made.trackViews) view.disposed = true
    await update()
    expect(failures).toHaveLength(1)
  })
})

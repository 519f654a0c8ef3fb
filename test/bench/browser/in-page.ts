import type { Page } from '@playwright/test'

/** What one action of a person took, ms. */
export type Taken = {
  /** From the key to the first frame after it. */
  readonly firstFrame: number
  /** From the key until the last track of the place is drawn. */
  readonly complete: number
  /** The longest time in which the page could not answer; 0 when none was over 50 ms, from which on browsers report it. */
  readonly longestTask: number
  /** Only where it is asked for. */
  readonly heapMb?: number
}

/** Puts what measures into the page; to be called once after it is loaded. */
export async function installMeter(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: { start: number; duration: number }[] = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration })
    }).observe({ type: 'longtask', buffered: true })

    const frame = (): Promise<number> =>
      new Promise((resolve) => {
        // The task after a frame: what the frame drew is on its way to the screen.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve(performance.now()), { once: true })
          port1.start()
          port2.postMessage(null)
        })
      })
    const isQuiet = (): boolean =>
      document.querySelector('.genome-browser[data-busy=true], .genome-browser [data-jumping]') === null

    const locus = (): string => document.querySelector('.status-locus')?.textContent ?? ''

    const measure = async (target: EventTarget, key: string) => {
      const from = locus()
      const start = performance.now()
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      const firstFrame = (await frame()) - start
      // Quiet at another place in two frames one after the other: a move begins frames after the key.
      let complete = firstFrame
      for (let quiet = 0; quiet < 2;) {
        const now = (await frame()) - start
        if (locus() !== from && isQuiet()) quiet++
        else quiet = 0
        if (quiet === 1) complete = now
        if (now > 60_000)
          throw new Error(
            `the browser does not come to rest: ${document.querySelector('.genome-browser')?.outerHTML.slice(0, 300)}`,
          )
      }
      // Long tasks are reported after they have ended.
      await new Promise((resolve) => setTimeout(resolve, 120))
      const end = start + complete
      const during = tasks.filter((task) => task.start + task.duration > start && task.start < end)
      return { firstFrame, complete, longestTask: Math.max(0, ...during.map(({ duration }) => duration)) }
    }
    Object.assign(globalThis, { casementBench: { measure } })
  })
}

declare global {
  // Put there by `installMeter`.
  var casementBench: { measure(target: EventTarget, key: string): Promise<Taken> }
}

/** Presses a key as a person does who looks at the reads. */
export function timeKey(page: Page, key: string): Promise<Taken> {
  return page.evaluate((pressed) => casementBench.measure(document.body, pressed), key)
}

/** Types a region into the locus box; the time counts from Enter. */
export async function timeLocus(page: Page, region: string): Promise<Taken> {
  const box = page.locator('#locus')
  await box.fill(region)
  // Completions come late: with one chosen, Enter would go there instead.
  await page.waitForTimeout(400)
  const taken = await box.evaluate((input) => casementBench.measure(input, 'Enter'))
  await box.blur()
  return taken
}

/** MB of the page's heap in use, typed arrays included, once its garbage is collected. */
export async function heapUsed(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage')
    return (usedSize + backingStorageSize) / 1e6
  } finally {
    await session.detach()
  }
}

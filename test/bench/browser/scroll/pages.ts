import type { Browser, Page } from '@playwright/test'

export const LIST = '#variant-list'

/** Rows of the plain list: more than any run scrolls through. */
const PLAIN_ROWS = 3000
/** What is measured in a page while somebody scrolls its list. */
export type Watched = {
  /** When pictures were due, ms. */
  readonly frames: readonly number[]
  /** From each last scrolling of a drag until no line in sight waited for its variant, ms. */
  readonly shown: readonly number[]
}

/** Puts what measures into the page. To be called once, after it is loaded. */
export async function installFrameMeter(page: Page): Promise<void> {
  await page.evaluate((selector) => {
    let token: object | null = null
    let frames: number[] = []
    let shown: number[] = []
    let scrolled: number | null = null
    const list = document.querySelector(selector)
    if (list === null) throw new Error('there is no list to scroll')
    list.addEventListener('scroll', () => {
      scrolled = performance.now()
    })
    /** Lines are drawn where one looks, and none of them waits. */
    const isShown = (): boolean => {
      const { left, right, top, bottom } = list.getBoundingClientRect()
      return [top + 40, (top + bottom) / 2, bottom - 40].every((y) => {
        const line = document.elementFromPoint((left + right) / 2, y)?.closest('.variant-row')
        return line !== null && line !== undefined && line.querySelector('.skeleton') === null
      })
    }
    Object.assign(globalThis, {
      scrollBench: {
        start() {
          const mine = (token = {})
          frames = []
          shown = []
          const frame = (time: number): void => {
            if (token !== mine) return
            frames.push(time)
            requestAnimationFrame(frame)
          }
          requestAnimationFrame(frame)
        },
        async arrived() {
          const from = scrolled ?? performance.now()
          // The picture in which they are, as it is drawn: not before the callbacks that draw it.
          while (!isShown() && performance.now() - from < 20_000) await new Promise(requestAnimationFrame)
          await new Promise(requestAnimationFrame)
          shown.push(performance.now() - from)
        },
        stop() {
          token = null
          return { frames, shown }
        },
      },
    })
  }, LIST)
}

declare global {
  // Put there by `installFrameMeter`.
  var scrollBench: { start(): void; arrived(): Promise<void>; stop(): Watched }
}

/**
 * The yardstick: nothing but a list as large on the screen as ours, of as many cells with plain text, all there from the
 * beginning, which the browser scrolls alone.
 */
export async function openPlainList(browser: Browser, like: Page): Promise<Page> {
  const size = like.viewportSize()
  const box = await like.locator(LIST).boundingBox()
  if (size === null || box === null) throw new Error('there is no list to measure against')
  const page = await browser.newPage({ viewport: size })
  await page.setContent(`<!doctype html><style>
    body { margin: 0; font: 13px system-ui, sans-serif }
    #variant-list { position: absolute; left: ${box.x}px; top: ${box.y}px; width: ${box.width}px; height: ${box.height}px;
      overflow: auto; scrollbar-width: thin }
    .variant-row { display: grid; grid-template-columns: repeat(8, 1fr); height: 28px; box-sizing: border-box; border-bottom: 1px solid #ddd }
  </style><div id="variant-list" tabindex="0"></div>`)
  await page.evaluate((rows) => {
    const cells = (row: number): string =>
      Array.from({ length: 8 }, (_, cell) => `<span>${row}.${cell}</span>`).join('')
    const list = document.querySelector<HTMLElement>('#variant-list')
    if (list)
      list.innerHTML = Array.from(
        { length: rows },
        (_, row) => `<div class="variant-row">${cells(row)}</div>`,
      ).join('')
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'j') list?.scrollBy(0, 28)
    })
  }, PLAIN_ROWS)
  return page
}

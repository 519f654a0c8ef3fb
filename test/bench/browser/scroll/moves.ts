import type { CDPSession, Page } from '@playwright/test'
import { LIST } from './pages.ts'

/** How long somebody scrolls, ms. */
const SCROLLING = 3000

/** Calls `act` so many times a second for {@link SCROLLING} ms, whatever the page does meanwhile. */
async function steadily(perSecond: number, act: (turn: number) => void): Promise<void> {
  const start = performance.now()
  const turns = Math.round((SCROLLING / 1000) * perSecond)
  for (let turn = 0; turn < turns; turn++) {
    const due = start + (turn * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    act(turn)
  }
}

async function boxOf(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator(LIST).boundingBox()
  if (box === null) throw new Error('the list is not on the screen')
  return box
}

/** 60 steps of 40 px a second, 86 lines a second, as a finger on a touch pad does. */
export async function turnWheel(page: Page, session: CDPSession): Promise<void> {
  const { x, y, width, height } = await boxOf(page)
  const event = { type: 'mouseWheel', x: x + width / 2, y: y + height / 2, deltaX: 0, deltaY: 40 } as const
  const answers: Promise<unknown>[] = []
  await steadily(60, () => answers.push(session.send('Input.dispatchMouseEvent', event)))
  await Promise.all(answers)
}

/** A key held down: 30 repetitions a second, as systems have it. */
export async function holdKey(page: Page, session: CDPSession): Promise<void> {
  await page.locator(LIST).focus()
  const event = { key: 'j', code: 'KeyJ', text: 'j' }
  const answers: Promise<unknown>[] = []
  await steadily(30, (turn) =>
    answers.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', autoRepeat: turn > 0, ...event })),
  )
  await Promise.all(answers)
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'j', code: 'KeyJ' })
}

/** Depths the scroll bar is dragged to, of the list's height. */
const DEPTHS = [0.2, 0.7, 0.4, 0.9, 0.1]
/** px: the arrow at either end of a scroll bar and half of its thumb. */
const BAR_END = 18

/** Drags the scroll bar to several depths, each in half a second, and looks at each for a moment. The list stands at its top. */
export async function dragBar(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page)
  const bar = x + width - 5
  const placeOf = (depth: number): number => y + BAR_END + depth * (height - 2 * BAR_END)
  await page.mouse.move(bar, placeOf(0))
  await page.mouse.down()
  let from = 0
  for (const depth of DEPTHS) {
    for (let step = 1; step <= 30; step++) {
      const due = performance.now() + 1000 / 60
      await page.mouse.move(bar, placeOf(from + ((depth - from) * step) / 30))
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    }
    from = depth
    await page.evaluate(() => scrollBench.arrived())
    await page.waitForTimeout(300)
  }
  await page.mouse.up()
  const depth = await page.locator(LIST).evaluate((list) => list.scrollTop / list.scrollHeight)
  if (depth < 0.05 || depth > 0.15) throw new Error(`the scroll bar was dragged to ${depth}, not to 0.1`)
}

/** The list at its top, its lines there. */
export async function toTop(page: Page): Promise<void> {
  await page.locator(LIST).focus()
  await page.keyboard.press('Home')
  await page.locator(LIST).evaluate((list) => list.scrollTo({ top: 0 }))
  await page.waitForTimeout(500)
}

import type { Page } from '@playwright/test'
import { drawByIgv, drawn, expect, openDemo, test } from './support/casement.ts'

/** Where the middle of a track is on the page; igv.js draws into a shadow root, which locators see into. */
async function middleOf(
  app: Page,
  type: string,
): Promise<{ x: number; y: number; top: number; height: number }> {
  const box = await app.locator(`.igv-viewport[data-track-type="${type}"]`).first().boundingBox()
  if (box === null) throw new Error(`no ${type} track`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.y, height: box.height }
}

/** The demo case with the reads of all three people drawn by igv.js itself: what the adapter keeps from it is tested here. */
async function openReads(app: Page): Promise<void> {
  await openDemo(app)
  await drawByIgv(app)
  await expect(app.locator('.igv-viewport[data-track-type="alignment"] canvas')).toHaveCount(3)
  await drawn(app)
}

/** What htsget answers from now on; null: what the host says. A status of 0 is a host that is not there. */
async function answerReads(app: Page, status: number | null): Promise<void> {
  await app.evaluate((answer) => {
    // Not by intercepting requests: that would cut the page's event stream off.
    const page = Object.assign(window, {
      casementFetch: Reflect.get(window, 'casementFetch') ?? window.fetch,
    })
    window.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : `${input}`
      if (answer === null || !url.includes('/htsget/')) return page.casementFetch.call(window, input, init)
      if (answer === 0) return Promise.reject(new TypeError('Failed to fetch'))
      return Promise.resolve(
        Response.json({ kind: 'index/missing', file: '/data/HG002.bam' }, { status: answer }),
      )
    }
  }, status)
}

const popup = (app: Page) => app.locator('.igv-ui-popover').filter({ visible: true })
const menu = (app: Page) => app.locator('.igv-menu-popup').filter({ visible: true })

/** How many different colours a track shows in the 9 px around its middle column. */
async function coloursAtMiddle(app: Page, type: string): Promise<number> {
  return app
    .locator(`.igv-viewport[data-track-type="${type}"]`)
    .first()
    .evaluate((viewport) => {
      const canvas = viewport.querySelector('canvas')
      const context = canvas?.getContext('2d')
      if (!canvas || !context) return 0
      // igv.js's canvas is three views wide: its middle is the middle of the view.
      const { data } = context.getImageData(Math.round(canvas.width / 2) - 4, 0, 9, canvas.height)
      const seen = new Set<number>()
      for (let i = 0; i < data.length; i += 4)
        seen.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0))
      return seen.size
    })
}

test('clicking into reads and coverage tells of them and asks nobody', { tag: '@long' }, async ({ app }) => {
  const byIgv: string[] = []
  app.on('request', (request) => {
    if (request.resourceType() === 'xhr') byIgv.push(request.url())
  })
  await openReads(app)
  const { x, top } = await middleOf(app, 'alignment')

  await app.mouse.click(x, top + 30)
  await expect(popup(app)).toContainText('Reads with a base here')
  await app.keyboard.press('Escape')
  await expect(popup(app)).toHaveCount(0)

  await app.mouse.click(x, top + 52)
  await expect(popup(app)).toContainText('CIGAR')
  await app.keyboard.press('Escape')

  for (const type of ['alignment', 'sequence', 'casement-genes', 'casement-variants']) {
    const at = await middleOf(app, type)
    await app.mouse.click(at.x, type === 'alignment' ? top + 52 : at.y, { button: 'right' })
    await expect(menu(app)).toContainText('Save Image')
    expect(await menu(app).innerText()).not.toMatch(/BLAT|split screen/i)
    await app.keyboard.press('Escape')
  }
  expect(byIgv, 'requests by igv.js itself').toEqual([])
})

test(
  'a region drawn with Shift on the ruler offers nothing that leaves',
  { tag: '@long' },
  async ({ app }) => {
    await openReads(app)
    const { x, y } = await middleOf(app, 'ruler')
    await app.keyboard.down('Shift')
    await app.mouse.move(x - 60, y)
    await app.mouse.down()
    await app.mouse.move(x + 60, y, { steps: 4 })
    await app.mouse.up()
    await app.keyboard.up('Shift')
    await expect(app.locator('.igv-roi-region')).toHaveCount(0)
  },
)

test('F and B belong to the app, not to igv.js', { tag: '@long' }, async ({ app }) => {
  await openReads(app)
  const box = app.getByLabel('Gene, region, position or variant')
  await app.keyboard.press('j')
  await drawn(app)
  await expect(box).toHaveValue(/^chr/)
  const before = await box.inputValue()
  await box.focus()
  await app.keyboard.type('fFbB')
  await app.keyboard.press('Escape')
  await expect(box).toHaveValue(before)
})

test('the selected variant is drawn however fast one steps', { tag: '@long' }, async ({ app }) => {
  await openReads(app)
  for (let i = 0; i < 12; i++) await app.keyboard.press('j')
  await expect(app.getByRole('group', { name: 'Variants' })).toContainText('13 of 175')
  await drawn(app)
  // Ground, rows, the mark and at least one genotype.
  await expect.poll(() => coloursAtMiddle(app, 'casement-variants')).toBeGreaterThan(3)
  await expect.poll(() => coloursAtMiddle(app, 'alignment')).toBeGreaterThan(3)
  await expect(app.locator('.genome-browser-selection')).toBeVisible()
})

test(
  'tracks that cannot be read say why in their place, and come back',
  { tag: '@long' },
  async ({ app }) => {
    await openReads(app)
    const box = app.getByLabel('Gene, region, position or variant')
    const messages = app.locator('.igv-viewport-message').filter({ visible: true })
    const places = ['chr7:117559590-117559800', 'chr7:117560590-117560800', 'chr7:117561590-117561800']
    for (const [status, words] of [
      [422, 'HG002.bam'],
      [500, 'HG002.bam'],
      [0, 'connection'],
    ] as const) {
      await answerReads(app, status)
      await box.fill(places.shift() ?? '')
      await box.press('Enter')
      await expect(messages, String(status)).toHaveCount(3)
      await expect(messages.first()).toContainText(words)
      await answerReads(app, null)
      await box.press('Escape')
      await app.getByRole('button', { name: 'Next variant' }).click()
      await drawn(app)
      await expect(messages).toHaveCount(0)
      await expect.poll(() => coloursAtMiddle(app, 'alignment')).toBeGreaterThan(3)
    }
  },
)

test('the pane keeps its middle when it changes its width', { tag: '@long' }, async ({ app }) => {
  await openReads(app)
  const box = app.getByLabel('Gene, region, position or variant')
  await box.fill('chr7:117559501-117559700')
  await box.press('Enter')
  await expect(box).toHaveValue(/^chr7:117,559,/)
  await drawn(app)
  const middle = async (): Promise<number> => {
    const [start = 0, end = 0] =
      (await box.inputValue()).replaceAll(',', '').split(':')[1]?.split('-').map(Number) ?? []
    return (start + end) / 2
  }
  const before = await middle()
  await app.setViewportSize({ width: 1200, height: 800 })
  await expect.poll(async () => Math.abs((await middle()) - before)).toBeLessThanOrEqual(2)
})

import type { Page } from '@playwright/test'
import { drawn, expect, openDemo, test } from './support/casement.ts'

/** The tracks of reads, drawn by Casement. */
const tracks = (app: Page) => app.locator('.igv-viewport[data-track-type="casement-reads"]')
const tip = (app: Page) => app.locator('.casement-tip').filter({ visible: true })

async function goTo(app: Page, locus: string): Promise<void> {
  const box = app.getByLabel('Gene, region, position or variant')
  await box.fill(locus)
  await box.press('Enter')
  await drawn(app)
}

async function openReads(app: Page): Promise<void> {
  await openDemo(app)
  await app.getByRole('button', { name: 'How reads are shown' }).click()
  await app.getByRole('menuitem', { name: /own track/ }).click()
  await expect(tracks(app).locator('canvas')).toHaveCount(3)
  await drawn(app)
}

/** The middle of the first track, px of the page. */
async function middle(app: Page): Promise<{ x: number; top: number; height: number }> {
  const box = await tracks(app).first().boundingBox()
  if (box === null) throw new Error('no track of reads')
  return { x: box.x + box.width / 2, top: box.y, height: box.height }
}

/** Moves the pointer down from the coverage until it is on a read; rows have gaps. @returns how far down, px of the page */
async function ontoRead(app: Page): Promise<{ x: number; y: number }> {
  const { x, top, height } = await middle(app)
  for (let y = top + 66; y < top + height; y += 3) {
    await app.mouse.move(x, y)
    const said = await tip(app)
      .textContent({ timeout: 500 })
      .catch(() => '')
    if (said?.includes('strand') === true) return { x, y }
  }
  throw new Error('no read under the pointer')
}

/** All pixels of a track's canvas, as text to compare. */
const picture = (app: Page, at = 0): Promise<string> =>
  tracks(app)
    .nth(at)
    .locator('canvas')
    .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''))

test('draws the reads of the family, with their counts under the pointer', async ({ app }) => {
  await openReads(app)
  await goTo(app, 'chr1:75761101-75761221')
  const { x, top } = await middle(app)
  await app.mouse.move(x, top + 40)
  await expect(tip(app)).toContainText(/chr1:75,761,16\d · depth \d+/)
  await ontoRead(app)
  await expect(tip(app)).toContainText(/strand · MAPQ/)
  await app.mouse.click(x, top + 40)
  await expect(app.locator('.igv-ui-popover').filter({ visible: true })).toContainText(
    'Reads with a base here',
  )
})

test('s, p and c change what is drawn, and back', async ({ app }) => {
  await openReads(app)
  await goTo(app, 'chr1:75761001-75761321')
  const plain = await picture(app)
  await app.keyboard.press('p')
  await expect.poll(() => picture(app)).not.toBe(plain)
  await app.keyboard.press('p')
  await expect.poll(() => picture(app)).toBe(plain)
  await app.keyboard.press('s')
  await expect.poll(() => picture(app)).not.toBe('')
})

test('a click on a read tells all of it; its mate is a press away', async ({ app }) => {
  await openReads(app)
  await goTo(app, 'chr1:75761101-75761221')
  const { x, y } = await ontoRead(app)
  await app.mouse.click(x, y)
  const popup = app.locator('.igv-ui-popover').filter({ visible: true })
  await expect(popup).toContainText('Mapping quality')
  await expect(popup).toContainText('CIGAR')
  await expect(popup.getByRole('button', { name: 'Copy as SAM' })).toBeVisible()
  await popup.getByRole('button', { name: 'Go to mate' }).click()
  await drawn(app)
  await expect(app.getByLabel('Gene, region, position or variant')).not.toHaveValue(
    'chr1:75,761,101-75,761,221',
  )
})

test('a window that is too wide for reads shows their depth, or says how far to zoom in', async ({ app }) => {
  await openReads(app)
  await goTo(app, 'chr1:75700001-75900000')
  await expect(app.locator('.igv-track-label').filter({ hasText: 'depth only' }).first()).toBeVisible()
  const wide = await picture(app)
  await goTo(app, 'chr1:70000001-80000000')
  await expect.poll(() => picture(app)).not.toBe(wide)
})

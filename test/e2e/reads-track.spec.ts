import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { drawByIgv, drawn, expect, goTo, openDemo, test, variants } from './support/casement.ts'

/** The tracks of reads, drawn by Casement. */
const tracks = (app: Page) => app.locator('.igv-viewport[data-track-type="casement-reads"]')
const tip = (app: Page) => app.locator('.casement-tip').filter({ visible: true })

async function openReads(app: Page): Promise<void> {
  await openDemo(app)
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

test('draws the reads of the family; a click tells all of one, and its mate is a press away', async ({
  app,
}) => {
  await openReads(app)
  const home = await app.locator('.status-locus').innerText()
  const popup = app.locator('.igv-ui-popover').filter({ visible: true })
  await goTo(app, 'chr1:75761101-75761221')
  await test.step('counts and reads under the pointer', async () => {
    const { x, top } = await middle(app)
    await app.mouse.move(x, top + 40)
    await expect(tip(app)).toContainText(/chr1:75,761,16\d · depth \d+/)
    await ontoRead(app)
    await expect(tip(app)).toContainText(/strand · MAPQ/)
    await app.mouse.click(x, top + 40)
    await expect(popup).toContainText('Reads with a base here')
    await app.keyboard.press('Escape')
    await expect(popup).toHaveCount(0)
  })
  await test.step('a read, and its mate', async () => {
    const { x, y } = await ontoRead(app)
    await app.mouse.click(x, y)
    await expect(popup).toContainText('Mapping quality')
    await expect(popup).toContainText('CIGAR')
    await expect(popup.getByRole('button', { name: 'Copy as SAM' })).toBeVisible()
    await popup.getByRole('button', { name: 'Go to mate' }).click()
    await drawn(app)
    await expect(app.getByLabel('Gene, region, position or variant')).not.toHaveValue(
      'chr1:75,761,101-75,761,221',
    )
    // And back to the variant under review.
    await app.keyboard.press('.')
    await expect(app.locator('.status-locus')).toHaveText(home)
  })
})

test('s, p and c change what is drawn, and back', { tag: '@long' }, async ({ app }) => {
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

test(
  'a window that is too wide for reads shows their depth, and one that is wider still what the index tells',
  { tag: '@long' },
  async ({ app }) => {
    await openReads(app)
    const label = app.locator('.igv-track-label').first()
    await goTo(app, 'chr1:75700001-75900000')
    await expect(app.locator('.igv-track-label').filter({ hasText: 'depth only' }).first()).toBeVisible()
    const wide = await picture(app)
    await goTo(app, 'chr1:70000001-80000000')
    await expect(
      app.locator('.igv-track-label').filter({ hasText: 'depth estimated from the index' }).first(),
    ).toBeVisible()
    await expect.poll(() => picture(app)).not.toBe(wide)
    // And back: what was drawn of one is not taken for the other.
    await goTo(app, 'chr1:75700001-75900000')
    await expect.poll(() => picture(app)).toBe(wide)
    await goTo(app, 'chr1:75761101-75761221')
    await expect(label).not.toContainText('depth')
    await ontoRead(app)
  },
)

test('the menu colours, groups, sorts and hides, and remembers', { tag: '@long' }, async ({ app }) => {
  await openReads(app)
  await goTo(app, 'chr1:75761101-75761221')
  const choose = async (
    menu: RegExp,
    item: RegExp,
    role: 'menuitemradio' | 'menuitemcheckbox',
  ): Promise<void> => {
    await app.getByRole('button', { name: 'How reads are shown' }).click()
    await app.getByRole('menuitem', { name: menu }).click()
    await app.getByRole(role, { name: item }).click()
    await app.keyboard.press('Escape')
    await app.keyboard.press('Escape')
    await drawn(app)
  }
  let before = await picture(app)
  const changed = async (what: string): Promise<void> => {
    await expect.poll(async () => (await picture(app)) === before, what).toBe(false)
    before = await picture(app)
  }
  await choose(/^Colour by/, /^Read strand/, 'menuitemradio')
  await changed('coloured by strand')
  await choose(/^Group by/, /^Read strand/, 'menuitemradio')
  await changed('grouped by strand')
  await choose(/^Sort by/, /^Start location/, 'menuitemradio')
  await changed('sorted by start')
  await choose(/^Hide reads of low/, /below 30/, 'menuitemradio')
  await expect(app.locator('.genome-browser-filter')).toContainText('MAPQ below 30 is hidden')
  await choose(/^Hide \d/, /^Duplicates/, 'menuitemcheckbox')
  await expect(app.locator('.genome-browser-filter')).toContainText('Drawn: duplicate')
  await app.reload()
  await expect(app.locator('.genome-browser-filter')).toContainText('MAPQ below 30 is hidden')
})

test('one track is drawn by igv.js beside the others, and back', { tag: '@long' }, async ({ app }) => {
  await openReads(app)
  const { x, y } = await ontoRead(app)
  await app.mouse.click(x, y, { button: 'right' })
  await app.getByText('Draw this track as igv.js does').click()
  const classic = app.locator('.igv-viewport[data-track-type="alignment"]')
  await expect(classic).toHaveCount(1)
  await expect(tracks(app)).toHaveCount(2)
  await drawn(app)
  await classic.click({ button: 'right', position: { x: 300, y: 60 } })
  await app.getByText('Draw this track as Casement does').click()
  await expect(tracks(app).locator('canvas')).toHaveCount(3)
})

test('a mate is shown beside its read; a step shows one place again', { tag: '@long' }, async ({ app }) => {
  await openReads(app)
  await goTo(app, 'chr1:75761101-75761221')
  const { x, y } = await ontoRead(app)
  await app.mouse.click(x, y, { button: 'right' })
  await app.getByText('View mate in split screen').click()
  await expect(tracks(app).locator('canvas')).toHaveCount(6)
  await drawn(app)
  const pixels = await tracks(app)
    .nth(1)
    .locator('canvas')
    .evaluate((canvas) => {
      const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null
      return context
        ? new Set(context.getImageData(0, 0, context.canvas.width, context.canvas.height).data).size
        : 0
    })
  expect(pixels).toBeGreaterThan(3)
  await app.keyboard.press('ArrowRight')
  await expect(tracks(app).locator('canvas')).toHaveCount(6)
  await app.keyboard.press('j')
  await expect(tracks(app).locator('canvas')).toHaveCount(3)
  await drawn(app)
})

test('is saved as a drawing of lines and letters', { tag: '@long' }, async ({ app }) => {
  await openReads(app)
  await goTo(app, 'chr1:75761101-75761221')
  const { x, y } = await ontoRead(app)
  await app.mouse.click(x, y, { button: 'right' })
  const saved = app.waitForEvent('download')
  await app.getByText('Save Image (SVG)').click()
  const svg = await readFile(await (await saved).path(), 'utf8')
  expect(svg).toContain('<svg')
  // Rows of reads and a column of coverage for each change of depth.
  expect(svg.match(/<rect/g)?.length ?? 0).toBeGreaterThan(60)
})

/** What a popup says of a column: its lines as text. */
async function columnOf(app: Page, track: string, at: number): Promise<Record<string, string>> {
  const box = await app.locator(`.igv-viewport[data-track-type="${track}"]`).nth(at).boundingBox()
  if (box === null) throw new Error('no such track')
  await app.mouse.click(box.x + box.width / 2, box.y + 40)
  const popup = app.locator('.igv-ui-popover').filter({ visible: true })
  await expect(popup).toContainText('Reads with a base here')
  const text = await popup.innerText()
  await app.keyboard.press('Escape')
  await expect(popup).toHaveCount(0)
  return Object.fromEntries(text.split('\n').map((line) => line.split(/\s{2,}/)))
}

test(
  'counts the same as igv.js where the two count the same: every read, mates twice',
  { tag: '@long' },
  async ({ app }) => {
    await openReads(app)
    await app.getByRole('button', { name: 'How reads are shown' }).click()
    await app.getByRole('menuitem', { name: /^Count overlapping mates/ }).click()
    await app.getByRole('menuitemradio', { name: /^Twice/ }).click()
    await app.keyboard.press('Escape')
    await app.keyboard.press('Escape')
    // In the proband homozygous, heterozygous, and a deletion; the mother is another heterozygous column, or a plain one.
    for (const change of ['c.985A>G', 'c.1226C>G', 'c.942+29del']) {
      await variants(app).getByText(change).click()
      await drawn(app)
      const ours = [await columnOf(app, 'casement-reads', 0), await columnOf(app, 'casement-reads', 1)]
      await drawByIgv(app)
      await drawn(app)
      await expect(app.locator('.igv-viewport[data-track-type="alignment"] canvas')).toHaveCount(3)
      const theirs = [await columnOf(app, 'alignment', 0), await columnOf(app, 'alignment', 1)]
      ours.forEach((column, i) => {
        // The column that was meant, and with reads: equal nothings would prove nothing.
        expect(column['Position']).toMatch(/^chr\d+:[\d,]+$/)
        expect(Number.parseInt(column['Reads with a base here'] ?? '', 10)).toBeGreaterThan(10)
        const other = theirs[i] ?? {}
        // Where no read differs ours says just that. By strand where igv.js tells it.
        const bases = column['Bases'] === 'all as in the reference' ? [] : ['A', 'C', 'G', 'T', 'N']
        const totals = bases.length === 0 ? [] : ['Deleted', 'Insertion before this base']
        for (const name of ['Position', ...bases]) expect(column[name], name).toBe(other[name])
        for (const name of ['Reads with a base here', ...totals])
          expect(column[name]?.split(' ')[0], name).toBe(other[name])
      })
      await drawByUs(app)
    }
  },
)

/** Back to our own track. */
async function drawByUs(app: Page): Promise<void> {
  await app.keyboard.press('ControlOrMeta+k')
  await app.getByRole('combobox', { name: /command/i }).fill('IGV classic')
  await app.keyboard.press('Enter')
  await expect(tracks(app).locator('canvas')).toHaveCount(3)
  await drawn(app)
}

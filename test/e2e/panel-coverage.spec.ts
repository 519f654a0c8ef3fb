import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, type Host, openDemo, test, variants, violations } from './support/casement.ts'

const dialog = (app: Page): Locator => app.getByRole('dialog', { name: /^Coverage of the panel/ })
const genes = (app: Page): Locator => app.getByRole('grid', { name: 'Coverage by gene' })
const line = (app: Page): Locator => app.locator('.coverage-line')

/** The demo with a panel in use, of which no gene has the name of one word. */
async function openWithPanel(app: Page, host: Host, text: string): Promise<void> {
  await writeFile(join(host.files, 'Epilepsy.txt'), text)
  await openDemo(app)
  await app.keyboard.press('Control+k')
  await app.keyboard.type('Panels and annotation')
  await app.keyboard.press('Enter')
  await host.chooseFiles(app, 'Add panels…', ['Epilepsy.txt'])
  await expect(app.getByRole('region', { name: 'Panels and annotation' })).toContainText('Epilepsy')
  await app.keyboard.press('Escape')
}

test.slow()

test('a panel is counted, read gene by gene, and a gap leads to its reads', async ({ app, host }) => {
  await openWithPanel(app, host, '# name: Epilepsy\nSCN1A\nCFTR\nACADM\nNOTAGENE1\n')
  await expect(line(app)).toContainText('Coverage of the panel: not yet counted')
  await line(app).getByRole('button', { name: 'Count', exact: true }).click()
  await expect(line(app)).toContainText(/^Panel, proband: \d+\.\d % ≥ 15x · \d+ gaps · 1 not counted$/)

  await line(app).getByRole('button').click()
  const page = dialog(app)
  // What is not counted is said before any number.
  await expect(page.getByRole('note').first()).toContainText(
    '1 gene not counted: the annotation has no gene of this name. NOTAGENE1.',
  )
  await expect(page.getByRole('row', { name: /^Proband/ })).toContainText('below the target')
  await expect(genes(app).getByRole('row', { name: /^SCN1A/ })).toContainText(/\d+\.\d %/)
  await expect(genes(app).getByRole('row', { name: /^NOTAGENE1/ })).toContainText('not counted')
  expect(await violations(app)).toEqual([])

  // By keyboard: to the table, to a gene, to its first gap, to the reads.
  await genes(app).focus()
  await app.keyboard.press('End')
  await app.keyboard.press('Home')
  await app.keyboard.press('ArrowDown')
  const selected = genes(app).locator('[aria-selected=true]')
  await expect(selected).toHaveCount(1)
  const symbol = (await selected.locator('.gene-table-symbol').innerText()).trim()
  const detail = page.getByRole('region', { name: `Exons and gaps of ${symbol}` })
  await expect(detail.getByRole('table').first()).toContainText(/gaps? below 15x/)
  await app.keyboard.press('Enter')
  const gap = detail.getByRole('button', { name: /^Show the reads at/ }).first()
  await expect(gap).toBeFocused()
  const place = (await gap.innerText()).replaceAll(',', '')
  await app.keyboard.press('Enter')
  await expect(page).toHaveCount(0)
  await expect(app.locator('.status-locus')).toBeVisible()
  const [contig = '', from = '', to = ''] = place.split(/[:–]/)
  await expect
    .poll(async () => {
      const [shown = '', range = ''] = (await app.locator('.status-locus').innerText())
        .replaceAll(',', '')
        .split(':')
      const [first = 0, last = 0] = range.split('-').map(Number)
      return (
        shown === contig &&
        first <= Number(from) &&
        last >= Number(to) &&
        last - first < 3 * (Number(to) - Number(from)) + 400
      )
    })
    .toBe(true)
  await expect(app.locator('#genome-browser')).toBeFocused()

  // Reopened, it is there at once, as it was.
  await app.keyboard.press('Control+k')
  await app.keyboard.type('Coverage of the panel')
  await app.keyboard.press('Enter')
  await expect(genes(app).locator('[aria-selected=true]')).toContainText(symbol)
  await app.keyboard.press('Escape')
  await expect(page).toHaveCount(0)
})

test('a count is exported, and goes out of date with the panel', { tag: '@long' }, async ({ app, host }) => {
  await openWithPanel(app, host, '# name: Epilepsy\nSCN1A\nCFTR\n')
  await line(app)
    .getByRole('button', { name: /not yet counted/ })
    .click()
  const page = dialog(app)
  await expect(page).toContainText('Not yet counted: 2 genes of Epilepsy')
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await expect(genes(app)).toBeVisible()

  const exported = async (name: RegExp): Promise<string> => {
    await page.getByRole('button', { name: 'Export' }).click()
    const coming = app.waitForEvent('download')
    await app.getByRole('menuitem', { name }).click()
    return readFile(await (await coming).path(), 'utf8')
  }
  const table = await exported(/Table of genes/)
  expect(table.split('\n').filter((text) => /\tSCN1A\t/.test(text))).toHaveLength(3)
  const bed = await exported(/Gaps below 15x, Proband/)
  const gaps = bed.split('\n').filter((text) => text !== '' && !text.startsWith('#'))
  // The summary counts as many.
  const cells = page.getByRole('row', { name: /^Proband/ }).getByRole('cell')
  await expect(cells.nth(7)).toHaveText(gaps.length.toLocaleString('en-GB'))

  // Filters of the table.
  await page.getByLabel('Find genes').fill('scn')
  await expect(page.getByRole('group', { name: 'Genes shown' })).toContainText('1 of 2 genes')
  await page.getByLabel('Find genes').fill('')

  // Other genes, by name.
  await page.getByRole('button', { name: /What to count/ }).click()
  await app.getByRole('option', { name: 'Genes by name…' }).click()
  await page.getByLabel('Genes, by symbol or Ensembl id').fill('ACADM, brca1')
  await page.getByLabel('Genes, by symbol or Ensembl id').press('Enter')
  await expect(page).toContainText('Not yet counted: 2 genes · ')
  await app.keyboard.press('Escape')

  await app.keyboard.press('Control+k')
  await app.keyboard.type('Panels and annotation')
  await app.keyboard.press('Enter')
  await writeFile(join(host.files, 'More.txt'), 'ACADM\n')
  await host.chooseFiles(app, 'Add panels…', ['More.txt'])
  await app.keyboard.press('Escape')
  await expect(line(app)).toContainText('Coverage of the panel: out of date')
  await line(app)
    .getByRole('button', { name: /out of date/ })
    .click()
  await expect(page.getByRole('note').first()).toContainText('Out of date')
  await expect(page).toContainText('2 genes of Epilepsy')
  await app.keyboard.press('Escape')
  await expect(variants(app)).toBeVisible()
})

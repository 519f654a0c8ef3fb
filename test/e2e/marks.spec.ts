import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, openDemo, record, selectedRow, test, variants, violations } from './support/casement.ts'

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Filters' })
const count = (page: Page): Locator => page.locator('.list-count')
const lines = (page: Page): Locator => variants(page).locator('.variant-body > [role=row]')
const marked = (page: Page): Locator => variants(page).locator('.cell-mark[data-marked]')
const status = (page: Page): Locator => page.getByRole('contentinfo')

async function openImported(page: Page): Promise<void> {
  await openDemo(page)
  await expect(bar(page).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
}

test('marks with Space and with a click, lists only what is marked, and has it again after a reload', async ({
  app,
}) => {
  await openImported(app)
  await variants(app).focus()
  await app.keyboard.press(' ')
  await expect(selectedRow(app).getByText('marked')).toBeAttached()
  await expect(record(app).getByRole('button', { name: 'Marked' })).toHaveAttribute('aria-pressed', 'true')
  await expect(status(app)).toContainText('1 marked')

  // The click marks another one, and nothing else happens.
  const change = await selectedRow(app).getByRole('gridcell').nth(2).innerText()
  await lines(app).nth(3).locator('.cell-mark').click()
  await expect(marked(app)).toHaveCount(2)
  await expect(selectedRow(app).getByRole('gridcell').nth(2)).toHaveText(change)
  expect(await violations(app)).toEqual([])

  await app.keyboard.press('m')
  await expect(count(app)).toHaveText('2 of 175 · 1 filter')
  await expect(lines(app)).toHaveCount(2)
  await app.keyboard.press(' ')
  await expect(count(app)).toHaveText('1 of 175 · 1 filter')
  await expect(app.getByText('The selected variant is hidden by filters.')).toBeVisible()
  // Pressed again the mark is back, and the variant with it.
  await app.keyboard.press(' ')
  await expect(count(app)).toHaveText('2 of 175 · 1 filter')

  await app.reload()
  await expect(count(app)).toHaveText('2 of 175 · 1 filter', { timeout: 30_000 })
  await expect(marked(app)).toHaveCount(2)
  await app.getByRole('button', { name: '2 marked: list all again' }).click()
  await expect(count(app)).toHaveText('175 of 175 variants')
})

test('Space presses the button that has the focus, and marks nothing', { tag: '@long' }, async ({ app }) => {
  await openImported(app)
  await bar(app).getByRole('button', { name: 'Presets' }).focus()
  await app.keyboard.press(' ')
  await expect(app.getByRole('menu', { name: 'Presets' })).toBeVisible()
  await expect(marked(app)).toHaveCount(0)
})

test('exports which variants are marked', { tag: '@long' }, async ({ app }) => {
  await openImported(app)
  await lines(app).nth(1).locator('.cell-mark').click()
  await expect(marked(app)).toHaveCount(1)
  await app.getByRole('button', { name: 'Columns, copy and export' }).click()
  const download = app.waitForEvent('download')
  await app.getByRole('menuitem', { name: /as a table \(TSV\)$/ }).click()
  const table = readFileSync(await (await download).path(), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('##'))
    .map((line) => line.split('\t').at(-1))
  expect(table[0]).toBe('marked')
  expect(table.filter((cell) => cell === 'true')).toHaveLength(1)
  expect(table[2]).toBe('true')
})

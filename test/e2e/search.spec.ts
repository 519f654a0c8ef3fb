import type { Locator, Page } from '@playwright/test'
import { expect, openDemo, record, selectedRow, test, violations } from './support/casement.ts'

const box = (page: Page): Locator => page.getByLabel('Gene, region, position or variant')
const completions = (page: Page): Locator => page.getByRole('listbox', { name: 'Completions' })

async function openImported(page: Page): Promise<void> {
  await openDemo(page)
  await expect(page.getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
}

/** Types as people do. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type(text)
}

test('finds a variant by its rs number, its HGVS and its alleles', { tag: '@long' }, async ({ app }) => {
  await openImported(app)
  await type(app, 'rs77931234')
  const option = completions(app).getByRole('option')
  await expect(option).toHaveCount(1)
  await expect(option).toContainText('ACADM')
  await expect(option).toContainText('c.985A>G')
  await expect(option).toContainText('Proband: homozygous alternate')
  expect(await violations(app)).toEqual([])
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(record(app)).toContainText('c.985A>G')
  await expect(selectedRow(app)).toContainText('ACADM')
  const place = (await record(app).locator('.summary-place .mono').innerText()).split(' ')

  await variantsKey(app, 'j')
  await expect(record(app)).not.toContainText('c.985A>G')
  await type(app, 'ACADM c.985A>G')
  await app.keyboard.press('Enter')
  await expect(record(app)).toContainText('rs77931234')

  await variantsKey(app, 'j')
  const [contig = '', position = ''] = (place[1] ?? '').split(':')
  await type(app, `${contig}-${position}-${(place[2] ?? '').replace('>', '-')}`)
  await app.keyboard.press('Enter')
  await expect(record(app)).toContainText('rs77931234')
  await expect(box(app)).not.toBeFocused()
})

async function variantsKey(page: Page, key: string): Promise<void> {
  await page.getByRole('grid', { name: 'Variants' }).focus()
  await page.keyboard.press(key)
}

test('says that there is no such variant, of which file', { tag: '@long' }, async ({ app }) => {
  await openImported(app)
  await type(app, 'rs1234567')
  const told = app.locator('.locus-drop')
  await expect(told).toContainText(/No variant rs1234567 in \S+\.vcf\.gz\./)
  await app.keyboard.press('Enter')
  await expect(told.getByRole('alert')).toContainText(/No variant rs1234567 in \S+\.vcf\.gz\./)
  await app.keyboard.press('Escape')
  await expect(told).toBeHidden()
})

test('shows a variant that filters hide, and says that they do', { tag: '@long' }, async ({ app }) => {
  await openImported(app)
  await app.keyboard.press('f')
  await app.getByRole('dialog').getByRole('button', { name: 'Write an expression instead' }).click()
  await app.getByRole('dialog').getByLabel('Expression').fill('gene != "ACADM"')
  await app.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  await expect(app.locator('.list-count')).toHaveText(/· 1 filter$/)
  await type(app, 'rs77931234')
  await app.keyboard.press('Enter')
  await expect(record(app)).toContainText('c.985A>G')
  await expect(app.getByText('The selected variant is hidden by filters.')).toBeVisible()
  await app.getByRole('button', { name: 'Clear filters' }).click()
  await expect(selectedRow(app)).toContainText('ACADM')
})

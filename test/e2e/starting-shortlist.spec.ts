import type { Locator, Page } from '@playwright/test'
import { closeCase, expect, record, selectedRow, test, variants, violations } from './support/casement.ts'
import { writeTieredFamily } from './support/starting-shortlist.ts'

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Filters' })
const count = (page: Page): Locator => page.locator('.list-count')
const lines = (page: Page): Locator => variants(page).locator('.variant-body > [role=row]')
const note = (page: Page): Locator => record(page).getByRole('textbox', { name: 'Note' })

test('a folder with tiering: its shortlist is filtered by, and what it says is shown as its own', async ({
  app,
  host,
}) => {
  writeTieredFamily(host.files)
  await host.openFolder(app)
  await expect(bar(app).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
  await expect(lines(app).filter({ hasText: 'GEL tier 1' })).toHaveCount(1)

  await bar(app).getByRole('button', { name: 'Presets' }).click()
  await app.getByRole('menuitemcheckbox', { name: 'On a starting shortlist' }).click()
  await app.keyboard.press('Escape')
  await expect(count(app)).toHaveText('2 of 4 · 1 filter')
  await expect(lines(app)).toHaveCount(2)

  const stated = record(app).getByRole('region', {
    name: 'Stated by Genomics England tiering 2.0, 2023-05-01',
  })
  await variants(app).focus()
  await app.keyboard.press('k')
  await expect(selectedRow(app)).toContainText('SCN2A')
  await expect(stated).toContainText('Tier 1 · SCN2A')
  await expect(stated).toContainText('monoallelic not imprinted')
  await expect(stated).toContainText('de novo')
  await expect(stated).toContainText('Intellectual disability 4.42')
  await expect(stated).toContainText('what Genomics England tiering says, not a finding of this review')
  await expect(stated.locator('.stated-list > li')).toHaveCount(2)
  expect(await violations(app)).toEqual([])

  // Stepping goes through the shortlist, by whatever name a contig has there.
  await app.keyboard.press('j')
  await expect(selectedRow(app)).toContainText('MT-TL1')
  await expect(stated).toContainText('Tier 2 · MT-TL1')

  await app.keyboard.press('Control+k')
  await app.getByRole('combobox', { name: 'Command or locus' }).fill('Panels and annotation')
  await app.keyboard.press('Enter')
  const dialog = app.getByRole('dialog')
  await expect(dialog).toContainText('3 variants: 1 of 3 is not in the VCF.')
  await dialog.getByText('Not in the VCF', { exact: true }).click()
  await expect(dialog).toContainText('15:48,470,000 G>A (FBN1)')
  expect(await violations(app)).toEqual([])
  await dialog.getByRole('button', { name: 'Remove tiering.json' }).click()
  await expect(dialog).toContainText('None. Genomics England’s InterpretedGenome')
  await app.keyboard.press('Escape')
  await expect(app.getByText('None of the 4 variants passes all the filters.')).toBeVisible()
})

test(
  'a note is said to be saved once it is, and is there when the case is opened again',
  { tag: '@long' },
  async ({ app, host }) => {
    writeTieredFamily(host.files)
    await host.openFolder(app)
    await expect(bar(app).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
    await lines(app).first().click()
    await note(app).fill('Father: 0 of 30 reads.\njk space m')
    // Letters go into the note: nothing is marked, and the selection stays.
    await expect(selectedRow(app)).toContainText('SCN2A')
    const section = record(app).getByRole('region', { name: 'Note' })
    await expect(section.getByRole('status')).toHaveText('Saved')
    await expect(lines(app).first().getByText('noted')).toBeAttached()
    await lines(app).nth(1).click()
    await expect(note(app)).toHaveValue('')

    await closeCase(app)
    await host.openFolder(app)
    await expect(lines(app).first().getByText('noted')).toBeAttached({ timeout: 30_000 })
    await lines(app).first().click()
    await expect(note(app)).toHaveValue('Father: 0 of 30 reads.\njk space m')
    await expect(section.getByRole('status')).toHaveText('Saved')
    expect(await violations(app)).toEqual([])
  },
)

import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { TRIO, writeBam, writePed, writeVcf } from '../support/case-files.ts'
import { expect, test, violations } from './support/casement.ts'

const symbol = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Pedigree' }).getByRole('button', { name: new RegExp(`^${name},`) })

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a family is proposed, corrected in the table, exported, undone and confirmed', async ({
  app,
  host,
}) => {
  await writeBam(host.files, 'kim.bam')
  await writeVcf(host.files, 'trio.vcf', { samples: ['kim', 'mum', 'dad'] })
  writePed(host.files, 'trio.ped', TRIO)
  await host.openFiles(app, ['kim.bam', 'trio.vcf', 'trio.ped'])
  await expect(app.getByText('Family proposed from trio.ped')).toBeVisible()
  await app.getByRole('button', { name: 'Look and confirm…' }).click()
  await expect(symbol(app, 'kim')).toHaveAttribute('data-affected', 'affected')
  await expect(symbol(app, 'mum')).toHaveAccessibleName('mum, mother, female, unaffected, data: mum')
  await expect(app.getByRole('table', { name: 'Samples and files' })).toContainText('kim.bamby its @RG SM')
  expect(await violations(app)).toEqual([])

  await choose(app, 'Condition of mum', 'Affected')
  await expect(symbol(app, 'mum')).toHaveAttribute('data-affected', 'affected')
  await app
    .locator('label.check')
    .filter({ has: app.getByLabel('dad is deceased') })
    .click()
  await expect(symbol(app, 'dad')).toHaveAttribute('data-deceased', '')

  const saved = app.waitForEvent('download')
  await app.getByRole('button', { name: 'Export PED' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^case-.*\.ped$/)
  expect(readFileSync(await download.path(), 'utf8')).toBe(
    '#FID\tIID\tPAT\tMAT\tSEX\tPHENO\nF\tkim\tdad\tmum\t1\t2\nF\tdad\t0\t0\t1\t1\nF\tmum\t0\t0\t2\t2\n',
  )

  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(symbol(app, 'dad')).not.toHaveAttribute('data-deceased')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(symbol(app, 'mum')).toHaveAttribute('data-affected', 'unaffected')

  // By keys alone: from the child up to a parent and across to the other.
  await symbol(app, 'kim').focus()
  await app.keyboard.press('ArrowUp')
  await app.keyboard.press('ArrowRight')
  await expect(symbol(app, 'mum')).toBeFocused()

  await app.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(app.getByText(/^ ?Confirmed by /)).toBeVisible()
  await app.getByRole('button', { name: 'Done' }).click()
  await expect(app.getByText('Family proposed from trio.ped')).toHaveCount(0)
})

test(
  'two families in a folder are told, and somebody is brought into another',
  { tag: '@long' },
  async ({ app, host }) => {
    await writeVcf(host.files, 'all.vcf', { samples: ['kim', 'mum', 'dad', 'lee', 'lea', 'aunt'] })
    writePed(host.files, 'all.ped', [...TRIO, 'G lee 0 lea 1 2', 'G lea 0 0 2 1'])
    await host.openFiles(app, ['all.vcf', 'all.ped'])
    await expect(
      app.getByText('Family proposed from all.ped; it has 2 families, of which one has the proband'),
    ).toBeVisible()
    await app.getByRole('button', { name: 'Look and confirm…' }).click()
    await app.getByRole('textbox', { name: 'Family of aunt' }).fill('F')
    await app.keyboard.press('Enter')
    // Parents are of one's own family.
    await choose(app, 'Mother of mum', 'aunt')
    await expect(symbol(app, 'mum')).toHaveAccessibleName(/child of aunt/)
    await app.getByRole('textbox', { name: 'Family of lee' }).fill('H')
    await app.keyboard.press('Enter')
    await expect(app.getByRole('textbox', { name: 'Family of lea' })).toHaveValue('H')
    await expect(symbol(app, 'lee')).toHaveAccessibleName(/child of lea/)
    expect(await violations(app)).toEqual([])
  },
)

test(
  'what the drawing shows of somebody is changed in it, by keys and by mouse',
  { tag: '@long' },
  async ({ app, host }) => {
    await writeVcf(host.files, 'trio.vcf', { samples: ['kim', 'mum', 'dad'] })
    writePed(host.files, 'trio.ped', TRIO)
    await host.openFiles(app, ['trio.vcf', 'trio.ped'])
    await app.getByRole('button', { name: 'Look and confirm…' }).click()
    await symbol(app, 'mum').focus()
    await app.keyboard.press('Enter')
    await expect(app.getByRole('menu', { name: 'Change mum' })).toBeVisible()
    await app.getByRole('menuitem', { name: 'Deceased' }).click()
    await expect(symbol(app, 'mum')).toHaveAttribute('data-deceased', '')
    await expect(symbol(app, 'mum')).toBeFocused()
    await symbol(app, 'kim').click({ button: 'right' })
    await app.getByRole('menuitem', { name: /^Condition/ }).click()
    await app.getByRole('menuitemradio', { name: 'Unaffected' }).click()
    await expect(symbol(app, 'kim')).toHaveAttribute('data-affected', 'unaffected')
    await symbol(app, 'kim').click({ button: 'right' })
    await app.getByRole('menuitem', { name: 'Add a sister or brother of kim' }).click()
    await expect(symbol(app, 'sibling of kim')).toHaveAccessibleName(/child of dad and mum/)
  },
)

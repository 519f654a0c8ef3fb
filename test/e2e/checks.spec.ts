import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { writeFamily } from '../support/family-case.ts'
import { SCENARIOS } from '../support/family-scenarios.ts'
import { expect, selectedRow, test, variants, violations } from './support/casement.ts'

const mark = (page: Page): Locator => page.getByRole('button', { name: /^Integrity: / })
const page = (app: Page): Locator => app.getByRole('dialog', { name: 'Checks before the first variant' })

test('a planted chromosome of one parent is found, read by keyboard and as a table, and acknowledged until undone', async ({
  app,
  host,
}) => {
  writeFamily(host.files, SCENARIOS.isodisomy)
  await host.openFiles(app, ['family.vcf', 'family.ped'])
  await expect(mark(app)).toHaveText('2 checks', { timeout: 30_000 })
  await expect(app.getByRole('note', { name: 'Checks to look at' })).toContainText('Mendelian errors')
  await mark(app).click()
  // A chromosome of the mother alone has sites without any of the father's alleles, too: relatedness warns.
  // What is to be looked at is chosen, and the list is walked by the arrow keys.
  const list = page(app).getByRole('navigation', { name: 'Checks' })
  // What relatedness found may name the other check.
  const mendelian = list
    .getByRole('button')
    .filter({ has: app.getByText('Mendelian errors', { exact: true }) })
  const related = list.getByRole('button', { name: 'Relatedness' })
  await expect(related).toHaveAttribute('aria-current', 'true')
  await related.focus()
  await expect(page(app).getByRole('heading', { name: 'Relatedness', level: 3 })).toBeVisible()
  for (let i = 0; i < 4; i++) await app.keyboard.press('ArrowDown')
  await expect(mendelian).toBeFocused()

  const plot = page(app).getByRole('group', { name: 'Mendelian errors of CHILD in each megabase' })
  await plot.focus()
  await app.keyboard.press('Home')
  await expect(page(app).getByText(/^Chromosome 1: 0 errors at [\d,]+ sites \(0\.0 %\)$/)).toBeVisible()
  for (let i = 0; i < 14; i++) await app.keyboard.press('ArrowRight')
  await expect(page(app).getByText(/^Chromosome 15: .*; alleles of the mother alone$/)).toBeVisible()
  expect(await violations(app)).toEqual([])
  await page(app).getByRole('button', { name: 'As table' }).first().click()
  await expect(page(app).getByRole('row', { name: /^chr15 / })).toContainText('mother: isodisomy')

  const acknowledge = page(app).getByRole('button', { name: 'Acknowledge' })
  await expect(acknowledge).toBeDisabled()
  await page(app).getByLabel('Go on all the same, because').fill('Known: reported by the laboratory.')
  await acknowledge.click()
  const given = page(app).getByText(/^Acknowledged by .*: Known: reported by the laboratory\./)
  await expect(given).toBeVisible()
  expect(await violations(app)).toEqual([])
  await page(app).getByRole('button', { name: 'Withdraw' }).click()
  await expect(given).toHaveCount(0)
  await page(app).getByLabel('Go on all the same, because').fill('Known: reported by the laboratory.')
  await acknowledge.click()
  await expect(given).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(page(app)).toHaveCount(0)
  await expect(mark(app)).toHaveText('1 check')
  await expect(app.getByRole('note', { name: 'Checks to look at' })).not.toContainText('Mendelian errors')

  await variants(app).focus()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(mark(app)).toHaveText('2 checks')
})

test('a stranger in the father’s place stops the review before its first variant, until somebody goes on', async ({
  app,
  host,
}) => {
  writeFamily(host.files, SCENARIOS.stranger)
  await host.openFiles(app, ['family.vcf', 'family.ped'])
  const cover = app.getByRole('alert', { name: /may be a mix-up/ })
  await expect(cover).toContainText('Relatedness', { timeout: 30_000 })
  await expect(cover).toContainText('FATHER')
  await expect(variants(app)).toHaveCount(0)
  // Nothing that is not seen is marked or stepped over.
  for (const key of ['j', ' ', 'j']) await app.keyboard.press(key)
  expect(await violations(app)).toEqual([])
  // Checked again it stays, and the keyboard is on it though the button that opened the page is gone.
  await expect(mark(app)).toHaveText('3 checks', { timeout: 30_000 })
  const opener = await cover.getByRole('button', { name: 'See the numbers' }).elementHandle()
  await opener?.click()
  await page(app).getByRole('button', { name: 'Check everything again' }).click()
  await expect.poll(() => opener?.evaluate((button) => button.isConnected)).toBe(false)
  await app.keyboard.press('Escape')
  await expect(mark(app)).toHaveText('3 checks', { timeout: 30_000 })
  await expect(app.locator('#gate-cover')).toBeFocused()
  await cover.getByRole('button', { name: 'Go on to the variants' }).click()
  await expect(variants(app)).toBeFocused()
  await expect(selectedRow(app)).toHaveAttribute('aria-rowindex', '2')
  await expect(app.getByText('1 marked')).toHaveCount(0)
  await expect(app.getByRole('note', { name: 'Checks to look at' })).toContainText('Relatedness')

  await app.reload()
  await expect(cover).toBeVisible({ timeout: 30_000 })
})

test('variants of another reference block the review, and no reason takes that away', async ({
  app,
  host,
}) => {
  const bases = 'ACGGT'.repeat(120)
  writeFileSync(join(host.files, 'reference.fa'), `>chrA\n${bases}\n`)
  const records = Array.from({ length: 60 }, (_, i) => `chrA\t${5 * i + 1}\t.\tT\tG\t50\tPASS\t.\tGT\t0/1`)
  const head = ['##fileformat=VCFv4.2', '##contig=<ID=chrA,length=600>', '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tkim'] // prettier-ignore
  writeFileSync(join(host.files, 'other.vcf'), `${[...head, ...records].join('\n')}\n`)
  await host.openFiles(app, ['other.vcf', 'reference.fa'])
  const blocked = app.getByRole('alert', { name: 'The review is blocked' })
  await expect(blocked).toContainText('other.vcf: 60 of 60 REF bases differ from reference.fa', {
    timeout: 30_000,
  })
  await expect(blocked).toContainText('chrA:1 has T, the reference A')
  await expect(variants(app)).toHaveCount(0)
  await blocked.getByRole('button', { name: 'See the numbers' }).click()
  await expect(page(app).getByText('This check blocks the review and cannot be acknowledged')).toBeVisible()
  await expect(page(app).getByRole('button', { name: 'Acknowledge' })).toHaveCount(0)
  expect(await violations(app)).toEqual([])
})

test('a clean family passes', { tag: '@long' }, async ({ app, host }) => {
  writeFamily(host.files, SCENARIOS.clean)
  await host.openFiles(app, ['family.vcf', 'family.ped'])
  await expect(mark(app)).toHaveText(/^\d of 9 checks passed$/, { timeout: 30_000 })
})

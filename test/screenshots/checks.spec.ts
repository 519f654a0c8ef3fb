import { join } from 'node:path'
import { expect, test } from '../e2e/support/casement.ts'
import { writePed } from '../support/case-files.ts'
import { writeFamily } from '../support/family-case.ts'
import { SCENARIOS } from '../support/family-scenarios.ts'
import { writeGenomeBam } from '../support/genome-bam.ts'

const FOLDER = 'docs/screenshots'

for (const scheme of ['light', 'dark'] as const) {
  test(`checks, ${scheme}`, async ({ app, host }) => {
    await app.emulateMedia({ colorScheme: scheme })
    writeFamily(host.files, SCENARIOS.isodisomy)
    await host.openFiles(app, ['family.vcf', 'family.ped'])
    const mark = app.getByRole('button', { name: /^Integrity: 2 checks/ })
    await mark.click({ timeout: 30_000 })
    const dialog = app.getByRole('dialog')
    for (const [title, name] of [
      ['Relatedness', 'relatedness'],
      ['Mendelian errors', 'mendelian'],
    ] as const) {
      await dialog.locator(`#check-${name}`).click()
      await expect(dialog.getByRole('heading', { name: title, level: 3 })).toBeVisible()
      await dialog.locator('.plot-place').first().focus()
      for (let i = 0; i < (name === 'mendelian' ? 15 : 3); i++) await app.keyboard.press('ArrowRight')
      await app.screenshot({ path: `${FOLDER}/checks-${name}-${scheme}.png` })
    }
  })
  test(`a mix-up, ${scheme}`, async ({ app, host }) => {
    await app.emulateMedia({ colorScheme: scheme })
    writeFamily(host.files, SCENARIOS.swapped)
    await host.openFiles(app, ['family.vcf', 'family.ped'])
    await expect(app.getByRole('alert', { name: /may be a mix-up/ })).toBeVisible({ timeout: 30_000 })
    await expect(app.getByRole('button', { name: /^Integrity: \d+ checks$/ })).toBeVisible({
      timeout: 30_000,
    })
    await app.screenshot({ path: `${FOLDER}/checks-mix-up-${scheme}.png` })
  })
  test(`coverage in the checks, ${scheme}`, async ({ app, host }) => {
    await app.emulateMedia({ colorScheme: scheme })
    writePed(host.files, 'family.ped', ['F kim 0 mum 1 2', 'F mum 0 0 2 1'])
    await writeGenomeBam(join(host.files, 'kim.bam'), 'kim', { '21': 3, X: 1, Y: 1 })
    await writeGenomeBam(join(host.files, 'mum.bam'), 'mum', { Y: 0 })
    await host.openFiles(app, ['kim.bam', 'mum.bam', 'family.ped'])
    await app.getByRole('button', { name: /^Integrity: \d+ check/ }).click({ timeout: 60_000 })
    const dialog = app.getByRole('dialog')
    const found = dialog.getByRole('list', { name: 'What was found' })
    await dialog.getByRole('button', { name: 'Coverage of the genome' }).click()
    await expect(found.getByText(/^kim: chr21 at 1\.[456]\d of the usual depth\. A chromosome/)).toBeVisible()
    await expect(dialog.locator('.plot-place canvas')).toHaveCount(2)
    await app.screenshot({ path: `${FOLDER}/checks-coverage-${scheme}.png` })
    await dialog.getByRole('button', { name: 'Sex' }).click()
    await expect(
      found.getByText(/^kim: X at 0\.\d+ and Y at 0\.\d+ .* seen as male, stated male/),
    ).toBeVisible()
  })
}

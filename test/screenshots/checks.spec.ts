import { expect, openDemo, test, drawn } from '../e2e/support/casement.ts'
import { writeFamily } from '../support/family-case.ts'
import { SCENARIOS } from '../support/family-scenarios.ts'

const FOLDER = 'docs/screenshots'

for (const scheme of ['light', 'dark'] as const) {
  test(`checks, ${scheme}`, async ({ app, host }) => {
    await app.emulateMedia({ colorScheme: scheme })
    writeFamily(host.files, SCENARIOS.isodisomy)
    await host.openFiles(app, ['family.vcf', 'family.ped'])
    const mark = app.getByRole('button', { name: /^Integrity: \d+ check/ })
    await mark.click({ timeout: 30_000 })
    const dialog = app.getByRole('dialog')
    for (const [title, name] of [
      ['Relatedness', 'relatedness'],
      ['Mendelian errors', 'mendelian'],
    ] as const) {
      await dialog.getByRole('button', { name: title }).click()
      await expect(dialog.getByRole('heading', { name: title, level: 3 })).toBeVisible()
      await dialog.locator('.plot-place').first().focus()
      for (let i = 0; i < (name === 'mendelian' ? 15 : 3); i++) await app.keyboard.press('ArrowRight')
      await app.screenshot({ path: `${FOLDER}/checks-${name}-${scheme}.png` })
    }
  })
  test(`coverage in the checks, ${scheme}`, async ({ app }) => {
    await app.emulateMedia({ colorScheme: scheme })
    await openDemo(app)
    await drawn(app)
    await app
      .getByRole('button', { name: /^Integrity: (\d+ check|Checks passed)/ })
      .click({ timeout: 30_000 })
    const dialog = app.getByRole('dialog')
    await app.screenshot({ path: `${FOLDER}/checks-demo-${scheme}.png` })
    await dialog.getByRole('button', { name: 'Coverage of the genome' }).click()
    await expect(dialog.locator('.plot-place').first()).toBeVisible()
    await app.screenshot({ path: `${FOLDER}/checks-coverage-${scheme}.png` })
  })
}

import { writeTieredFamily } from '../e2e/support/starting-shortlist.ts'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawn, openDemo, record, test, variants } from '../e2e/support/casement.ts'

const FOLDER = 'docs/screenshots'

for (const scheme of ['light', 'dark'] as const) {
  test(scheme, async ({ app }) => {
    await app.emulateMedia({ colorScheme: scheme })
    await app.screenshot({ path: `${FOLDER}/start-${scheme}.png` })
    await openDemo(app)
    // ACADM c.985A>G: homozygous in the proband, heterozygous in both parents.
    await variants(app).getByText('c.985A>G').click()
    await record(app).getByText('rs77931234').first().waitFor()
    await drawn(app)
    await app.screenshot({ path: `${FOLDER}/review-${scheme}.png` })
  })
}

const FILTERS = ['impact in ["HIGH", "MODERATE"]', 'gt(proband) != "hom-ref"']

for (const scheme of ['light', 'dark'] as const)
  test(`filters, ${scheme}`, async ({ app }) => {
    await app.emulateMedia({ colorScheme: scheme })
    await openDemo(app)
    const dialog = app.getByRole('dialog')
    const write = async (): Promise<void> => {
      await variants(app).focus()
      await app.keyboard.press('f')
      await dialog.getByRole('button', { name: 'Write an expression instead' }).click()
    }
    for (const expression of FILTERS) {
      await write()
      await dialog.getByLabel('Expression').fill(expression)
      await dialog.getByRole('button', { name: 'Add' }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    await write()
    await dialog.getByLabel('Expression').pressSequentially('popmax_af < 0.001 and p')
    await dialog.getByRole('option').first().waitFor()
    await drawn(app)
    await app.screenshot({ path: `${FOLDER}/filters-${scheme}.png` })
  })

/** What the reads tell in three findings of the demo: by its change in the list; as pairs where pairs tell it. */
const FINDINGS = [
  { name: 'de-novo', change: 'c.2134C>T', scheme: 'light', pairs: false },
  { name: 'deletion', change: 'c.1846-437_2140+459del', scheme: 'light', pairs: true },
  { name: 'artefact', change: 'c.2540T>G', scheme: 'dark', pairs: false },
] as const

for (const { name, change, scheme, pairs } of FINDINGS)
  test(`reads of the ${name}`, async ({ app }) => {
    await app.emulateMedia({ colorScheme: scheme })
    await openDemo(app)
    await variants(app).focus()
    const line = variants(app).getByText(change)
    // The list draws only the lines in sight.
    for (let page = 0; page < 20 && (await line.count()) === 0; page++) {
      await app.keyboard.press('PageDown')
      await drawn(app)
    }
    await line.first().click()
    if (pairs) await app.keyboard.press('p')
    await drawn(app)
    await app.waitForTimeout(500)
    await app.screenshot({ path: `${FOLDER}/reads-${name}.png` })
  })

for (const scheme of ['light', 'dark'] as const)
  test(`starting shortlist, ${scheme}`, async ({ app, host }) => {
    await app.emulateMedia({ colorScheme: scheme })
    writeTieredFamily(host.files)
    await host.openFolder(app)
    const line = variants(app).getByText('c.2695C>T')
    await variants(app).getByText('GEL tier 1').waitFor({ state: 'attached' })
    await line.click()
    await record(app)
      .getByRole('textbox', { name: 'Note' })
      .fill('Father 0 of 30, mother 0 of 33 reads. Discuss at the MDT.')
    await record(app).getByText('Saved', { exact: true }).waitFor()
    await variants(app).focus()
    await drawn(app)
    await app.screenshot({ path: `${FOLDER}/shortlist-${scheme}.png` })
  })

const PANEL =
  '# name: Demo panel\nSCN1A\nCFTR\nACADM\nBRCA1\nLDLR\nNF1\nPAH\nMYH7\nRYR1\nCOL4A5\nGJB2\nTTN\nDMD\nNOTAGENE1\n'

for (const scheme of ['light', 'dark'] as const)
  test(`coverage of a panel, ${scheme}`, async ({ app, host }) => {
    test.setTimeout(120_000)
    await app.emulateMedia({ colorScheme: scheme })
    await writeFile(join(host.files, 'panel.txt'), PANEL)
    await openDemo(app)
    await app.keyboard.press('Control+k')
    await app.keyboard.type('Panels and annotation')
    await app.keyboard.press('Enter')
    await host.chooseFiles(app, 'Add panels…', ['panel.txt'])
    await app.keyboard.press('Escape')
    const line = app.locator('.coverage-line')
    await line.getByRole('button', { name: 'Count', exact: true }).click()
    await line.getByText(/gaps/).waitFor()
    await drawn(app)
    await app.screenshot({ path: `${FOLDER}/coverage-line-${scheme}.png` })
    await line.getByRole('button').click()
    const table = app.getByRole('grid', { name: 'Coverage by gene' })
    await table.getByText('CFTR').click()
    await app
      .getByRole('region', { name: 'Exons and gaps of CFTR' })
      .getByText(/exons with/)
      .waitFor()
    await app.screenshot({ path: `${FOLDER}/coverage-${scheme}.png` })
  })

/** Three generations around the demo trio; the others have no data. */
const FAMILY = [
  'F DEMO-1-PROBAND DEMO-3-FATHER DEMO-2-MOTHER 1 2',
  'F SISTER DEMO-3-FATHER DEMO-2-MOTHER 2 1',
  'F DEMO-2-MOTHER GRANDPA GRANDMA 2 1',
  'F DEMO-3-FATHER 0 0 1 1',
  'F AUNT GRANDPA GRANDMA 2 2',
  'F COUSIN UNCLE AUNT 1 2',
  'F UNCLE 0 0 1 1',
  'F GRANDPA 0 0 1 1',
  'F GRANDMA 0 0 2 1',
]

for (const scheme of ['light', 'dark'] as const)
  test(`family and history, ${scheme}`, async ({ app, host }) => {
    await app.emulateMedia({ colorScheme: scheme })
    await openDemo(app)
    const run = async (command: string): Promise<void> => {
      await app.keyboard.press('ControlOrMeta+k')
      await app.getByRole('combobox', { name: /command/i }).fill(command)
      await app.keyboard.press('Enter')
    }
    await run('Close the case')
    await cp(join(host.files, '../cache/demo'), host.files, { recursive: true, preserveTimestamps: true })
    await writeFile(join(host.files, 'demo.ped'), `${FAMILY.join('\n')}\n`)
    await host.openFolder(app)
    await variants(app).waitFor()
    await drawn(app)
    await variants(app).focus()
    await app.keyboard.press(' ')
    await app.getByText('1 marked').first().waitFor()
    await run('Who is who')
    await app
      .getByRole('dialog', { name: 'Who is who' })
      .getByRole('button', { name: /^AUNT/ })
      .first()
      .waitFor()
    await app.screenshot({ path: `${FOLDER}/family-${scheme}.png` })
    await app.keyboard.press('Escape')
    await run('History of the case')
    await app.getByRole('button', { name: 'Verify' }).click()
    await app.getByRole('status', { name: 'Verification' }).waitFor()
    await app.screenshot({ path: `${FOLDER}/history-${scheme}.png` })
  })

import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createCaseRecord } from '../../electron/engine/case/record/case-record.ts'
import { vcfText } from '../support/vcf-text.ts'
import {
  closeCase,
  drawn,
  expect,
  record,
  runCommand,
  selectedRow,
  test,
  variants,
  violations,
} from './support/casement.ts'

const header = (page: Page): Locator => page.getByRole('banner')
const marked = (page: Page): Locator => variants(page).locator('.cell-mark[data-marked]')
const history = (page: Page): Locator => page.getByRole('dialog', { name: 'History of the case' })
const about = (page: Page): Locator => page.getByRole('region', { name: 'About this case' })

const smallVcf = vcfText(
  Array.from({ length: 5 }, (_, i) => ['chr1', 1000 * (i + 1), '.', 'A', 'C', 50, 'PASS', '.', 'GT', '0/1']),
  { meta: ['##contig=<ID=chr1,length=248956422>'], samples: ['NA1'] },
)

async function openSmall(
  page: Page,
  host: { files: string; openFiles: (page: Page, names: string[]) => Promise<void> },
) {
  writeFileSync(join(host.files, 'small.vcf'), smallVcf)
  await host.openFiles(page, ['small.vcf'])
  await expect(selectedRow(page)).toHaveCount(1)
  await drawn(page)
}

test('keeps a draft of what is done, saves it under a name, and opens it again from there', async ({
  app,
  host,
}) => {
  await openSmall(app, host)
  await expect(header(app).getByRole('button', { name: /^Draft/ })).toBeVisible()
  await variants(app).focus()
  await app.keyboard.press(' ')
  await expect(marked(app)).toHaveCount(1)

  await app.keyboard.press('ControlOrMeta+s')
  const dialog = app.getByRole('dialog', { name: 'Save the case' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('R-1042')
  expect(await violations(app)).toEqual([])
  await dialog.getByRole('button', { name: 'Save here' }).click()
  await expect(header(app).getByRole('button', { name: /^Saved/ })).toBeVisible()
  expect(existsSync(join(host.files, 'R-1042.casement'))).toBe(true)

  await closeCase(app)
  await expect(app.getByRole('button', { name: /small/ }).first()).toBeVisible()
  await host.openFiles(app, ['R-1042.casement'])
  await expect(marked(app)).toHaveCount(1)
  await expect(header(app).getByRole('button', { name: /^Saved/ })).toBeVisible()
})

test('undoes and redoes, and its history says who did what', { tag: '@long' }, async ({ app, host }) => {
  await openSmall(app, host)
  await variants(app).focus()
  await app.keyboard.press(' ')
  await expect(marked(app)).toHaveCount(1)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(marked(app)).toHaveCount(0)
  await app.keyboard.press('ControlOrMeta+y')
  await expect(marked(app)).toHaveCount(1)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(marked(app)).toHaveCount(0)

  await header(app)
    .getByRole('button', { name: /^Draft/ })
    .click()
  await expect(history(app).getByRole('listitem').filter({ hasText: 'marked chr1:1000 A>C' })).toContainText(
    'taken back',
  )
  await history(app).getByRole('button', { name: 'Verify' }).click()
  await expect(history(app).getByRole('status', { name: 'Verification' })).toContainText(/events/)
  expect(await violations(app)).toEqual([])
})

test('finds an input that was moved, and refuses another file in its place', async ({ app, host }) => {
  await openSmall(app, host)
  await variants(app).focus()
  await app.keyboard.press(' ')
  await expect(marked(app)).toHaveCount(1)
  await closeCase(app)
  mkdirSync(join(host.files, 'moved'))
  renameSync(join(host.files, 'small.vcf'), join(host.files, 'moved', 'small.vcf'))
  writeFileSync(join(host.files, 'other.vcf'), smallVcf.replace('1000', '1001'))

  await app.getByRole('button', { name: /small/ }).first().click()
  await expect(about(app)).toContainText('A file of the case cannot be read')
  await expect(header(app).getByRole('button', { name: /^Draft/ })).toBeVisible()
  await expect(app.locator('.genome-browser')).toBeVisible()
  await about(app)
    .getByRole('button', { name: /See which/ })
    .click()
  const files = app.getByRole('dialog', { name: /Files/ })
  await files.getByRole('button', { name: /Find/ }).click()
  const dialog = app.getByRole('dialog', { name: 'Find small.vcf' })
  await dialog.getByRole('row', { name: 'other.vcf' }).click()
  await dialog.getByRole('button', { name: 'Take 1 file' }).click()
  await expect(
    app
      .getByRole('alert')
      .filter({ hasText: /other\.vcf/ })
      .first(),
  ).toBeVisible()
  await expect(about(app)).toContainText('A file of the case cannot be read')
})

test('opens a case that somebody else has open to be read only, and says who', async ({ app, host }) => {
  const path = join(host.files, 'theirs.casement')
  const owner = { user: 'dr.okafor', machine: 'ws-17', app: '0.1.0', since: new Date().toISOString() }
  const other = createCaseRecord(path, owner, [
    { kind: 'case-opened', id: 'c1', label: 'R-2001', synthetic: false, paths: [] },
    { kind: 'build-set', build: 'GRCh38' },
  ])
  try {
    await host.openFiles(app, ['theirs.casement'])
    await expect(about(app)).toContainText('dr.okafor')
    await expect(header(app).getByRole('button', { name: /^Read-only/ })).toBeVisible()
  } finally {
    other.close()
  }
})

test('names the case, and shows the name wherever the case is', { tag: '@long' }, async ({ app, host }) => {
  await openSmall(app, host)
  await runCommand(app, 'Name the case')
  const dialog = app.getByRole('dialog', { name: 'Name the case' })
  await dialog.getByRole('textbox').fill('R-77')
  await dialog.getByRole('button', { name: 'Name it' }).click()
  await expect(header(app)).toContainText('R-77')
  await expect(record(app)).toBeVisible()
})

test('keeps who somebody is hidden until it is shown on purpose', { tag: '@long' }, async ({ app, host }) => {
  await openSmall(app, host)
  await runCommand(app, 'Patient identifiers')
  const dialog = app.getByRole('dialog', { name: 'Patient identifiers' })
  await expect(dialog).toContainText('None are kept.')
  await dialog.getByRole('button', { name: 'Show and edit' }).click()
  const form = dialog.getByRole('form', { name: 'Identifiers of NA1' })
  await form.getByLabel('NHS number').fill('943 476 5918')
  await expect(form.getByRole('alert')).toContainText('last digit')
  await form.getByLabel('NHS number').fill('943 476 5919')
  await form.getByLabel('Name').fill('Ada Test')
  await form.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog).toContainText('Kept for 1 of 1.')
  expect(await violations(app)).toEqual([])
  await app.keyboard.press('Escape')

  await expect(dialog).toHaveCount(0)
  await header(app)
    .getByRole('button', { name: /^Draft/ })
    .click()
  await expect(history(app)).toContainText('set the identifiers of NA1')
  await expect(app.getByText('Ada Test')).toHaveCount(0)
  await app.keyboard.press('Escape')
  await runCommand(app, 'Patient identifiers')
  await expect(dialog).toContainText('kept, hidden')
  await expect(app.getByText(/Ada Test|943 476 5919/)).toHaveCount(0)
})

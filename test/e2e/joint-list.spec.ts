import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { vcfText } from '../support/vcf-text.ts'
import { drawn, expect, type Host, record, test, variants, violations } from './support/casement.ts'

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Filters' })
const pane = (page: Page): Locator => page.locator('.list-count-line')
const lines = (page: Page): Locator => variants(page).locator('.variant-body > [role=row]')

const CSQ = '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: Allele|Consequence|IMPACT|SYMBOL|Feature|HGVSc">' // prettier-ignore
const GT = '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">'
const SV = ['SVTYPE,Number=1,Type=String', 'END,Number=1,Type=Integer', 'AF,Number=1,Type=String'].map(
  (field) => `##INFO=<ID=${field},Description="Of the structural variant">`,
)

/** A child and its mother by their small variants, the child and its father by their structural ones. */
const SMALL = vcfText(
  [
    ['chr7', 117_559_590, 'rs113993960', 'ATCT', 'A', 812, 'PASS', 'AF=0.01;CSQ=-|inframe_deletion|MODERATE|CFTR|ENST00000003084|ENST00000003084.11:c.1521_1523del', 'GT', '0/1', '0/1'],
    ['chr7', 117_603_780, '.', 'G', 'A', 54, 'PASS', 'AF=0.2;CSQ=A|stop_gained|HIGH|CFTR|ENST00000003084|ENST00000003084.11:c.2538G>A', 'GT', '0/1', './.'],
    ['chr13', 32_316_461, '.', 'A', 'G', 99, 'LowQual', 'AF=0.4;CSQ=G|missense_variant|MODERATE|BRCA2|ENST00000380152|ENST00000380152.8:c.2A>G', 'GT', '0/0', '1/1'],
  ],
  { meta: ['##contig=<ID=chr7,length=159345973>', '##contig=<ID=chr13,length=114364328>', '##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">', CSQ, GT], samples: ['child', 'mother'] },
) // prettier-ignore
const STRUCTURAL = vcfText(
  [
    ['7', 117_590_000, 'sv1', 'N', '<DEL>', 40, 'PASS', 'SVTYPE=DEL;END=117592000;AF=rare', 'GT', '0/1', '0/1'],
    ['13', 32_000_000, 'sv2', 'N', '<DUP>', 33, 'PASS', 'SVTYPE=DUP;END=32500000', 'GT', '1/1', '0/0'],
  ],
  { meta: ['##contig=<ID=7,length=159345973>', '##contig=<ID=13,length=114364328>', ...SV, GT], samples: ['child', 'father'] },
) // prettier-ignore

async function openFamily(
  page: Page,
  host: Host,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const files = { 'family.small.vcf': SMALL, 'family.sv.vcf': STRUCTURAL, ...more }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(host.files, name), text)
  await host.openFiles(page, Object.keys(files))
  await expect(pane(page)).toContainText(/in 2 /, { timeout: 30_000 })
  // Before that the list is there, and not to be seen: mix-ups are looked for first.
  await expect(variants(page)).toBeVisible({ timeout: 30_000 })
}

test(
  'two files are one list in the order of the genome, and each row says which it is of',
  { tag: '@long' },
  async ({ app, host }) => {
    await openFamily(app, host)
    await expect(pane(app)).toContainText('5 of 5 variants')
    await expect(pane(app)).toContainText('in 2 files')
    const marks = await lines(app).locator('.cell-file').allInnerTexts()
    expect(marks.map((text) => text.split('\n')[0])).toEqual(['small', 'sv', 'small', 'sv', 'small'])
    const father = lines(app).nth(0).locator('[data-genotype="not-in-file"]')
    await expect(father).toHaveAttribute('title', /not in this row’s file/)

    await lines(app).nth(1).click()
    await expect(record(app)).toContainText('SVTYPE')
    await expect(record(app)).toContainText('family.sv.vcf, line')
    await app.keyboard.press('j')
    await expect(record(app)).toContainText('c.2538G>A')
    await expect(record(app)).toContainText('family.small.vcf, line')
    await expect(app.getByRole('group', { name: 'Variants' })).toContainText('3 of 5')
    await drawn(app)
    expect(await violations(app)).toEqual([])
  },
)

test(
  'the list is filtered by file, and what a file lacks is neither kept nor dropped unasked',
  { tag: '@long' },
  async ({ app, host }) => {
    await openFamily(app, host)
    await app.keyboard.press('f')
    const dialog = app.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Column to filter by' }).fill('file')
    await app.keyboard.press('Enter')
    await dialog.getByLabel('family.sv.vcf').check()
    await dialog.getByRole('button', { name: 'Add' }).click()
    await expect(pane(app)).toContainText('2 of 5 · 1 filter')
    await expect(lines(app)).toHaveCount(2)
    await variants(app).focus()
    await app.keyboard.press('Backspace')

    await app.keyboard.press('f')
    await dialog.getByRole('button', { name: 'Write an expression instead' }).click()
    await dialog.getByLabel('Expression').fill('gt(father) == "het"')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await expect(pane(app)).toContainText('1 of 5 · 1 filter')
    await bar(app)
      .getByRole('button', { name: /^Filter gt/ })
      .click()
    await expect(dialog).toContainText('3 have no value')
    await dialog.getByRole('button', { name: 'Remove' }).click()

    await app.getByRole('button', { name: /notes? about the import/ }).click()
    await expect(dialog).toContainText('info.AF cannot be filtered by or shown here')
    await app.keyboard.press('Escape')
  },
)

test('each file can be listed alone, and what is selected stays', { tag: '@long' }, async ({ app, host }) => {
  await openFamily(app, host)
  await lines(app).nth(3).click()
  await expect(record(app)).toContainText('SVTYPE')
  await app.getByRole('button', { name: /Variants of which file/ }).click()
  await app.getByRole('option', { name: 'family.sv.vcf' }).click()
  await expect(lines(app)).toHaveCount(2)
  await expect(lines(app).locator('.cell-file')).toHaveCount(0)
  await expect(lines(app).nth(1)).toHaveAttribute('aria-selected', 'true')
  await app.getByRole('button', { name: /Variants of which file/ }).click()
  await app.getByRole('option', { name: 'All 2 files' }).click()
  await expect(lines(app)).toHaveCount(5)
  await expect(lines(app).nth(3)).toHaveAttribute('aria-selected', 'true')
})

test(
  'a file that could not be imported is named beside the list of the others',
  { tag: '@long' },
  async ({ app, host }) => {
    const broken = SMALL.replaceAll(/^(chr\d+\t)\d+/gm, '$1?')
    await openFamily(app, host, { 'family.broken.vcf': broken })
    await expect(pane(app)).toContainText('in 2 of 3 files')
    const notes = app.getByRole('status', { name: /Files that are not in the list/ })
    const note = notes.getByText('family.broken.vcf is not in the list: it could not be imported')
    await expect(notes).not.toContainText('POS', { useInnerText: true })
    await note.click()
    await expect(notes).toContainText('line 8 (POS "?" is not a position)', { useInnerText: true })
    await expect(notes.getByRole('button', { name: 'Import again' })).toBeVisible()
  },
)

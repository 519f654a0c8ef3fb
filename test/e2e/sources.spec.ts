import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, type Host, openDemo, test, variants, violations } from './support/casement.ts'

const PHENOTYPE = join(import.meta.dirname, '../fixtures/phenotype')

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Filters' })
const count = (page: Page): Locator => page.locator('.list-count')
const dialog = (page: Page): Locator => page.getByRole('dialog')
const sources = (page: Page): Locator => page.getByRole('region', { name: 'Panels and annotation' })
const item = (page: Page, name: string): Locator =>
  sources(page).getByRole('listitem').filter({ hasText: name })

/** Opens the demo case once its variants can be filtered, and the dialog over it. */
async function openSources(page: Page): Promise<void> {
  await openDemo(page)
  await expect(bar(page).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
  await showSources(page)
}

async function showSources(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Panels and annotation')
  await page.keyboard.press('Enter')
  await expect(sources(page)).toBeVisible()
}

/** How many variants pass an expression, once they have been counted. */
async function passing(page: Page, expression: string): Promise<number> {
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await variants(page).focus()
  await page.keyboard.press('f')
  await dialog(page).getByRole('button', { name: 'Write an expression instead' }).click()
  await dialog(page).getByLabel('Expression').fill(expression)
  await dialog(page).getByRole('button', { name: 'Add' }).click()
  await expect(count(page)).toHaveText(/ of 175 · 1 filter$/)
  const passed = Number((await count(page).innerText()).split(' ')[0])
  // The list may be empty, and without a grid to focus.
  await page.keyboard.press('Backspace')
  await expect(count(page)).toHaveText('175 of 175 variants')
  return passed
}

const put = ({ files }: Host, name: string, text: string): void => writeFileSync(join(files, name), text)

const PANELAPP = [
  ['Entity Name', 'Entity type', 'Gene Symbol', 'Level4', 'Model_Of_Inheritance', 'GEL_Status', 'version', 'EnsemblId(GRch38)', 'HGNC'],
  ['CFTR', 'gene', 'CFTR', 'Cystic fibrosis', 'BIALLELIC, autosomal or pseudoautosomal', '3', '1.20', 'ENSG00000001626', 'HGNC:1884'],
  ['PAH', 'gene', 'PAH', 'Cystic fibrosis', 'BIALLELIC, autosomal or pseudoautosomal', '1', '1.20', 'ENSG00000171759', 'HGNC:8582'],
] // prettier-ignore
const CLINVAR = `##fileformat=VCFv4.1
##fileDate=2026-01-04
##source=ClinVar
##reference=GRCh38
##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Aggregate germline classification">
##INFO=<ID=CLNREVSTAT,Number=.,Type=String,Description="Review status">
#CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
1	75761161	3586	A	G	.	.	CLNSIG=Pathogenic;CLNREVSTAT=reviewed_by_expert_panel
`

// Panels, imports and filters one after the other: more than one test's time on a busy machine.
test.slow()

test(
  'panels, a ClinVar VCF and a BED are added, used and removed',
  { tag: '@long' },
  async ({ app, host }) => {
    put(host, 'cf.tsv', PANELAPP.map((fields) => fields.join('\t')).join('\n'))
    put(host, 'ward list.txt', '# name: Ward list\nSCN1A\nNOTAGENE1\n')
    put(host, 'my-clinvar.vcf', CLINVAR)
    put(host, 'targets.bed', 'chr1\t75761100\t75761200\tACADM exon 11\n')
    put(host, 'answer.json', '{"detail": "Not found."}')
    await openSources(app)
    await expect(sources(app)).toContainText('None yet. Add PanelApp’s table or JSON')

    await host.chooseFiles(app, 'Add panels…', ['cf.tsv', 'ward list.txt', 'answer.json'])
    await expect(item(app, 'Cystic fibrosis')).toContainText(
      'PanelApp TSV · version 1.20 · no date given · 2 genes (1 green, 1 red)',
    )
    await expect(item(app, 'Ward list')).toContainText(
      'gene list · no version given · no date given · 1 gene',
    )
    await item(app, 'Ward list').getByText('1 name that no gene is known by').click()
    await expect(item(app, 'Ward list')).toContainText('NOTAGENE1 (line 3)')
    await expect(sources(app).getByRole('alert')).toContainText(
      'answer.json is no gene panel: its JSON has no genes',
    )
    expect(await violations(app)).toEqual([])
    const green = await passing(app, 'panel_confidence == "green"')
    expect(green).toBe(await passing(app, 'gene == "CFTR"'))
    expect(green).toBeGreaterThan(0)
    expect(await passing(app, 'panel == "Ward list"')).toBe(await passing(app, 'gene == "SCN1A"'))

    await showSources(app)
    await item(app, 'Cystic fibrosis').getByText('Cystic fibrosis', { exact: true }).click()
    await expect(app.getByRole('checkbox', { name: 'Cystic fibrosis' })).not.toBeChecked()
    expect(await passing(app, 'panel == "Cystic fibrosis"')).toBe(0)

    await showSources(app)
    await host.chooseFiles(app, 'Add files…', ['my-clinvar.vcf', 'targets.bed'])
    await expect(item(app, 'my-clinvar.vcf')).toContainText('ClinVar classifications')
    await expect(item(app, 'targets.bed')).toContainText('Regions')
    await app.keyboard.press('Escape')
    // Imported anew: until then filters wait.
    await expect(bar(app).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
    expect(await passing(app, 'contains(clinvar_source, "my-clinvar")')).toBe(1)
    const within = await passing(app, 'contains(regions, "targets")')
    expect(within).toBe(await passing(app, 'within("chr1:75761101-75761200")'))
    expect(within).toBeGreaterThan(0)

    await showSources(app)
    for (const name of ['Cystic fibrosis', 'Ward list', 'my-clinvar.vcf', 'targets.bed']) {
      await app.getByRole('button', { name: `Remove ${name}` }).click()
      await expect(item(app, name)).toHaveCount(0)
    }
    await app.keyboard.press('Escape')
    await expect(bar(app).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
    expect(
      await passing(app, 'present(panel) or contains(clinvar_source, "my-clinvar") or present(regions)'),
    ).toBe(0)
  },
)

test(
  'HPO terms are found by typing, chosen, and their genes become a panel',
  { tag: '@long' },
  async ({ app, host }) => {
    cpSync(PHENOTYPE, host.files, { recursive: true })
    put(host, 'hp.json', '{"graphs": []}')
    await openSources(app)
    await expect(sources(app)).toContainText('Add hp.obo and phenotype_to_genes.txt of one HPO release')
    await host.chooseFiles(app, 'Add HPO files…', ['hp.json', 'hp.obo'])
    await expect(sources(app).getByRole('alert')).toContainText('hp.json cannot be read as hp.obo')
    await expect(item(app, 'hp.obo')).toContainText('HPO terms · release 2024-12-12 · 6 terms')
    await expect(sources(app)).toContainText('Add phenotype_to_genes.txt of the same release')
    await host.chooseFiles(app, 'Add HPO files…', ['phenotype_to_genes.txt'])
    await expect(item(app, 'phenotype_to_genes.txt')).toContainText(
      'Genes of the terms · the file gives no release · 4 genes',
    )

    const field = app.getByRole('combobox', { name: 'Find an HPO term' })
    const option = (name: string): Locator => app.getByRole('option', { name })
    await field.fill('zebra')
    await expect(sources(app).getByRole('status')).toHaveText(
      'No HPO term has “zebra” in its name, synonyms or id.',
    )
    // By a synonym, and the second of what is found.
    await field.fill('seiz')
    await expect(option('Focal-onset seizure')).toBeVisible()
    await expect(option('Seizure HP:0001250')).toHaveAttribute('aria-selected', 'true')
    await field.press('ArrowDown')
    await expect(option('Focal-onset seizure')).toHaveAttribute('aria-selected', 'true')
    await field.press('Enter')
    const chips = app.getByRole('grid', { name: 'Chosen HPO terms' })
    await expect(chips.getByRole('row')).toHaveText([/Focal-onset seizure.*HP:0007359.*1 gene/])
    // Several at once, one of them replaced and one obsolete.
    await field.fill('HP:0000957, HP:0002432 HP:0009999')
    await field.press('Enter')
    await expect(chips.getByRole('row')).toHaveCount(4)
    await expect(sources(app)).toContainText('Seizure (HP:0001250) stands for it, and its genes are used.')
    await expect(sources(app)).toContainText(
      'obsolete Strange seizure (HP:0009999) is no longer in use and no term stands for it',
    )
    expect(await violations(app)).toEqual([])
    await app.getByRole('button', { name: 'Remove obsolete Strange seizure (HP:0009999)' }).click()
    await app.getByRole('button', { name: 'Use Seizure (HP:0001250) instead' }).click()
    await expect(chips.getByRole('row')).toHaveText([/Focal/, /Caf.*1 gene/, /Seizure.*3 genes/])

    await app.getByRole('button', { name: 'Use as a panel' }).click()
    const panel = item(app, 'HPO: 3 terms')
    await expect(panel).toContainText('HPO · version hp/releases/2024-12-12 · 3 genes')
    await panel.getByText('2 genes from 2 of the 3 terms').click()
    await expect(panel).toContainText('ACADM, PAH')
    await panel.getByText('1 name that no gene is known by').click()
    await expect(panel).toContainText('NOTAGENE')
    await expect(sources(app)).toContainText('They are the panel “HPO: 3 terms” above.')
    const genes = 'gene in ["ACADM", "PAH", "SCN1A"]'
    expect(await passing(app, 'panel == "HPO: 3 terms"')).toBe(await passing(app, genes))

    // Other terms: the panel is not of them until it is said to be.
    await showSources(app)
    await chips.getByRole('row').first().focus()
    await app.keyboard.press('Delete')
    await expect(chips.getByRole('row')).toHaveCount(2)
    await expect(sources(app)).toContainText('The panel “HPO: 3 terms” above is of other terms')
    await app.getByRole('button', { name: 'Update the panel' }).click()
    await expect(item(app, 'HPO: 2 terms')).toBeVisible()
    await expect(item(app, 'HPO: 3 terms')).toHaveCount(0)
    await item(app, 'HPO: 2 terms').getByText('HPO: 2 terms', { exact: true }).click()
    await expect(sources(app)).toContainText('They are the panel “HPO: 2 terms” above, which is not in use.')

    // With the case, and there again after a reload.
    await app.reload()
    await expect(bar(app).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
    await showSources(app)
    await expect(chips.getByRole('row')).toHaveCount(2)
    await expect(item(app, 'HPO: 2 terms')).toBeVisible()
  },
)

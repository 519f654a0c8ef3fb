import { copyFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { drawn, expect, record, selectedRow, test, variants, violations } from './support/casement.ts'

const GVCF = resolve(import.meta.dirname, '../fixtures/gvcf/gatk.vcf')

test(
  'counts the reference blocks of a gVCF apart, steps over them, and lists them when asked',
  { tag: '@long' },
  async ({ app, host }) => {
    copyFileSync(GVCF, join(host.files, 'sample.g.vcf'))
    await host.openFiles(app, ['sample.g.vcf'])
    await expect(selectedRow(app)).toHaveCount(1)
    await expect(app.getByText('5 of 5 variants · 6 reference blocks').first()).toBeVisible()
    await expect(variants(app)).not.toContainText('NON_REF')
    const position = app.getByRole('group', { name: 'Variants' })
    await app.keyboard.press('j')
    await app.keyboard.press('j')
    await expect(position).toContainText('3 of 5')
    await expect(record(app)).toContainText('TGA>T')
    await expect(record(app)).toContainText('allele 1 of 2 in its record')

    await app.getByRole('button', { name: 'List 6 reference blocks' }).click()
    const blocks = app.getByRole('grid', { name: 'Reference blocks' })
    await blocks.getByText('block, 226 bp').click()
    await expect(record(app)).toContainText('Reference block, not a variant.')
    await expect(record(app)).toContainText('No genotype was called in these 226 bases')
    await expect(app.getByRole('group', { name: 'Reference blocks' })).toContainText('4 of 6')
    await drawn(app)
    expect(await violations(app)).toEqual([])

    await app.getByRole('button', { name: 'List 5 of 5 variants' }).click()
    await expect(position).toContainText('– of 5')
    await app.keyboard.press('j')
    await expect(position).toContainText('3 of 5')
  },
)

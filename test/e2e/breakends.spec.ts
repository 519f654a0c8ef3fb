import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawn, expect, record, selectedRow, test, variants, violations } from './support/casement.ts'

/** Three junctions; the last record names a mate that is not there. */
const RECORDS = `chr2	321681	bnd_W	G	G]chr17:198982]	60	PASS	SVTYPE=BND;MATEID=bnd_Y
chr2	321682	bnd_V	T	]chr13:123456]T	60	PASS	SVTYPE=BND;MATEID=bnd_U
chr13	123456	bnd_U	C	C[chr2:321682[	60	PASS	SVTYPE=BND;MATEID=bnd_V
chr17	198982	bnd_Y	A	A]chr2:321681]	20	LowQual	SVTYPE=BND;MATEID=bnd_W
chr17	500000	bnd_N	A	A[chr13:700000[	20	PASS	SVTYPE=BND;MATEID=bnd_M
chr17	600000	one	A	A.	20	PASS	SVTYPE=BND
`
const VCF = `##fileformat=VCFv4.3
##contig=<ID=chr2,length=242193529>
##contig=<ID=chr13,length=114364328>
##contig=<ID=chr17,length=83257441>
##FILTER=<ID=LowQual,Description="Few reads">
##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type">
##INFO=<ID=MATEID,Number=.,Type=String,Description="ID of mate breakends">
#CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
${RECORDS}`

test.slow()

test(
  'a breakend says where it joins, and leads to the record of its other end',
  { tag: '@long' },
  async ({ app, host }) => {
    writeFileSync(join(host.files, 'junctions.vcf'), VCF)
    await host.openFiles(app, ['junctions.vcf'])
    await expect(app.locator('.list-count')).toHaveText('6 of 6 variants')
    await expect(variants(app)).toContainText('joins chr17:198982')
    await expect(variants(app)).toContainText('single breakend')
    await variants(app).getByText('joins chr13:123456').click()
    await expect(record(app)).toContainText('Joined to chr13:123,456 (bnd_U in this file)')
    await drawn(app)
    expect(await violations(app)).toEqual([])

    await record(app).getByRole('button', { name: 'Select its record' }).click()
    await expect(selectedRow(app)).toContainText('joins chr2:321682')
    await expect(record(app)).toContainText('Joined to chr2:321,682 (bnd_V in this file)')
    // Both ends in the browser, and again after it was moved away.
    const locus = app.getByLabel('Gene, region, position or variant')
    const places = app.locator('.igv-viewport-ideogram, .igv-multi-locus-viewport, .igv-column')
    await expect(locus).toHaveValue(/chr13/)
    expect(await places.count()).toBeGreaterThan(1)
    await record(app).getByRole('button', { name: 'Show both places' }).click()
    await drawn(app)

    // Hidden by a filter: said, and its record is shown all the same.
    await variants(app).getByText('joins chr17:198982').click()
    await expect(record(app)).toContainText('bnd_Y in this file')
    await variants(app).focus()
    await app.keyboard.press('f')
    await app.getByRole('dialog').getByRole('button', { name: 'Write an expression instead' }).click()
    await app.getByRole('dialog').getByLabel('Expression').fill('filter == "PASS"')
    await app.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
    await expect(app.locator('.list-count')).toHaveText('5 of 6 · 1 filter')
    await expect(record(app)).toContainText('The list’s filters hide that record')
    await record(app).getByRole('button', { name: 'Show its record' }).click()
    await expect(record(app)).toContainText('Joined to chr2:321,681 (bnd_W in this file)')
    await expect(record(app)).toContainText('LowQual')
    await expect(app.getByText('The selected variant is hidden by filters.')).toBeVisible()

    await variants(app).getByText('joins chr13:700000').click()
    await expect(record(app)).toContainText('Joined to chr13:700,000. This file has no record of that end.')
    await expect(record(app)).toContainText('The record names bnd_M as its mate, which was not found.')
    await variants(app).getByText('single breakend').click()
    await expect(record(app)).toContainText('the file does not say what it is joined to')
    await expect(record(app).getByRole('button', { name: 'Show both places' })).toHaveCount(0)
  },
)

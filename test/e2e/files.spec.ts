import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBrokenFiles } from '../support/broken-files.ts'
import { vcfText } from '../support/vcf-text.ts'
import { expect, selectedRow, test, variants } from './support/casement.ts'
import { writeSlowBam } from './support/slow-bam.ts'

test('says of each broken file what is wrong with it, and goes on', async ({ app, host }) => {
  // Those whose damage shows when they are opened; the others show while they are indexed, below.
  const broken = await writeBrokenFiles(host.files)
  const atOpening = broken.filter(({ kind }) => /^(file|vcf\/no-header)/.test(kind))
  for (const { name, says } of atOpening) {
    await host.openFiles(app, [name])
    await expect(app.getByRole('alert').filter({ hasText: says })).toBeVisible()
  }
  expect(atOpening.length).toBeGreaterThan(4)
})

test('shows a file that cannot be indexed with its reason, beside one that works', async ({ app, host }) => {
  await writeBrokenFiles(host.files)
  writeFileSync(
    join(host.files, 'good.vcf'),
    vcfText([['chr1', 10, '.', 'A', 'C', 50, 'PASS', '.', 'GT', './.']], {
      meta: ['##contig=<ID=chr1,length=100000>'],
      samples: ['ONE'],
    }),
  )
  await host.openFiles(app, ['good.vcf', 'unsorted.bam'])
  await expect(selectedRow(app)).toHaveCount(1)
  await expect(variants(app).locator('[data-genotype=not-called]')).toHaveCount(1)
  await expect(app.getByText(/unsorted\.bam is not sorted by coordinate/).first()).toBeVisible()
})

test('shows what comes before the damage in a VCF that breaks off, and says that it did', async ({
  app,
  host,
}) => {
  const good = Array.from({ length: 400 }, (_, i) => ['chr1', 1000 + i, '.', 'A', 'C', 50, 'PASS', '.'])
  const text = vcfText(good, { meta: ['##contig=<ID=chr1,length=100000>'] })
  writeFileSync(join(host.files, 'breaks.vcf'), `${text}chr1\t2000\t.\n`)
  await host.openFiles(app, ['breaks.vcf'])
  await expect(selectedRow(app)).toHaveCount(1)
  await expect(
    app
      .getByRole('alert')
      .filter({ hasText: /3 columns in line 404/ })
      .first(),
  ).toBeVisible()
  await expect(app.getByText('first 400 only, reading stopped').first()).toBeVisible()
})

test('refuses files of two genome builds together and names the contigs', async ({ app, host }) => {
  const ofBuild = (length: number): string =>
    vcfText([['chr1', 10, '.', 'A', 'C', 50, 'PASS', '.']], { meta: [`##contig=<ID=chr1,length=${length}>`] })
  writeFileSync(join(host.files, 'new.vcf'), ofBuild(248_956_422))
  writeFileSync(join(host.files, 'old.vcf'), ofBuild(249_250_621))
  await host.openFiles(app, ['new.vcf', 'old.vcf'])
  const refusal = app.getByRole('alert').filter({ hasText: 'different genome builds' })
  await expect(refusal).toContainText('248,956,422')
  await expect(refusal).toContainText('249,250,621')
})

test('shows an indexing under way and leaves nothing behind when it is cancelled', async ({ app, host }) => {
  writeSlowBam(join(host.files, 'slow.bam'))
  const before = readdirSync(host.files)
  await host.openFiles(app, ['slow.bam'])
  const strip = app.getByRole('region', { name: 'Tasks' })
  await expect(strip).toContainText('Indexing slow.bam')
  await strip.getByRole('button', { name: /Cancel/ }).click()
  await expect(app.getByText(/cancelled/i).first()).toBeVisible()
  expect(readdirSync(host.files)).toEqual(before)
})

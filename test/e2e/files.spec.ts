import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBrokenFiles } from '../support/broken-files.ts'
import { bgzip, vcfText } from '../support/vcf-text.ts'
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

const variantsOfChr1 = (count: number): string =>
  vcfText(
    Array.from({ length: count }, (_, i) => [
      'chr1',
      1000 + i,
      `rs${(i * 7919) % 100_003}`,
      'A',
      'C',
      50,
      'PASS',
      '.',
    ]),
    { meta: ['##contig=<ID=chr1,length=100000>'] },
  )

test('leaves a line that cannot be read out of the list, and says so beside the count', async ({
  app,
  host,
}) => {
  writeFileSync(join(host.files, 'breaks.vcf'), `${variantsOfChr1(400)}chr1\t2000\t.\n`)
  await host.openFiles(app, ['breaks.vcf'])
  await expect(selectedRow(app)).toHaveCount(1)
  const count = app.locator('.list-count-line')
  // There when the import has ended, and stays.
  await expect(count).toContainText('400 of 400 variants')
  const notRead = count.getByRole('button', { name: /^1 line not read/ })
  await expect(notRead).toBeVisible()
  await expect(app.getByText(/Line 404 cannot be read/)).toHaveCount(0)
  await expect(app.getByText('Failed: Indexing breaks.vcf')).toBeVisible()
  const track = app.getByRole('alert').filter({ hasText: 'breaks.vcf cannot be drawn' })
  await expect(track).toContainText('3 columns in line 404')
  await notRead.press('Enter')
  await expect(app.getByRole('dialog', { name: 'About the import' })).toContainText('3 columns in line 404')
})

test('shows what comes before the damage in a VCF that was cut off, and says that it did', async ({
  app,
  host,
}) => {
  const whole = await bgzip(variantsOfChr1(20_000))
  writeFileSync(join(host.files, 'cut.vcf.gz'), whole.subarray(0, Math.floor(whole.length / 2)))
  await host.openFiles(app, ['cut.vcf.gz'])
  await expect(selectedRow(app)).toHaveCount(1)
  // Filters are there when the import has ended.
  await expect(app.getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
  await expect(app.locator('.list-count-line')).toContainText(/^first [\d,]+ only, reading stopped/)
  const list = app.getByRole('alert').filter({ hasText: 'Reading stopped: only the' })
  await expect(list).toContainText('cut.vcf.gz is cut off')
  await app.keyboard.press('f')
  const dialog = app.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Write an expression instead' }).click()
  await dialog.getByLabel('Expression').fill('pos < 1010')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(app.locator('.list-count-line')).toContainText(
    /of the first [\d,]+ · 1 filter, reading stopped/,
  )
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
  // Sex is read from the index: who does not wait for it sees what there is, unchecked.
  const cover = app.getByRole('region', { name: 'Looking for mix-ups before the first variant' })
  await expect(cover).toContainText('Waits until the files are indexed.')
  await expect(app.getByLabel('Genome browser', { exact: true })).toBeHidden()
  await cover.getByRole('button', { name: 'Review what is ready, unchecked' }).click()
  await expect(app.getByLabel('Genome browser', { exact: true })).toBeVisible()
  await strip.getByRole('button', { name: /Cancel/ }).click()
  await expect(app.getByText(/cancelled/i).first()).toBeVisible()
  expect(readdirSync(host.files)).toEqual(before)
})

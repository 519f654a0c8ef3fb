import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { bundledGenome } from '../../../../../electron/engine/genome/bundled.ts'
import { geneAt } from '../../../../../electron/engine/genome/gene-query.ts'
import { geneTargets } from '../../../../../electron/engine/quality/coverage/gene-targets.ts'
import { panelCoverage } from '../../../../../electron/engine/quality/coverage/panel-coverage.ts'
import { readGeneModel } from '../../../../../electron/engine/genome/gtf.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { contigAlias } from '../../../../../shared/genome/contig-alias.ts'
import type { CoverageAsked } from '../../../../../shared/quality/coverage-asked.ts'
import { exonTableLines, gapBedLines, geneTableLines } from '../../../../../shared/quality/coverage-lines.ts'
import type { CoverageSummary } from '../../../../../shared/quality/coverage-state.ts'
import { COVERAGE_RULES, shareAtLeast } from '../../../../../shared/quality/panel-coverage.ts'
import { copyInto, fixture, scratch } from '../../../../support/bam-files.ts'
import { countedOf, countingHere, coverageSample } from '../../../../support/coverage-oracle.ts'
import { cramFixture } from '../../../../support/cram-files.ts'
import { type RunningEngine, runningEngine, settled } from '../../../../support/running-engine.ts'

const RESOURCES = resolve(import.meta.dirname, '../../../../../resources')
const BAM = fixture('panel-coverage/reads.bam')

const feature = (contig: string, gene: string, type: string, start: number, end: number): string =>
  `${contig}\ttest\t${type}\t${start}\t${end}\t.\t-\t.\tgene_id "${gene}"; gene_name "${gene}"; transcript_id "${gene}.1"; tag "MANE_Select";`
const GTF = [
  feature('plain', 'AAA', 'transcript', 101, 900),
  feature('plain', 'AAA', 'exon', 101, 300),
  feature('plain', 'AAA', 'exon', 701, 900),
  feature('gapped', 'BBB', 'transcript', 501, 800),
  feature('gapped', 'BBB', 'exon', 501, 800),
  feature('bare', 'CCC', 'transcript', 501, 600),
  feature('bare', 'CCC', 'exon', 501, 600),
].join('\n')

const genes = (...names: string[]): CoverageAsked => ({
  of: { kind: 'genes', genes: names },
  transcripts: 'canonical',
})
const PANELS: CoverageAsked = { of: { kind: 'panels' }, transcripts: 'canonical' }

/** The fixture's reads in a case with genes on its contigs, a BED and whatever else is given. */
async function opened(folder: string, more: Readonly<Record<string, string>> = {}): Promise<RunningEngine> {
  copyInto(folder, BAM)
  const texts = { 'genes.gtf': GTF, 'wanted.bed': 'plain\t100\t250\tfirst\nbare\t10\t60\n', ...more }
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
  const engine = runningEngine({ resources: RESOURCES })
  const paths = ['reads.bam', ...Object.keys(texts).filter((name) => !name.endsWith('.txt'))]
  await engine.call('case.open', { paths: paths.map((name) => join(folder, name)) })
  await engine.until(settled)
  return engine
}

/** Counts and waits for it. */
async function counted(engine: RunningEngine, asked: CoverageAsked): Promise<CoverageSummary> {
  const { id } = await engine.call('coverage.countPanel', asked)
  await engine.until(() => engine.tasks.some((task) => task.id === id && task.state !== 'running'))
  const { counted: found } = await engine.call('coverage.panel', asked)
  if (!found)
    throw new Error(`not counted: ${JSON.stringify(engine.tasks.filter((task) => task.id === id).at(-1))}`)
  return found
}

/** The same genes of the same file, counted by the function itself. */
async function direct(folder: string, names: readonly string[]) {
  const sample = await coverageSample(join(folder, 'reads.bam'), folder)
  const input = { path: join(folder, 'genes.gtf'), compression: 'none', format: 'gtf' } as const
  const table = await readGeneModel(input, unobserved)
  const own = table.contigs.map((name) => ({ name, length: 0 }))
  const { contigs } = sample
  const source = { table, name: 'genes.gtf', alias: contigAlias(contigs, own, 'unknown') }
  const targets = geneTargets(
    names.map((symbol) => ({ symbol })),
    { genes: source, build: 'unknown', contigs },
    { panel: 'x' },
  )
  return panelCoverage(countingHere(), { build: 'unknown', contigs, samples: [sample] }, targets, unobserved)
}

const linesOf = async (response: Response): Promise<string[]> =>
  (await response.text()).replace(/\n$/, '').split('\n').slice(1)

test('counts genes as a task, and gives summary, genes and a gene as the function itself counts them', async () => {
  using folder = scratch()
  await using engine = await opened(folder.path)
  const asked = genes('AAA', 'BBB', 'CCC')
  const before = await engine.call('coverage.panel', asked)
  expect(before).toMatchObject({ problem: null, counted: null, counting: null, stale: false })
  expect(before.plan).toMatchObject({ name: '3 genes', source: 'genes.gtf', genes: 3, exons: 4, padding: 15 })

  const summary = await counted(engine, asked)
  const expected = await direct(folder.path, ['AAA', 'BBB', 'CCC'])
  const of = countedOf(expected)
  const width = COVERAGE_RULES.thresholds.map((_, t) => t)
  expect(summary.thresholds).toEqual([10, 15, 20, 30])
  expect(summary.samples).toMatchObject([
    {
      sample: 'panel',
      file: 'reads.bam',
      result: {
        bases: of.total.bases[0],
        shares: width.map((t) => shareAtLeast(of.total, 0, t)),
        mean: of.total.mean[0],
        gaps: width.map((t) => of.gaps.threshold.filter((threshold) => threshold === t).length),
      },
    },
  ])
  const { genes: rows, total } = await engine.call('coverage.panelGenes', { key: summary.key, limit: 10 })
  expect(total).toBe(3)
  expect(rows.map(({ symbol, exons }) => [symbol, exons])).toEqual([
    ['AAA', 2],
    ['BBB', 1],
    ['CCC', 1],
  ])
  expect(rows.map(({ samples }) => samples[0]?.shares)).toEqual(
    rows.map((_, g) => width.map((t) => shareAtLeast(of.genes, g, t))),
  )
  // The one without a read is the least covered.
  const least = await engine.call('coverage.panelGenes', { key: summary.key, limit: 1 })
  expect(least).toMatchObject({ genes: [{ symbol: 'CCC', gene: 2 }], total: 3 })

  const detail = await engine.call('coverage.panelGene', { key: summary.key, gene: 0 })
  // On the reverse strand the first exon lies last.
  expect(detail.exons.map(({ number, start, end }) => [number, start, end])).toEqual([
    [1, 685, 915],
    [2, 85, 315],
  ])
  expect(detail.exons.map(({ samples }) => samples[0]?.mean)).toEqual([of.exons.mean[1], of.exons.mean[0]])
  const gaps = Array.from(of.gaps.gene.keys()).filter((i) => of.gaps.gene[i] === 0)
  expect(detail.gaps.map(({ start, end, threshold }) => [start, end, threshold])).toEqual(
    gaps.map((i) => [of.gaps.start[i], of.gaps.end[i], of.gaps.threshold[i]]),
  )
  expect(engine.tasks.findLast(({ title }) => title === 'Coverage of 3 genes')).toMatchObject({
    outcome: '3 genes counted in 1 file',
  })
  expect(await engine.refusal('coverage.panelGene', { key: summary.key, gene: 3 })).toMatchObject({
    kind: 'call/invalid',
  })
  expect(await engine.refusal('coverage.panelGenes', { key: 'none', limit: 1 })).toEqual({
    kind: 'coverage/not-counted',
  })
})

test('exports the lines of the tables and of the gaps', async () => {
  using folder = scratch()
  await using engine = await opened(folder.path)
  const { key } = await counted(engine, genes('AAA', 'CCC'))
  const expected = await direct(folder.path, ['AAA', 'CCC'])
  const tables = { 'genes.tsv': geneTableLines, 'exons.tsv': exonTableLines }
  for (const [name, lines] of Object.entries(tables))
    expect(await linesOf(await engine.bulk(`panel-coverage/${name}?key=${key}`))).toEqual([
      ...lines(expected),
    ])
  const bed = await engine.bulk(`panel-coverage/gaps.bed?key=${key}&sample=0&threshold=1`)
  expect(bed.headers.get('content-disposition')).toContain('2_genes.panel.below-15x.bed')
  const text = await bed.clone().text()
  expect(text.split('\n')[0]).toBe('# Casement 0; coverage of 2 genes; build unknown')
  expect(await linesOf(bed)).toEqual([...gapBedLines(expected, 0, 1)])
  expect(text).toContain('bare\t485\t615\tCCC:exon1\t0\t0.00')
  for (const query of ['key=none', `key=${key}&sample=3&threshold=1`, `key=${key}&threshold=-1`])
    expect(await (await engine.bulk(`panel-coverage/gaps.bed?${query}`)).json()).toMatchObject({
      kind: expect.stringMatching(/^(call.invalid|coverage.not-counted)$/),
    })
})

test('a count is kept; a panel that changes makes it stale, and the way back makes it good again', async () => {
  using folder = scratch()
  await using engine = await opened(folder.path, { 'ward.txt': 'AAA CFTR BRCA1' })
  expect(await engine.call('coverage.panel', PANELS)).toMatchObject({
    plan: null,
    problem: { kind: 'coverage/no-panel' },
  })
  const { added } = await engine.call('panel.add', { paths: [join(folder.path, 'ward.txt')] })
  const summary = await counted(engine, PANELS)
  // What no gene was known by in the bundled data is found in the case's own annotation; the others are said first.
  expect(summary.plan).toMatchObject({
    name: 'ward',
    genes: 1,
    absent: [
      { symbol: 'CFTR', reason: 'unknown' },
      { symbol: 'BRCA1', reason: 'unknown' },
    ],
  })
  const tasks = engine.tasks.length
  expect(await engine.call('coverage.panel', PANELS)).toMatchObject({ stale: false, counted: summary })
  expect(engine.tasks).toHaveLength(tasks)
  await engine.call('case.setRole', { sample: 'panel', role: 'proband' })
  expect(await engine.call('coverage.panel', PANELS)).toMatchObject({ stale: false })

  writeFileSync(join(folder.path, 'more.txt'), 'CFTR PAH\n# name: More\n')
  const more = await engine.call('panel.add', { paths: [join(folder.path, 'more.txt')] })
  expect(more.failed).toEqual([])
  const stale = await engine.call('coverage.panel', PANELS)
  expect(stale).toMatchObject({ stale: true, counted: summary })
  expect(stale.plan?.name).toBe('ward, More')
  const [digest = ''] = more.added
  await engine.call('panel.use', { digest, inUse: false })
  expect(await engine.call('coverage.panel', PANELS)).toMatchObject({ stale: false, counted: summary })
  await engine.call('panel.use', { digest: added[0] ?? '', inUse: false })
  expect(await engine.call('coverage.panel', PANELS)).toMatchObject({
    problem: { kind: 'coverage/no-panel' },
    stale: true,
  })
  await engine.call('case.close', {})
  await engine.call('case.open', { paths: [join(folder.path, 'reads.bam')] })
  expect(await engine.call('coverage.panel', PANELS)).toMatchObject({ counted: null, stale: false })
})

test('a BED of the case is counted as it is; a BED panel beside a panel of genes too', async () => {
  using folder = scratch()
  await using engine = await opened(folder.path, { 'ward.txt': '# name: Ward\nAAA\nCFTR\nBRCA1\n' })
  const { id } = await engine.file('wanted.bed')
  const bed = await counted(engine, { of: { kind: 'bed', file: id }, transcripts: 'canonical' })
  expect(bed.plan).toMatchObject({ name: 'wanted.bed', padding: 0, genes: 2, exons: 0, intervals: 2 })
  expect(bed.samples).toMatchObject([{ result: { bases: 200 } }])

  const paths = ['ward.txt', 'wanted.bed'].map((name) => join(folder.path, name))
  expect((await engine.call('panel.add', { paths })).failed).toEqual([])
  const both = await counted(engine, PANELS)
  // The exons with 15 bp, the intervals without; of the first exon and the interval over it each base once.
  expect(both.plan).toMatchObject({ name: 'Ward, wanted', genes: 3, exons: 2, intervals: 2 })
  expect(both.samples).toMatchObject([{ result: { bases: 230 + 230 + 50 } }])
  const { id: gtf } = await engine.file('genes.gtf')
  expect(
    await engine.refusal('coverage.countPanel', { of: { kind: 'bed', file: gtf }, transcripts: 'all' }),
  ).toMatchObject({ kind: 'call/invalid' })
})

test('says what cannot be counted: no annotation of the build, no gene, no reads, a file', async () => {
  using folder = scratch()
  copyInto(folder.path, BAM)
  await using engine = runningEngine({ resources: RESOURCES })
  const paths = [join(folder.path, 'reads.bam'), join(folder.path, 'genes.gtf')]
  await engine.call('case.open', { paths: paths.slice(0, 1) })
  await engine.until(settled)
  expect(await engine.call('coverage.panel', genes('AAA'))).toMatchObject({
    plan: null,
    problem: { kind: 'coverage/no-annotation', build: 'unknown' },
  })
  writeFileSync(paths[1] ?? '', GTF)
  await engine.call('case.add', { paths: paths.slice(1) })
  expect(await engine.call('coverage.panel', genes('ZZZ'))).toMatchObject({
    problem: { kind: 'coverage/nothing-to-count', genes: [{ symbol: 'ZZZ', reason: 'unknown' }] },
  })
  expect(await engine.call('coverage.panel', genes('AAA', 'ZZZ'))).toMatchObject({
    plan: { genes: 1, absent: [{ symbol: 'ZZZ', reason: 'unknown' }] },
    problem: null,
    withoutReads: [],
  })
  // The file changes under the case: that is its result.
  writeFileSync(paths[0] ?? '', 'gone')
  const summary = await counted(engine, genes('AAA'))
  expect(summary.samples).toMatchObject([{ sample: 'panel', result: { error: { kind: 'file/changed' } } }])
  await engine.call('case.open', { paths: paths.slice(1) })
  expect(await engine.call('coverage.panel', genes('AAA'))).toMatchObject({
    problem: { kind: 'coverage/no-reads' },
  })
  expect(await engine.refusal('coverage.countPanel', genes('AAA'))).toMatchObject({
    kind: 'coverage/no-reads',
  })
})

test('of the bundled genes those without a certain place are said by name, before anything is counted', async () => {
  using folder = scratch()
  const table = await bundledGenome(RESOURCES).genes()
  const unplaced = table.symbols.findIndex(
    (symbol, row) => symbol !== '' && geneAt(table, row, '1').placement === 'unknown',
  )
  const symbol = table.symbols[unplaced] ?? ''
  expect(symbol).not.toBe('')
  const vcf = ['##fileformat=VCFv4.2', '##contig=<ID=1,length=248956422>', '##contig=<ID=7,length=159345973>', '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tANNA', '7\t117559590\t.\tT\tA\t.\t.\t.\tGT\t0/1'].join('\n') // prettier-ignore
  writeFileSync(join(folder.path, 'anna.vcf'), `${vcf}\n`)
  await using engine = runningEngine({ resources: RESOURCES })
  await engine.call('case.open', { paths: [join(folder.path, 'anna.vcf')] })
  const state = await engine.call('coverage.panel', genes('CFTR', symbol))
  expect(state.plan).toMatchObject({ genes: 1, absent: [{ symbol, reason: 'not-placed' }] })
  expect(state).toMatchObject({ withoutReads: ['ANNA'], problem: { kind: 'coverage/no-reads' } })
})

test('a CRAM of the case is counted with the case’s reference, and without it that is said', async () => {
  using folder = scratch()
  for (const name of ['small.cram', 'small.cram.crai']) copyInto(folder.path, cramFixture(name))
  const at = (name: string): string => join(folder.path, name)
  writeFileSync(at('wanted.bed'), 'one\t100\t400\n')
  await using engine = runningEngine({ resources: RESOURCES })
  await engine.call('case.open', { paths: [at('small.cram'), at('wanted.bed')] })
  await engine.until(settled)
  const asked: CoverageAsked = {
    of: { kind: 'bed', file: (await engine.file('wanted.bed')).id },
    transcripts: 'canonical',
  }
  expect((await counted(engine, asked)).samples).toMatchObject([
    { result: { error: { kind: 'cram/needs-reference' } } },
  ])
  for (const name of ['small.fa', 'small.fa.fai']) copyInto(folder.path, cramFixture(name))
  await engine.call('case.add', { paths: [at('small.fa')] })
  await engine.until(settled)
  expect(await engine.call('coverage.panel', asked)).toMatchObject({ stale: true })
  expect((await counted(engine, asked)).samples).toMatchObject([{ result: { bases: 300 } }])
})

test('a count that is cancelled leaves nothing; the same asked twice is one task', async () => {
  using folder = scratch()
  await using engine = await opened(folder.path)
  const asked = genes('AAA')
  const [one, two] = await Promise.all([
    engine.call('coverage.countPanel', asked),
    engine.call('coverage.countPanel', asked),
  ])
  expect(two.id).toBe(one.id)
  await engine.call('task.cancel', { id: one.id })
  await engine.until(() => engine.tasks.some(({ id, state }) => id === one.id && state !== 'running'))
  expect(engine.tasks.findLast(({ id }) => id === one.id)?.state).toBe('cancelled')
  expect(await engine.call('coverage.panel', asked)).toMatchObject({ counted: null, counting: null })
})

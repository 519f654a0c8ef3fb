import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundledGenome, BUNDLED_GENES } from '../../../../../electron/engine/genome/bundled.ts'
import type { GeneDraft } from '../../../../../electron/engine/genome/gene-table-builder.ts'
import { buildGeneTable } from '../../../../../electron/engine/genome/gene-table-builder.ts'
import type { GeneTable } from '../../../../../electron/engine/genome/gene-table.ts'
import { readGeneModel } from '../../../../../electron/engine/genome/gtf.ts'
import { bedTargets } from '../../../../../electron/engine/quality/coverage/bed-targets.ts'
import {
  geneTargets,
  type GeneTargetOptions,
  type NamedGene,
} from '../../../../../electron/engine/quality/coverage/gene-targets.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import type { Build } from '../../../../../shared/genome/build.ts'
import { chromosomeLength, CHROMOSOMES } from '../../../../../shared/genome/chromosome-length.ts'
import { contigAlias } from '../../../../../shared/genome/contig-alias.ts'
import type { Contig } from '../../../../../shared/genome/region.ts'
import type { CoverageTargets } from '../../../../../shared/quality/panel-coverage.ts'
import { errorFrom, failureOf, fixture } from '../../../../support/bam-files.ts'
import { gene } from '../../genome/tables.ts'

const bundled = await bundledGenome(join(import.meta.dirname, '../../../../../resources')).genes()
const chromosomes = (build: Build): Contig[] =>
  CHROMOSOMES.map((key) => ({ name: `chr${key}`, length: chromosomeLength(build, key) ?? 0 }))

function targetsOf(
  names: readonly (string | NamedGene)[],
  options: Partial<GeneTargetOptions> = {},
  table: GeneTable = bundled,
  contigs = chromosomes('GRCh38'),
  build: Build = 'GRCh38',
): CoverageTargets {
  const own = table.contigs.map((name) => ({ name, length: 0 }))
  const genes = { table, name: BUNDLED_GENES, alias: contigAlias(contigs, own, build) }
  const named = names.map((name) => (typeof name === 'string' ? { symbol: name } : name))
  return geneTargets(named, { genes, build, contigs }, { panel: 'a panel', ...options })
}

const exonsOf = ({ genes, exons }: CoverageTargets) =>
  Array.from(exons.start, (start, row) => {
    const g = genes.findIndex((_, i) => row < (exons.first[i + 1] ?? 0))
    const transcript = genes[g]?.transcripts[exons.transcript[row] ?? 0]
    return { gene: genes[g]?.symbol, transcript, number: exons.number[row], start, end: exons.end[row] }
  })

describe('bundled genes', () => {
  // ENST00000003084 has 27 exons; the one with p.Phe508del, exon 11, is chr7:117,559,464-117,559,655.
  test('exons of the canonical transcript, 15 bp more on either side', () => {
    const targets = targetsOf(['CFTR'])
    expect(targets).toMatchObject({ source: BUNDLED_GENES, padding: 15 })
    expect(targets.genes).toMatchObject([
      { contig: 'chr7', transcripts: ['CFTR-201'], choice: 'canonical', placement: 'clinvar', absent: null },
    ])
    const exons = exonsOf(targets)
    expect(exons).toHaveLength(27)
    expect(exons[10]).toMatchObject({ number: 11, start: 117_559_464 - 1 - 15, end: 117_559_655 + 15 })
  })

  test('on the reverse strand the last exon on the genome is number 1', () => {
    const exons = exonsOf(targetsOf(['BRCA1'], { padding: 0 }))
    expect(exons[0]).toMatchObject({ number: 23, start: 43_044_294, end: 43_045_802 })
    expect(exons.at(-1)).toMatchObject({ number: 1, end: 43_125_364 })
  })

  test('all transcripts when asked for, the canonical one first', () => {
    const { genes, exons } = targetsOf(['BRCA1'], { transcripts: 'all' })
    expect(genes[0]?.choice).toBe('all')
    expect(genes[0]?.transcripts[0]).toBe('BRCA1-203')
    expect(genes[0]?.transcripts.length).toBeGreaterThan(20)
    expect(exons.start.length).toBeGreaterThan(200)
  })

  test('how the place of transcripts is known is said, and what cannot be counted, with the reason', () => {
    const targets = targetsOf(['ATM', 'SKI', 'XIST', 'NO-GENE', 'SHOX', 'MT-ND1'])
    expect(
      targets.genes.map(({ symbol, contig, placement, absent }) => [symbol, contig, placement, absent]),
    ).toEqual([
      ['ATM', 'chr11', 'clinvar', null],
      ['SKI', 'chr1', 'unknown', 'not-placed'],
      ['XIST', 'chrX', null, 'no-exons'],
      ['NO-GENE', null, null, 'unknown'],
      ['SHOX', 'chrX', 'gene-ends', null],
      ['SHOX', 'chrY', 'gene-ends', 'counted-on-x'],
      ['MT-ND1', null, 'gene-ends', 'no-contig'],
    ])
    expect(new Set(exonsOf(targets).map((exon) => exon.gene))).toEqual(new Set(['ATM', 'SHOX']))
  })

  test('a former name and an id lead to the gene; a gene named twice is counted once', () => {
    const byId = { symbol: 'not known', ensembl: 'ENSG00000001626' }
    const targets = targetsOf(['FANCD1', 'BRCA2', byId, 'CFTR'])
    expect(targets.genes.map(({ symbol }) => symbol)).toEqual(['BRCA2', 'CFTR'])
  })
})

describe('what is refused', () => {
  const panel = { panel: 'a panel' }
  test('a case of a build without annotation', () => {
    const given = { genes: null, build: 'GRCh37', contigs: [] } as const
    expect(failureOf(() => geneTargets([{ symbol: 'CFTR' }], given, panel))).toEqual({
      kind: 'coverage/no-annotation',
      build: 'GRCh37',
    })
  })

  test('an empty panel', () => {
    expect(failureOf(() => targetsOf([]))).toEqual({ kind: 'coverage/empty-panel', panel: 'a panel' })
  })

  test('a panel of which no gene can be counted', () => {
    expect(failureOf(() => targetsOf(['XIST', 'SKI']))).toEqual({
      kind: 'coverage/nothing-to-count',
      panel: 'a panel',
      genes: [
        { symbol: 'XIST', reason: 'no-exons' },
        { symbol: 'SKI', reason: 'not-placed' },
      ],
    })
  })

  test('an exon past the end of its contig; padding past either end is cut', () => {
    const exons = [[2, 10], [900, 1000]] as const // prettier-ignore
    const transcript = { id: 't', strand: '+', biotype: '', canonical: true, coding: null, exons } as const
    const table = buildGeneTable([gene('G', 'c', 2, 1000, { transcripts: [transcript] })], ['c'])
    const of = (length: number) => targetsOf(['G'], {}, table, [{ name: 'c', length }], 'unknown')
    expect(exonsOf(of(1007))).toMatchObject([
      { start: 0, end: 25 },
      { start: 885, end: 1007 },
    ])
    expect(failureOf(() => of(999))).toMatchObject({
      kind: 'coverage/past-end',
      contig: 'c',
      end: 1000,
      length: 999,
    })
  })
})

test('a GTF: the marked transcript with its version; without a mark all of them, and it is said', async () => {
  const read = (name: string, format: 'gtf' | 'gff3') =>
    readGeneModel({ path: fixture(`genome/${name}`), compression: 'none', format }, unobserved)
  const table = await read('ensembl.gtf', 'gtf')
  const targets = targetsOf(['CFTR', 'BRCA1'], {}, table, chromosomes('GRCh37'), 'GRCh37')
  expect(targets.genes).toMatchObject([
    { symbol: 'CFTR', contig: 'chr7', choice: 'none-marked', placement: null },
    { symbol: 'BRCA1' },
  ])
  expect(targets.genes[0]?.transcripts).toEqual(['ENST00000003084.6', 'ENST00000472848.1'])
  const marked = targetsOf(['BRCA1'], { padding: 0 }, await read('gencode.gff3', 'gff3'))
  expect(marked.genes[0]?.choice).toBe('canonical')
  expect(marked.genes[0]?.transcripts).toHaveLength(1)
  expect(exonsOf(marked)).toMatchObject([
    { number: 2, start: 43_044_294, end: 43_045_802 },
    { number: 1, start: 43_125_270, end: 43_125_364 },
  ])
})

test('transcripts that are all marked are all counted', () => {
  const transcript = (id: string, canonical: boolean): GeneDraft['transcripts'][number] => {
    return { id, strand: '+', biotype: '', canonical, coding: null, exons: [[100, 200]] }
  }
  const transcripts = [transcript('a', false), transcript('b', true), transcript('c', true)]
  const table = buildGeneTable([gene('G', 'chr1', 100, 200, { transcripts })], ['chr1'])
  expect(targetsOf(['G'], {}, table).genes[0]?.transcripts).toEqual(['b', 'c'])
})

describe('intervals of a BED', () => {
  const contigs = [{ name: 'chr1', length: 1000 }]
  const alias = contigAlias(contigs, [{ name: '1', length: 0 }, { name: '9', length: 0 }], 'GRCh38') // prettier-ignore
  const of = (given: Parameters<typeof bedTargets>[0], padding?: number) =>
    bedTargets(given, { source: 'x.bed', alias, contigs, ...(padding === undefined ? {} : { padding }) })

  test('those of a name are counted together, as they are unless padding is asked for', () => {
    const given = [
      { contig: '1', start: 300, end: 400, name: 'A' },
      { contig: '1', start: 100, end: 200, name: 'A' },
      { contig: '1', start: 50, end: 60, name: null },
      { contig: '1', start: 70, end: 70, name: 'empty' },
      { contig: '9', start: 0, end: 5, name: 'A' },
    ]
    const targets = of(given)
    expect(targets.genes.map(({ symbol, contig, absent }) => [symbol, contig, absent])).toEqual([
      ['A', 'chr1', null],
      ['1:51-60', 'chr1', null],
      ['A', null, 'no-contig'],
    ])
    expect(exonsOf(targets)).toMatchObject([
      { gene: 'A', number: 1, start: 100, end: 200 },
      { gene: 'A', number: 2, start: 300, end: 400 },
      { start: 50, end: 60 },
    ])
    expect(exonsOf(of(given, 15))[0]).toMatchObject({ start: 85, end: 215 })
  })

  test('an empty one, one of other contigs and one past the end are refused', async () => {
    expect(failureOf(() => of([]))?.kind).toBe('coverage/empty-panel')
    const other = failureOf(() => of([{ contig: '9', start: 0, end: 5, name: null }]))
    expect(other).toMatchObject({ kind: 'coverage/nothing-to-count', genes: [{ reason: 'no-contig' }] })
    const past = errorFrom((async () => of([{ contig: '1', start: 990, end: 1001, name: 'A' }]))())
    expect(await past).toMatchObject({ kind: 'coverage/past-end', gene: 'A', end: 1001, length: 1000 })
  })
})

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { ALL_VARIANTS, type VariantQuery } from '../../../shared/variant/variant-query.ts'
import { scratch } from '../../support/bam-files.ts'
import { type RunningEngine, runningEngine } from '../../support/running-engine.ts'
import { vcfText, writeBgzip, writeText } from '../../support/vcf-text.ts'

const CSQ =
  '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: Allele|Consequence|IMPACT|SYMBOL|Feature_type|Feature|HGVSc|HGVSp|gnomADg_AF">'
const META = [
  '##contig=<ID=chr1,length=248956422>',
  '##contig=<ID=chr7,length=159345973>',
  CSQ,
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">',
]
const SAMPLES = ['kim', 'mum', 'dad']

const csq = (allele: string, consequence: string, impact: string, gene: string, af: string): string =>
  `CSQ=${allele}|${consequence}|${impact}|${gene}|Transcript|ENST1|ENST1.2:c.5A>G|ENSP1.1:p.(Lys2Arg)|${af}`

const RECORDS = [
  ['chr1', 100, 'rs1', 'A', 'G', 50, 'PASS', csq('G', 'missense_variant', 'MODERATE', 'AGRN', '0.2'), 'GT:DP', '0/1:30', '0/0:28', '0/1:31'],
  ['chr1', 200, 'rs2;rs3', 'C', 'T', '.', 'LowQual', csq('T', 'stop_gained', 'HIGH', 'AGRN', ''), 'GT:DP', '0/1:30', '0/0:28', '0/0:31'],
  ['chr7', 300, '.', 'CA', 'C', 90, 'PASS', csq('-', 'frameshift_variant', 'HIGH', 'CFTR', '0.0001'), 'GT:DP', '1/1:22', '0/1:28', '0/1:31'],
  ['chr7', 400, '.', 'G', 'A,T', 70, '.', csq('A', 'intron_variant', 'MODIFIER', 'CFTR', '0.01'), 'GT:DP', '1/2:22', './.:.', '0/1:31'],
] // prettier-ignore

const folder = scratch()
let engine: RunningEngine
let file: CaseFile

const ready = ({ files }: CaseState): boolean =>
  files.filter(({ kind }) => kind === 'vcf').every(({ store }) => store?.state === 'ready')
const query = (expression: string, missing: 'keep' | 'drop' = 'drop'): VariantQuery => ({
  filters: [{ expression, missing }],
  sort: [],
})

beforeAll(async () => {
  engine = runningEngine()
  const path = await writeBgzip(
    join(folder.path, 'trio.vcf.gz'),
    vcfText(RECORDS, { meta: META, samples: SAMPLES }),
  )
  writeText(join(folder.path, 'trio.ped'), 'F\tkim\tdad\tmum\t2\t2\nF\tmum\t0\t0\t2\t1\nF\tdad\t0\t0\t1\t1\n')
  await engine.call('case.open', { paths: [path, join(folder.path, 'trio.ped')] })
  await engine.until(ready)
  file = await engine.file('trio.vcf.gz')
}, 60_000)
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  folder[Symbol.dispose]()
})

describe('a case whose variants were imported', () => {
  test('says what there is', () => {
    expect(file.store).toMatchObject({
      state: 'ready',
      summary: { rows: 5, records: 4, malformed: 0, stopped: null, samples: SAMPLES },
    })
  })

  test('counts what passes, and what each filter hides and cannot tell', async () => {
    const filters = [
      { expression: 'qual > 60', missing: 'drop' },
      { expression: 'gt(proband) == "het"', missing: 'drop' },
    ] as const
    expect(
      await engine.call('variants.count', { file: file.id, query: { filters: [...filters], sort: [] } }),
    ).toEqual({
      passing: 0,
      total: 5,
      effects: [
        { hidden: 2, missing: 1 },
        { hidden: 3, missing: 0 },
      ],
    })
    const kept = query('qual > 60', 'keep')
    expect(await engine.call('variants.count', { file: file.id, query: kept })).toMatchObject({ passing: 4 })
  })

  test('lists them in an order, with columns, and opens the record of each', async () => {
    const page = await engine.call('variants.page', {
      file: file.id,
      offset: 0,
      limit: 10,
      query: { filters: [], sort: [{ column: 'popmax_af', descending: true }] },
      columns: ['popmax_af', 'dp(mum)', 'gt(kim)', 'mane', 'panel'],
    })
    expect(page.rows.map(({ row, position, alt }) => [row, position, alt])).toEqual([
      [0, 100, 'G'],
      [3, 400, 'A'],
      [2, 300, 'C'],
      [1, 200, 'T'],
      [4, 400, 'T'],
    ])
    expect(page.cells).toEqual([
      [0.2, 28, 'het', false, null],
      [0.01, null, 'het-alt', false, null],
      [0.0001, 28, 'hom-alt', false, null],
      [null, 28, 'het', false, null],
      [null, null, 'het-alt', false, null],
    ])
    const record = await engine.call('variants.record', { file: file.id, row: 2 })
    expect(record).toMatchObject({ line: 10, row: { row: 2, position: 300, consequence: { gene: 'CFTR' } } })
    const place = { file: file.id, query: query('pos >= 300'), row: 3 }
    expect(await engine.call('variants.placeOf', place)).toEqual({ place: 1, before: 1 })
    expect(await engine.call('variants.placeOf', { ...place, row: 0 })).toEqual({ place: null, before: 0 })
  })

  test('finds them by region, rs number, HGVS and allele', async () => {
    const region = { file: file.id, contig: 'chr7', start: 299, end: 399, limit: 10 }
    expect((await engine.call('variants.inRegion', region)).rows.map(({ row }) => row)).toEqual([2])
    const find = async (text: string): Promise<number[]> => {
      const { rows } = await engine.call('variants.find', { file: file.id, text, limit: 10 })
      return rows.map(({ row }) => row)
    }
    expect(await find('rs3')).toEqual([1])
    expect(await find('AGRN c.5A>G')).toEqual([0, 1])
    expect(await find('p.Lys2Arg')).toEqual([0, 1, 2, 3])
    // Without the base that REF and ALT share, and on another name of the contig.
    expect(await find('7-299-GCA-GC')).toEqual([2])
    expect(await find('chr7:300:CA:C')).toEqual([2])
    // While it is being typed the newest replaces the one before, which is cancelled.
    const typing = { file: file.id, limit: 10, typing: true }
    const before = engine.refusal('variants.find', { ...typing, text: 'p.Lys2Ar' })
    const newest = engine.call('variants.find', { ...typing, text: 'rs3' })
    expect(await before).toMatchObject({ kind: 'task/cancelled' })
    expect((await newest).rows).toHaveLength(1)
    expect(await engine.call('variants.find', { file: file.id, text: 'CFTR', limit: 10 })).toEqual({
      known: false,
      rows: [],
    })
  })

  test('tells what values there are', async () => {
    const facet = { file: file.id, query: ALL_VARIANTS, limit: 10 }
    expect(await engine.call('variants.facet', { ...facet, column: 'impact' })).toEqual({
      values: [
        { value: 'HIGH', count: 2 },
        { value: 'MODERATE', count: 1 },
        { value: 'MODIFIER', count: 1 },
        { value: null, count: 1 },
      ],
      others: 0,
      spread: null,
    })
    expect(await engine.call('variants.facet', { ...facet, column: 'gene', limit: 1 })).toMatchObject({
      others: 3,
    })
    expect((await engine.call('variants.facet', { ...facet, column: 'dp(kim)' })).spread).toMatchObject({
      least: 22,
      most: 30,
    })
  })

  test('refuses what no column has, and says where', async () => {
    expect(
      await engine.refusal('variants.count', { file: file.id, query: query('impct == "HIGH"') }),
    ).toMatchObject({
      kind: 'filter/unknown-column',
      from: 0,
      to: 5,
    })
    const sorted = { filters: [], sort: [{ column: 'nothing', descending: false }] }
    expect(
      await engine.refusal('variants.page', { file: file.id, offset: 0, limit: 1, query: sorted }),
    ).toMatchObject({
      kind: 'query/unknown-column',
    })
  })

  test('exports what passes, with the filter in the header', async () => {
    const url = (format: string): string =>
      `export/${file.id}?${new URLSearchParams({ format, query: JSON.stringify(query('impact == "HIGH"')), columns: '["chrom","pos","gene"]' })}`
    const table = await engine.bulk(url('tsv'))
    expect(table.headers.get('content-disposition')).toContain('trio.filtered.tsv')
    expect((await table.text()).split('\n').slice(-4)).toEqual([
      '#chrom\tpos\tgene',
      'chr1\t200\tAGRN',
      'chr7\t300\tCFTR',
      '',
    ])
    const vcf = await (await engine.bulk(url('vcf'))).text()
    expect(vcf).toContain('##casement_filter=impact == "HIGH" ')
    expect(vcf).toContain('##casement_variants=2 of 5\n')
    expect(vcf.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual(
      [RECORDS[1], RECORDS[2]].map((record) => record?.join('\t')),
    )
  })

  test('keeps how its list is looked at', async () => {
    const list = { filters: [], sort: [{ column: 'qual', descending: true }], columns: null }
    await engine.call('variants.setList', { list })
    expect((await engine.call('case.state', {}))?.list).toEqual(list)
  })

  test('takes a role in a filter to be of whom the pedigree makes it, once that changes and once it is undone', async () => {
    const count = async (): Promise<unknown> =>
      (await engine.call('variants.count', { file: file.id, query: query('gt(proband) == "het"') })).passing
    expect(await count()).toBe(2)
    const { pedigree } = (await engine.call('case.state', {})) ?? {}
    if (!pedigree) throw new Error('the case has a pedigree')
    const individuals = pedigree.individuals.map((one) => {
      if (one.id === 'kim') return { ...one, father: null, mother: null, affected: 'unaffected' as const }
      return one.id === 'mum' ? { ...one, father: 'dad', affected: 'affected' as const } : one
    })
    const changed = await engine.call('case.setPedigree', { pedigree: { ...pedigree, individuals } })
    expect(changed.samples.find(({ role }) => role === 'proband')?.name).toBe('mum')
    expect(await count()).toBe(1)
    await engine.call('case.undo', {})
    expect(await count()).toBe(2)
  })

  test('joins files of the user and imports anew with them', async () => {
    const bed = writeText(join(folder.path, 'exons.bed'), 'chr7\t250\t350\texon\n')
    const common = writeText(
      join(folder.path, 'common.vcf'),
      vcfText([['7', 299, '.', 'GCA', 'GC', '.', 'PASS', 'AF=0.3']], {
        meta: [
          '##source=gnomAD',
          '##fileDate=20241215',
          '##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">',
        ],
      }),
    )
    expect(await engine.call('annotation.add', { paths: [bed, common] })).toEqual({
      added: ['exons.bed', 'common.vcf'],
      failed: [],
    })
    const { annotations } = await engine.until((state) => state.annotations.length === 2 && ready(state))
    expect(annotations.map(({ release }) => release)).toEqual([null, 'gnomAD 2024-12-15'])
    const page = await engine.call('variants.page', {
      file: file.id,
      offset: 2,
      limit: 1,
      columns: ['regions', 'popmax_af', 'popmax_source'],
    })
    expect(page.cells).toEqual([['exons.bed', 0.3, 'common.vcf 2024-12-15 AF']])
    await engine.call('annotation.remove', { path: common })
    await engine.until((state) => state.annotations.length === 1 && ready(state))
    const count = { file: file.id, query: query('popmax_af == 0.3') }
    expect(await engine.call('variants.count', count)).toMatchObject({ passing: 0 })
  })
})

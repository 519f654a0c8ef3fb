import { expect, it } from 'vitest'
import { exportColumns, exportUrl } from '../../../../../renderer/app/list/export-url.ts'
import { tableText } from '../../../../../renderer/app/list/table-text.ts'
import { fakeRow } from '../../../../support/fake-case.ts'

const SAMPLES = ['NA24385', 'NA24143', 'NA24149']

it('copies lines with their build, alleles, shown columns and full values', () => {
  const text = tableText(
    [
      { row: fakeRow(0), cells: [0.000123456, null], marked: true },
      { row: fakeRow(1, { filters: [], consequence: null }), cells: [null, 'a\tb\nc'], marked: false },
    ],
    ['file', 'gene', 'shortlisted', 'change', 'gt(NA24143)', 'filter', 'popmax_af', 'clinvar', 'pos'],
    {
      build: 'GRCh38',
      samples: SAMPLES,
      asked: ['popmax_af', 'clinvar'],
      fileName: () => 'trio.vcf',
      stated: ({ position }) => (position === 117_559_591 ? 'GEL tier 1' : ''),
    },
  )
  expect(text.split('\n').map((line) => line.split('\t'))).toEqual([
    [
      ...'build chrom pos ref alt'.split(' '),
      'file',
      'gene',
      'shortlisted',
      'hgvsc',
      'gt(NA24143)',
      'filter',
      'popmax_af',
      'clinvar',
      'marked',
    ],
    [
      ...'GRCh38 chr7 117559591 TCTT T'.split(' '),
      'trio.vcf',
      'CFTR',
      'GEL tier 1',
      'ENST00000003084.11:c.1521_1523del',
      'het',
      'PASS',
      '0.000123456',
      '',
      'true',
    ],
    [...'GRCh38 chr7 117560591 TCTT T'.split(' '), 'trio.vcf', '', '', '', 'het', '', '', 'a b c', 'false'],
  ])
})

it('exports the place, the alleles and what is shown, as far as the file has it', () => {
  const shown = ['gene', 'change', 'pos', 'gt(NA24385)', 'info.GONE']
  expect(exportColumns(shown, (name) => name !== 'info.GONE')).toEqual([
    'chrom',
    'pos',
    'ref',
    'alt',
    'gene',
    'hgvsc',
    'gt(NA24385)',
    'marked',
  ])
})

it('asks for a download by everything that makes the list', () => {
  const query = { filters: [{ expression: 'gene == "A&B"', missing: 'drop' as const }], sort: [] }
  const url = new URL(exportUrl('http://localhost/bulk/', 'a b.vcf', 'tsv', query, ['gene', 'gt(J. Doe)']))
  expect(url.pathname).toBe('/bulk/export/a%20b.vcf')
  expect(url.searchParams.get('format')).toBe('tsv')
  expect(JSON.parse(url.searchParams.get('query') ?? '')).toEqual(query)
  expect(JSON.parse(url.searchParams.get('columns') ?? '')).toEqual(['gene', 'gt(J. Doe)'])
})

import { describe, expect, test } from 'vitest'
import { randomVcf } from '../../../../support/random-vcf.ts'
import { scanText } from '../../../../support/scanned-rows.ts'
import { vcfText } from '../../../../support/vcf-text.ts'

const RECORD = ['chr1', 100, 'rs1', 'A', 'C', 50, 'PASS', 'AC=1'] as const
const meta = ['##INFO=<ID=AC,Number=A,Type=Integer,Description="x">']
const withCall = [...RECORD, 'GT:DP', '0/1:7'] as const

describe('line ends', () => {
  const text = randomVcf('lines', 60, 'CSQ')

  test('CRLF, empty lines, comments between and no line feed at the end make no difference but to line numbers', async () => {
    const { rows } = await scanText(text)
    const crlf = await scanText(text.replaceAll('\n', '\r\n'))
    const noFeed = await scanText(text.replace(/\n$/, ''))
    const noFeedCr = await scanText(text.replace(/\n$/, '\r'))
    for (const other of [crlf, noFeed, noFeedCr])
      expect(other.rows.map((row) => ({ ...row, within: 0 }))).toEqual(
        rows.map((row) => ({ ...row, within: 0 })),
      )
    const first = text.indexOf('\nchr1') + 1
    const spaced = await scanText(
      `${text.slice(0, first)}\n${text.slice(first).replaceAll('\n', '\n\n#\n\r\n')}`,
    )
    const places = { within: 0, line: 0 }
    expect(spaced.rows.map((row) => ({ ...row, ...places }))).toEqual(
      rows.map((row) => ({ ...row, ...places })),
    )
    expect(spaced.rows.map((row) => row['line'])).toEqual(
      rows.map((row) => spaced.header.lines + 2 + (Number(row['line']) - spaced.header.lines - 1) * 4),
    )
  })

  test('the last column ends before the carriage return', async () => {
    const { rows } = await scanText(vcfText([withCall], { meta, samples: ['S'] }).replaceAll('\n', '\r\n'))
    expect(rows).toMatchObject([{ 'gt(S)': 'het', 'dp(S)': 7, 'info.AC': 1 }])
    const sites = await scanText(vcfText([RECORD], { meta }).replaceAll('\n', '\r\n'))
    expect(sites.rows).toMatchObject([{ 'info.AC': 1 }])
  })
})

describe('columns', () => {
  const one = async (record: readonly (string | number)[], samples: readonly string[] = []) => {
    const { rows, counts } = await scanText(vcfText([record], { meta, samples }))
    return { rows, malformed: counts.malformed, error: counts.listed[0] }
  }

  test('tabs at the end add none', async () => {
    expect(await one([...RECORD, '', ''])).toMatchObject({ malformed: 0, rows: [{ 'info.AC': 1 }] })
    expect(await one([...withCall, '', ''], ['S'])).toMatchObject({ malformed: 0, rows: [{ 'dp(S)': 7 }] })
  })

  test('a sample column that is empty was not called', async () => {
    expect(await one([...RECORD, 'GT:DP', ''], ['S'])).toMatchObject({
      malformed: 0,
      rows: [{ 'gt(S)': 'not-called' }],
    })
  })

  test('FORMAT without samples may be left out', async () => {
    const text = vcfText([RECORD], { meta }).replace('INFO\n', 'INFO\tFORMAT\n')
    expect((await scanText(text)).rows).toHaveLength(1)
  })

  test.each([
    [
      'too few',
      ['chr1', 100, 'rs1', 'A', 'C', 50, 'PASS'],
      { kind: 'vcf/too-few-columns', found: 7, expected: 8 },
    ],
    ['too many', [...RECORD, 'x'], { kind: 'vcf/bad-line', field: 'the line' }],
    ['one', ['nonsense'], { kind: 'vcf/too-few-columns', found: 1 }],
    ['no CHROM', ['', ...RECORD.slice(1)], { field: 'CHROM' }],
    ['no REF', ['chr1', 1, '.', '', 'C', '.', '.', '.'], { field: 'REF' }],
    ['no ALT', ['chr1', 1, '.', 'A', '', '.', '.', '.'], { field: 'ALT' }],
    [
      'POS of letters',
      ['chr1', '1x', '.', 'A', 'C', '.', '.', '.'],
      { field: 'POS', detail: '"1x" is not a position' },
    ],
    ['negative POS', ['chr1', -1, '.', 'A', 'C', '.', '.', '.'], { field: 'POS' }],
    ['no POS', ['chr1', '', '.', 'A', 'C', '.', '.', '.'], { field: 'POS' }],
    ['POS beyond 32 bits', ['chr1', '2147483648', '.', 'A', 'C', '.', '.', '.'], { field: 'POS' }],
    [
      'QUAL of letters',
      ['chr1', 1, '.', 'A', 'C', 'high', '.', '.'],
      { field: 'QUAL', detail: '"high" is not a number' },
    ],
  ])('%s', async (_, record, error) => {
    const found = await one(record)
    expect(found).toMatchObject({ rows: [], malformed: 1, error: { ...error, line: 4 } })
  })

  test.each(['nan', 'inf', '-Infinity', '.'])('QUAL %s is none', async (qual) => {
    expect(await one(['chr1', 1, '.', 'A', 'C', qual, '.', '.'])).toMatchObject({
      malformed: 0,
      rows: [{ qual: null }],
    })
  })

  test('a genotype of an allele that is not there', async () => {
    const found = await one([...RECORD, 'GT', '0/2'], ['S'])
    expect(found).toMatchObject({
      malformed: 1,
      rows: [],
      error: { field: 'GT', detail: 'is 0/2 for S where the record has one alternate allele', line: 4 },
    })
  })

  test('what is missing: ID, QUAL, FILTER, INFO', async () => {
    expect((await one(['chr1', 1, '.', 'A', 'C', '.', '.', '.'])).rows).toMatchObject([
      { id: null, qual: null, filter: null, 'info.AC': null },
    ])
  })

  test('bytes that are no UTF-8 are read as signs that stand for them', async () => {
    const text = Buffer.from(vcfText([['chr1', 1, 'caf\u00e9', 'A', 'C', '.', 'f\u00e9', '.']]), 'latin1')
    expect((await scanText(text)).rows).toMatchObject([{ id: 'caf\ufffd', filter: 'f\ufffd' }])
  })
})

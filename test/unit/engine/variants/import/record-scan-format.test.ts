import { describe, expect, test } from 'vitest'
import { type ScannedRow, scanText } from '../../../../support/scanned-rows.ts'
import { fieldsOfEachKind, vcfText } from '../../../../support/vcf-text.ts'

const IDS = ['N1', 'F1', 'NA', 'FR', 'TA', 'T', 'C', 'MANY'] as const
const meta = ['##FORMAT=<ID=GT,Number=1,Type=String,Description="x">', ...fieldsOfEachKind('FORMAT')]
const FORMAT = ['GT', ...IDS].join(':')
const valuesOf = (row: ScannedRow, sample: string): unknown[] =>
  IDS.map((id) => row[`format.${id}(${sample})`])

/** Of each row of one record what the columns of two samples have. */
async function columnsOf(format: string, calls: readonly string[], alt = 'C,G'): Promise<unknown[][][]> {
  const text = vcfText([['chr1', 100, '.', 'A', alt, 50, 'PASS', '.', format, ...calls]], {
    meta,
    samples: ['S', 'J. Doe'],
  })
  return (await scanText(text)).rows.map((row) => ['S', 'J. Doe'].map((name) => valuesOf(row, name)))
}
const NOTHING = [null, null, null, null, null, null, null, null]

describe('fields of FORMAT', () => {
  test('one for the record, one for each allele, one for REF as well, text: of each sample its own', async () => {
    const calls = ['0/1:7:0.5:1,2:0.1,0.2,0.3:x,y:a,b:z:1,2,3', '1/2:8:-1:3,4:1,2,3:u,v:c:w:4']
    expect(await columnsOf(FORMAT, calls)).toEqual([
      [[7, 0.5, 1, 0.2, 'x', 'a,b', 'z', '1,2,3'], [8, -1, 3, 2, 'u', 'c', 'w', '4']],
      [[7, 0.5, 2, 0.3, 'y', 'a,b', 'z', '1,2,3'], [8, -1, 4, 3, 'v', 'c', 'w', '4']],
    ]) // prettier-ignore
  })

  test.each([['.', '.'], ['./.', './.'], ['./.:.:.:.:.:.:.:.:.', './.:.:.:.,.:.,.,.:.,.:.'], ['0/1:::::::', '0/1:x:x:x,y:0,x,y']])(
    'missing: %s, %s',
    async (...calls) => {
      expect(await columnsOf(FORMAT, calls)).toEqual([
        [NOTHING, NOTHING],
        [NOTHING, NOTHING],
      ])
    },
  ) // prettier-ignore

  test('fewer values than alleles: missing for those without', async () => {
    const [first, second] = await columnsOf('GT:NA:FR', ['0/1:1:0.1,0.2', '0/0:5,6:0.1'])
    expect(first).toEqual([[null, null, 1, 0.2, null, null, null, null], [null, null, 5, null, null, null, null, null]]) // prettier-ignore
    expect(second).toEqual([NOTHING, [null, null, 6, null, null, null, null, null]])
  })

  test('of a gVCF: the seen allele’s own, not that of <NON_REF>', async () => {
    expect(await columnsOf('GT:NA:FR', ['0/1:1,9:3,4,0', '0/0:.'], 'C,<NON_REF>')).toEqual([
      [[null, null, 1, 4, null, null, null, null], NOTHING],
    ])
  })

  test('what a record does not have is not that of the record before', async () => {
    const records = [
      ['chr1', 1, '.', 'A', 'C', '.', '.', '.', 'GT:N1:T', '0/1:5:x', '0/1:6:y'],
      ['chr1', 2, '.', 'A', 'C,G', '.', '.', '.', 'GT:N1:T', '0/1', '0/1:.'],
      ['chr1', 3, '.', 'A', 'C', '.', '.', '.', 'T:GT', 'z:0/1', '.:0/1'],
      ['chr1', 4, '.', 'A', 'C', '.', '.', '.', '.', '.', '.'],
    ]
    const { rows } = await scanText(vcfText(records, { meta, samples: ['S', 'J. Doe'] }))
    const seen = (sample: string): unknown[] =>
      rows.map((row) => [row[`format.N1(${sample})`], row[`format.T(${sample})`]])
    expect(seen('S')).toEqual([[5, 'x'], [null, null], [null, null], [null, 'z'], [null, null]]) // prettier-ignore
    expect(seen('J. Doe')).toEqual([[6, 'y'], [null, null], [null, null], [null, null], [null, null]]) // prettier-ignore
  })

  test('texts are kept up to a thousand bytes', async () => {
    const [[[, , , , , text] = []] = []] = await columnsOf('GT:T', [`0/1:${'x'.repeat(5000)}`, '0/1'])
    expect(text).toBe('x'.repeat(1000))
  })
})

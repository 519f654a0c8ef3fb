import { describe, expect, test } from 'vitest'
import { decode, scanVcfLine } from '../../../../../electron/engine/files/vcf/line.ts'
import { textLine } from '../../../../support/vcf-text.ts'

const LINE = 'chr1\t117559590\trs1\tATC\tA,<DEL>\t50\tPASS\tAC=1;DB\tGT:AD\t0/1:1,2\t./.'

describe('scanning a line', () => {
  test('finds the columns', () => {
    const line = textLine(LINE)
    const columns = scanVcfLine(line, 11, 'a.vcf')
    expect(columns).toMatchObject({ contig: 'chr1', position: 117559590, columns: 11 })
    const { refStart, refEnd, altStart, altEnd, infoStart, infoEnd } = columns
    expect(decode(line.bytes, refStart, refEnd)).toBe('ATC')
    expect(decode(line.bytes, altStart, altEnd)).toBe('A,<DEL>')
    expect(decode(line.bytes, infoStart, infoEnd)).toBe('AC=1;DB')
  })

  test('INFO may be the last column', () => {
    const line = textLine('1\t0\t.\tA\tG\t.\t.\tAC=1')
    const { infoStart, infoEnd, position } = scanVcfLine(line, 8, 'a.vcf')
    expect(decode(line.bytes, infoStart, infoEnd)).toBe('AC=1')
    expect(position).toBe(0)
  })

  test.each([
    ['1\t5', 8, 2],
    ['1\t5\t.\tA\tG\t.\tPASS', 8, 7],
    ['1\t5\t.\tA\tG\t.\tPASS\t.', 10, 8],
    ['1\t5\t.\tA\tG\t.\tPASS\t.\tGT\t0/1', 11, 10],
    ['no tabs at all', 8, 1],
  ])('%j has too few columns', (text, expected, found) => {
    expect(() => scanVcfLine(textLine(text, 42), expected, 'a.vcf')).toThrowError(
      expect.objectContaining({
        error: { kind: 'vcf/too-few-columns', file: 'a.vcf', line: 42, found, expected },
      }),
    )
  })

  test.each([
    ['1\tx5\t.\tA\tG\t.\tPASS\t.', 'POS'],
    ['1\t-5\t.\tA\tG\t.\tPASS\t.', 'POS'],
    ['1\t\t.\tA\tG\t.\tPASS\t.', 'POS'],
    ['\t5\t.\tA\tG\t.\tPASS\t.', 'CHROM'],
    ['1\t5\t.\tA\tG\t.\tPASS\t.\tGT\t0/1', 'the line'],
  ])('%j is a bad line', (text, field) => {
    expect(() => scanVcfLine(textLine(text, 42), 8, 'a.vcf')).toThrowError(
      expect.objectContaining({ error: expect.objectContaining({ kind: 'vcf/bad-line', line: 42, field }) }),
    )
  })

  test('trailing tabs add no columns, and FORMAT without samples may be missing', () => {
    expect(scanVcfLine(textLine('1\t5\t.\tA\tG\t.\tPASS\t.\t\t'), 8, 'a.vcf').position).toBe(5)
    expect(scanVcfLine(textLine('1\t5\t.\tA\tG\t.\tPASS\t.'), 9, 'a.vcf').position).toBe(5)
  })
})

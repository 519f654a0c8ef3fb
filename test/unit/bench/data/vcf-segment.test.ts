import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { CSQ_FIELDS, VCF_CONTIGS, VCF_SEGMENT, vcfHead, vcfSegment } from '../../../bench/data/vcf-segment.ts'

const ROWS = VCF_SEGMENT + 500
const text = (bytes: Uint8Array): string => gunzipSync(bytes).toString('latin1')
const linesOf = (bytes: Uint8Array): string[][] =>
  text(bytes)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))

describe('the records of a benchmark VCF', () => {
  const lines = [0, 1].flatMap((segment) => linesOf(vcfSegment({ rows: ROWS, segment })))

  it('are as many as asked for, of a trio', () => {
    expect(lines).toHaveLength(ROWS)
    for (const columns of lines) expect(columns).toHaveLength(12)
  })

  it('are sorted, across segments too, over all contigs', () => {
    const order = VCF_CONTIGS.map(([name]) => name)
    const places = lines.map(([contig = '', position]) => [order.indexOf(contig), Number(position)] as const)
    const sorted = places.toSorted(([a, x], [b, y]) => a - b || x - y)
    expect(places).toEqual(sorted)
    expect(new Set(places.map(([contig]) => contig)).size).toBe(order.length)
  })

  it('carry an annotation with every field its header names', () => {
    const fields = CSQ_FIELDS.split('|').length
    expect(fields).toBeGreaterThanOrEqual(20)
    for (const [, , , , , , , info = ''] of lines.slice(0, 2000)) {
      const csq = /CSQ=([^;]*)$/.exec(info)?.[1] ?? ''
      for (const entry of csq.split(',')) expect(entry.split('|')).toHaveLength(fields)
    }
  })

  it('are the same every time', () => {
    const again = vcfSegment({ rows: ROWS, segment: 1 })
    expect(Buffer.compare(vcfSegment({ rows: ROWS, segment: 1 }), again)).toBe(0)
  })
})

it('the header names the samples in the column line', () => {
  const lines = text(vcfHead(['A', 'B', 'C']))
    .trimEnd()
    .split('\n')
  expect(lines[0]).toBe('##fileformat=VCFv4.2')
  expect(lines.at(-1)?.split('\t').slice(-4)).toEqual(['FORMAT', 'A', 'B', 'C'])
})

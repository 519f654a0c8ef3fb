import { describe, expect, test } from 'vitest'
import {
  parseGff3Attributes,
  parseGffLine,
  parseGtfAttributes,
} from '../../../../../electron/engine/files/text/gff.ts'

test('positions become 0-based half-open', () => {
  const line =
    'chr1\tHAVANA\texon\t11869\t12227\t.\t-\t2\tgene_id "G"; tag "basic"; tag "MANE_Select"; level 2;'
  const feature = parseGffLine(line, 'gtf', 'a.gtf', 1)
  expect(feature).toMatchObject({
    contig: 'chr1',
    type: 'exon',
    start: 11868,
    end: 12227,
    strand: '-',
    phase: 2,
  })
  expect(feature?.attributes.get('tag')).toEqual(['basic', 'MANE_Select'])
  expect(feature?.attributes.get('level')).toEqual(['2'])
})

describe('attributes', () => {
  test('GTF: a semicolon and a space within quotes belong to the value', () => {
    expect([...parseGtfAttributes('gene_name "a; b"; note ""; x 1')]).toEqual([
      ['gene_name', ['a; b']],
      ['note', ['']],
      ['x', ['1']],
    ])
  })

  test('GFF3: lists and percent-encoding', () => {
    expect([...parseGff3Attributes('ID=gene:E%3B1;tag=basic,MANE;Name=%C3%A9%FF;;odd')]).toEqual([
      ['ID', ['gene:E;1']],
      ['tag', ['basic', 'MANE']],
      ['Name', ['%C3%A9%FF']],
    ])
    expect(parseGff3Attributes('Name=%C3%A9').get('Name')).toEqual(['é'])
  })
})

test.each(['', '# c', '##gff-version 3', '###'])('%j holds no feature', (line) =>
  expect(parseGffLine(line, 'gff3', 'a.gff3', 1)).toBeNull(),
)

test.each([
  '1\ts\tgene\t1\t2',
  '1\ts\tgene\tx\t2\t.\t+\t.\tID=1',
  '1\ts\tgene\t9\t2\t.\t+\t.\tID=1',
  '1\ts\tgene\t0\t2\t.\t+\t.\t',
])('%j is refused with its line', (line) =>
  expect(() => parseGffLine(line, 'gff3', 'a.gff3', 4)).toThrow(/text\/bad-line.*"line":4/),
)

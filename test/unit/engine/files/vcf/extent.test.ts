import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { alleleExtent, indexedExtent } from '../../../../../electron/engine/files/vcf/extent.ts'
import { infoValue } from '../../../../../electron/engine/files/vcf/info.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../../fixtures/vcf/${name}`, import.meta.url), 'utf8')

/** edge-regions.tsv holds what tabix finds in edge.vcf: every record must overlap exactly where it is found. */
test('the indexed extent is the one tabix goes by', () => {
  const records = fixture('edge.vcf')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
  const regions = fixture('edge-regions.tsv')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  expect(regions.length).toBeGreaterThan(25)
  const found = regions.map(([region = '']) => {
    const [contig = '', range = '1-999999999'] = region.split(':')
    const [first = 0, last = 0] = range.split('-').map(Number)
    const overlapping = records.filter(([chrom, position, , ref = '', , , , info = '']) => {
      const { start, end } = indexedExtent(Number(position), ref.length, info)
      return chrom === contig && start < last && end > first - 1
    })
    return [region, overlapping.map(([, , id]) => id).join(' ')]
  })
  expect(found).toEqual(regions)
})

test.each([
  // alt, INFO, end (0-based, exclusive) of a record at POS 1000 with a REF of one base
  ['G', 'END=5000', 1000],
  ['<DEL>', 'END=5000', 5000],
  ['<DEL>', 'END=5000;SVLEN=-99', 5000],
  ['<DEL>', 'SVLEN=-400', 1400],
  ['<DEL>', 'SVLEN=400', 1400],
  ['<DUP:TANDEM>', 'SVLEN=400', 1400],
  ['<INS>', 'SVLEN=400', 1000],
  ['<INS>', 'END=1000;SVLEN=400', 1000],
  ['<TRA>', 'CHR2=14;END=57041014', 1000],
  ['<INV>', 'CHR2=chr1;END=2000', 2000],
  ['<BND>', '', 1000],
  ['<DEL>', 'END=50', 1000],
  ['<DEL>', 'END=.', 1000],
  ['<NON_REF>', 'END=1010', 1010],
  ['.', 'END=1010', 1010],
  ['G]17:198982]', 'END=5000', 1000],
])('%s with %s ends at %i', (alt, info, end) => {
  expect(alleleExtent('chr1', 1000, 1, alt, 1, info)).toEqual({ start: 999, end })
})

test('a SVLEN for each alternate', () => {
  expect(alleleExtent('1', 10, 1, '<DEL>', 2, 'SVLEN=-5,-7').end).toBe(17)
})

test('keys of INFO are found whole', () => {
  expect(infoValue('XEND=9;CIEND=0;END=5', 'END')).toBe('5')
  expect(infoValue('XEND=9;CIEND=0', 'END')).toBeUndefined()
  expect(infoValue('DB;END=5', 'DB')).toBeNull()
  expect(infoValue('ENDX=1;END', 'END')).toBeNull()
  expect(infoValue('', 'END')).toBeUndefined()
})

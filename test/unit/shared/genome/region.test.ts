import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { formatRegion, parseRegion } from '../../../../shared/genome/region.ts'

const contigs = [
  { name: 'chr7', length: 1500 },
  { name: 'HLA-A*01:01', length: 61 },
  { name: 'HLA-A*01', length: 30 },
]
const failure = (text: string) => {
  try {
    return parseRegion(text, contigs)
  } catch (thrown) {
    return errorOf(thrown)
  }
}

// samtools-view(1), "REGIONS"
describe('parseRegion', () => {
  it.each([
    ['chr7', 'chr7', 0, 1500],
    ['chr7:11-20', 'chr7', 10, 20],
    ['chr7:1,001-1,100', 'chr7', 1000, 1100],
    ['chr7:11', 'chr7', 10, 1500],
    ['chr7:11-', 'chr7', 10, 1500],
    ['chr7:1400-9999', 'chr7', 1399, 1500],
    // `samtools view -c FILE REGION` counts the reads of 1-5, and those of the whole contig.
    ['chr7:0-5', 'chr7', 0, 5],
    ['chr7:0', 'chr7', 0, 1500],
    ['chr7:0-', 'chr7', 0, 1500],
    ['HLA-A*01:01', 'HLA-A*01:01', 0, 61],
    ['HLA-A*01:01:5-6', 'HLA-A*01:01', 4, 6],
    ['{HLA-A*01}:01-5', 'HLA-A*01', 0, 5],
  ])('%s', (text, contig, start, end) => {
    expect(parseRegion(text, contigs)).toEqual({ contig, start, end })
  })

  it.each([
    ['chr7:0-0', 'region/bad-syntax'],
    ['chr7:9-5', 'region/bad-syntax'],
    ['chr7:a-5', 'region/bad-syntax'],
    [':1-5', 'region/bad-syntax'],
    ['', 'region/bad-syntax'],
    ['chr8:1-5', 'region/contig-missing'],
    ['chr7:1501-1600', 'region/past-end'],
  ])('refuses %j', (text, kind) => {
    expect(failure(text)).toMatchObject({ kind })
  })

  it('reads back what is written for people', () => {
    fc.assert(
      fc.property(fc.nat(1499), fc.integer({ min: 1, max: 1500 }), (start, length) => {
        const region = { contig: 'chr7', start, end: Math.min(1500, start + length) }
        expect(parseRegion(formatRegion(region), contigs)).toEqual(region)
      }),
    )
  })
})

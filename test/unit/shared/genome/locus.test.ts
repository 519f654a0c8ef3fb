import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { locusOf, readCoordinates } from '../../../../shared/genome/locus.ts'
import { formatRegion } from '../../../../shared/genome/region.ts'

const contigs = [
  { name: 'chr7', length: 159345973 },
  { name: 'chrX', length: 156040895 },
  { name: 'HLA-A*01:01:01:01', length: 3503 },
]
const resolve = (text: string) => {
  const coordinates = readCoordinates(text, contigs, 'GRCh38')
  return coordinates === null ? null : locusOf(coordinates)
}
const failure = (text: string) => {
  try {
    return resolve(text)
  } catch (thrown) {
    return errorOf(thrown)
  }
}

describe('coordinates typed into the locus box', () => {
  it.each([
    'chr7:117,559,480-117,559,700',
    '7:117559480-117559700',
    ' chr7 : 117,559,480 - 117,559,700 ',
    'CHR7:117559480..117559700',
    'NC_000007.14:117559480-117559700',
  ])('%s is a region, 1-based with both ends', (text) => {
    expect(resolve(text)).toEqual({
      contig: 'chr7',
      start: 117559479,
      end: 117559700,
      kind: 'region',
      label: 'chr7:117,559,480-117,559,700',
    })
  })

  it('chr7:117559591 is one base', () => {
    expect(resolve('chr7:117559591')).toMatchObject({ kind: 'position', start: 117559590, end: 117559591 })
  })

  it.each([
    'chr7-117559591-TCTT-T',
    '7-117,559,591-TCTT-T',
    'chr7:117559591 TCTT>T',
    'chr7:117559591TCTT>T',
    'chr7:g.117559591TCTT>T',
    '7:117559591:TCTT:T',
    'chr7_117559591_tctt/t',
    'chr7:117559591-TCTT-T',
    'chr7:117559591 TCTT T',
  ])('%s is the deletion F508del', (text) => {
    expect(resolve(text)).toEqual({
      contig: 'chr7',
      start: 117559590,
      end: 117559594,
      kind: 'variant',
      label: 'chr7:117,559,591 TCTT>T',
    })
  })

  it('takes symbolic and spanning alternates', () => {
    expect(resolve('chr7-100-A-<DEL>')).toMatchObject({ kind: 'variant', label: 'chr7:100 A><DEL>' })
    expect(resolve('chr7-100-A-*')).toMatchObject({ kind: 'variant', start: 99, end: 100 })
  })

  it('takes contigs whose own name has colons', () => {
    expect(resolve('HLA-A*01:01:01:01')).toMatchObject({ start: 0, end: 3503, kind: 'region' })
    expect(resolve('HLA-A*01:01:01:01:5-10')).toMatchObject({ start: 4, end: 10 })
  })

  it('cuts a region at the end of the contig and refuses one beyond it', () => {
    expect(resolve('HLA-A*01:01:01:01:3500-9999')).toMatchObject({ start: 3499, end: 3503 })
    const past = { kind: 'region/past-end', contig: 'chr7', length: 159345973 }
    expect(failure('chr7:159345974-159345980')).toEqual(past)
    expect(failure('7:159,345,974')).toEqual(past)
    expect(failure('chr7-159345974-A-C')).toEqual(past)
    expect(resolve('chr7:159345973')).toMatchObject({ end: 159345973 })
  })

  it('names the contig that is missing and refuses position 0 and ends before starts', () => {
    expect(failure('chr8:1-5')).toMatchObject({ kind: 'region/contig-missing', contig: 'chr8' })
    expect(failure('chr7:0-0')).toMatchObject({ kind: 'region/bad-syntax' })
    expect(failure('chr7-0-A-T')).toMatchObject({ kind: 'region/bad-syntax' })
    expect(resolve('chr7:0-5')).toMatchObject({ kind: 'region', start: 0, end: 5 })
    expect(failure('chr7:0')).toMatchObject({ kind: 'region/bad-syntax' })
    expect(failure('chr7:9-5')).toMatchObject({ kind: 'region/bad-syntax' })
  })

  it('leaves words to the gene search', () => {
    for (const word of ['BRCA1', 'HLA-A', 'NKX2-5', 'p53', 'chr', 'ENSG00000012048.24', ''])
      expect(resolve(word)).toBeNull()
  })

  it('reads back every region as it is written on the screen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3502 }), fc.integer({ min: 1, max: 3503 }), (start, length) => {
        const region = { contig: 'HLA-A*01:01:01:01', start, end: Math.min(3503, start + length) }
        expect(resolve(formatRegion(region))).toMatchObject(region)
      }),
    )
  })

  it('answers any text with a locus, null or a domain error', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[chr7:,>ACGT_ 0159X.*<-]*$/), (text) => {
        const result = failure(text)
        expect(result === null ? 'null' : result.kind).not.toBe('internal')
      }),
    )
  })
})

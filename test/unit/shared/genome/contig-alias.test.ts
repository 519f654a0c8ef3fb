import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Build } from '../../../../shared/genome/build.ts'
import { CHROMOSOMES, chromosomeLength } from '../../../../shared/genome/chromosome-length.ts'
import { contigAlias, findContig } from '../../../../shared/genome/contig-alias.ts'

const contig = (name: string, length = 0) => ({ name, length })
const toFile = (ofCase: string, ofFile: string, build: Build, lengths: [number, number] = [0, 0]) =>
  contigAlias([contig(ofCase, lengths[0])], [contig(ofFile, lengths[1])], build).toFile(ofCase)

describe('contigAlias', () => {
  it.each([
    ['chr1', '1', 'GRCh38'],
    ['1', 'NC_000001.11', 'GRCh38'],
    ['chrX', 'NC_000023.10', 'GRCh37'],
    ['chr7', 'CM000669.2', 'GRCh38'],
    ['7', 'CM000669.1', 'GRCh37'],
    ['chr1', 'NC_060925.1', 'T2T-CHM13v2'],
    ['chrY', 'NC_060948.1', 'T2T-CHM13v2'],
    ['chr14_GL000194v1_random', 'GL000194.1', 'GRCh38'],
    ['chrUn_KI270442v1', 'KI270442.1', 'GRCh38'],
    ['chr1_gl000191_random', 'GL000191.1', 'GRCh37'],
    ['chrEBV', 'NC_007605', 'GRCh38'],
    ['chrM', 'MT', 'GRCh38'],
  ] as const)('maps %s to %s in %s', (a, b, build) => {
    expect(toFile(a, b, build)).toBe(b)
    expect(toFile(b, a, build)).toBe(a)
  })

  it('does not map an accession of another build', () => {
    expect(toFile('chr1', 'NC_000001.10', 'GRCh38')).toBeUndefined()
    expect(toFile('chr1', 'CM000663.1', 'GRCh38')).toBeUndefined()
    expect(toFile('chr1', 'NC_000001.12', 'GRCh38')).toBeUndefined()
  })

  it('maps MT to chrM only where both are rCRS, never to hg19 chrM', () => {
    expect(toFile('chrM', 'MT', 'GRCh37', [16569, 16569])).toBe('MT')
    expect(toFile('chrM', 'NC_012920.1', 'GRCh37', [16569, 16569])).toBe('NC_012920.1')
    expect(toFile('chrM', 'MT', 'GRCh37', [16571, 16569])).toBeUndefined()
    expect(toFile('MT', 'chrM', 'GRCh37', [16569, 16571])).toBeUndefined()
    expect(toFile('chrM', 'NC_012920.1', 'GRCh37', [16571, 0])).toBeUndefined()
    expect(toFile('chrM', 'chrM', 'GRCh37', [16571, 16569])).toBeUndefined()
    expect(toFile('chrM', 'chrM', 'GRCh37', [16571, 16571])).toBe('chrM')
    // Without lengths a GRCh37 chrM may be either.
    expect(toFile('chrM', 'MT', 'GRCh37')).toBeUndefined()
    expect(toFile('chrM', 'MT', 'unknown')).toBeUndefined()
  })

  it('does not map contigs whose lengths differ', () => {
    expect(toFile('chr1', '1', 'GRCh38', [248956422, 249250621])).toBeUndefined()
    expect(toFile('chr1', 'chr1', 'GRCh38', [248956422, 249250621])).toBeUndefined()
  })

  it('prefers the equal name and uses no meaning that two contigs share', () => {
    const both = contigAlias([contig('1'), contig('chr1')], [contig('chr1')], 'GRCh38')
    expect(both.toFile('chr1')).toBe('chr1')
    expect(both.toFile('1')).toBeUndefined()
    const neither = contigAlias([contig('NC_000001.11')], [contig('chr1'), contig('1')], 'GRCh38')
    expect(neither.toFile('NC_000001.11')).toBeUndefined()
  })

  const names = fc.constantFrom(
    ...CHROMOSOMES.flatMap((name) => [name, `chr${name}`]),
    'M',
    'MT',
    'chrM',
    'chrMT',
    'NC_012920.1',
    'NC_001807.4',
    'NC_000001.10',
    'NC_000001.11',
    'CM000663.1',
    'CM000663.2',
    'NC_060925.1',
    'GL000191.1',
    'chr1_gl000191_random',
    'chrUn_GL000191v1',
    'hs37d5',
    'chrEBV',
    'NC_007605',
    'HLA-A*01:01:01:01',
    'constructor',
    '',
  )
  const length = fc.constantFrom(0, 10, 16569, 16571, 248956422, 249250621)
  const contigs = fc.uniqueArray(fc.record({ name: names, length }), {
    selector: (c) => c.name,
    maxLength: 30,
  })
  const build = fc.constantFrom<Build>('GRCh37', 'GRCh38', 'T2T-CHM13v2', 'unknown')

  it('is injective, goes both ways, and never joins different lengths', () => {
    fc.assert(
      fc.property(contigs, contigs, build, (ofCase, ofFile, ofBuild) => {
        const alias = contigAlias(ofCase, ofFile, ofBuild)
        const pairs = ofCase
          .map((c) => [c.name, alias.toFile(c.name)])
          .filter(([, name]) => name !== undefined)
        const lengthsOf = (list: typeof ofCase) => new Map(list.map((c) => [c.name, c.length]))
        const [caseLengths, fileLengths] = [lengthsOf(ofCase), lengthsOf(ofFile)]
        const joined = pairs.map(([a = '', b = '']) => [caseLengths.get(a) ?? 0, fileLengths.get(b) ?? 0])
        expect(new Set(pairs.map(([, name]) => name)).size).toBe(pairs.length)
        expect(pairs.map(([, name = '']) => alias.toCase(name))).toEqual(pairs.map(([name]) => name))
        expect(ofFile.filter((f) => alias.toCase(f.name) !== undefined)).toHaveLength(pairs.length)
        expect(joined.filter(([a = 0, b = 0]) => a > 0 && b > 0 && a !== b)).toEqual([])
      }),
    )
  })

  it('is the identity between a file and itself', () => {
    fc.assert(
      fc.property(contigs, build, (list, ofBuild) => {
        const alias = contigAlias(list, list, ofBuild)
        for (const { name } of list) expect(alias.toFile(name)).toBe(name)
      }),
    )
  })
})

describe('findContig', () => {
  const hg38 = CHROMOSOMES.map((c) => contig(`chr${c}`, chromosomeLength('GRCh38', c)))
  const contigs = [...hg38, contig('chrM', 16569), contig('HLA-A*01:01:01:01', 3503)]
  it.each([
    ['7', 'chr7'],
    ['CHR7', 'chr7'],
    ['x', 'chrX'],
    ['NC_000007.14', 'chr7'],
    ['MT', 'chrM'],
    ['m', 'chrM'],
    ['hla-a*01:01:01:01', 'HLA-A*01:01:01:01'],
  ])('takes %s for %s', (typed, name) => {
    expect(findContig(typed, contigs, 'GRCh38')?.name).toBe(name)
  })
  it('knows no contig of another build or of none', () => {
    for (const typed of ['NC_000007.13', 'chr23', '0', '', 'BRCA1'])
      expect(findContig(typed, contigs, 'GRCh38')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { buildConflicts, buildOfContigs, isHg19 } from '../../../../shared/genome/build.ts'
import { CHROMOSOMES, KNOWN_BUILDS, chromosomeLength } from '../../../../shared/genome/chromosome-length.ts'

const chr1 = { GRCh37: 249250621, GRCh38: 248956422, 'T2T-CHM13v2': 248387328 }

describe('buildOfContigs', () => {
  it.each(KNOWN_BUILDS)('knows %s by the length of chr1 (clinical.md §1), in any naming', (build) => {
    const length = chr1[build as keyof typeof chr1]
    expect(buildOfContigs([{ name: 'chr1', length }])).toBe(build)
    expect(buildOfContigs([{ name: '1', length }])).toBe(build)
  })

  it('knows a build by any one chromosome, and every length belongs to one build only', () => {
    for (const build of KNOWN_BUILDS)
      for (const name of CHROMOSOMES)
        expect(buildOfContigs([{ name, length: chromosomeLength(build, name) ?? 0 }])).toBe(build)
  })

  it('is unknown when one chromosome disagrees, when lengths are missing, and for anything else', () => {
    expect(buildOfContigs([])).toBe('unknown')
    expect(buildOfContigs([{ name: 'chr1', length: 0 }])).toBe('unknown')
    expect(buildOfContigs([{ name: 'minigenome', length: 264995 }])).toBe('unknown')
    const mixed = [
      { name: 'chr1', length: chr1.GRCh38 },
      { name: 'chr2', length: 243199373 },
    ]
    expect(buildOfContigs(mixed)).toBe('unknown')
    // hg18
    expect(buildOfContigs([{ name: 'chr1', length: 247249719 }])).toBe('unknown')
  })

  it('calls a GRCh37 file with the 16571 bp chrM hg19', () => {
    const grch37 = { name: 'chr1', length: chr1.GRCh37 }
    expect(isHg19([grch37, { name: 'chrM', length: 16571 }])).toBe(true)
    expect(isHg19([grch37, { name: 'chrM', length: 16569 }])).toBe(false)
    expect(isHg19([grch37])).toBe(false)
  })
})

describe('buildConflicts', () => {
  const file = (name: string, ...contigs: [string, number][]) => ({
    file: name,
    contigs: contigs.map(([contig, length]) => ({ name: contig, length })),
  })

  it('names both files, contigs and lengths', () => {
    expect(buildConflicts([file('a.bam', ['chr7', 159345973]), file('b.vcf', ['7', 159138663])])).toEqual([
      {
        fileA: 'a.bam',
        a: { contig: 'chr7', length: 159345973 },
        fileB: 'b.vcf',
        b: { contig: '7', length: 159138663 },
      },
    ])
  })

  it('compares every pair of files', () => {
    const files = [file('a', ['1', 10]), file('b', ['1', 10]), file('c', ['1', 11])]
    expect(buildConflicts(files).map((c) => [c.fileA, c.fileB])).toEqual([
      ['a', 'c'],
      ['b', 'c'],
    ])
  })

  it('holds nothing against unknown lengths or contigs only one file has', () => {
    expect(buildConflicts([file('a', ['1', 10], ['2', 5]), file('b', ['1', 0], ['3', 6])])).toEqual([])
  })

  it('takes hg19 chrM and rCRS MT for two contigs, but two lengths of one name for a conflict', () => {
    expect(buildConflicts([file('a', ['chrM', 16571]), file('b', ['MT', 16569])])).toEqual([])
    expect(buildConflicts([file('a', ['chrM', 16571]), file('b', ['chrM', 16569])])).toHaveLength(1)
  })
})

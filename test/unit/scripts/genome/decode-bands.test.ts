import { describe, expect, it } from 'vitest'
import { bandsOfBuilds } from '../../../../scripts/genome/band-sources.ts'
import { decodeBands } from '../../../../scripts/genome/decode-bands.ts'
import { CHROMOSOMES, KNOWN_BUILDS, chromosomeLength } from '../../../../shared/genome/chromosome-length.ts'

const bands = bandsOfBuilds()

describe('bands of the three builds', () => {
  it.each(KNOWN_BUILDS)('%s: cover every chromosome from its first to its last base', (build) => {
    for (const contig of CHROMOSOMES) {
      const own = bands[build].filter((b) => b.contig === contig)
      expect(own[0]?.start).toBe(0)
      expect(own.at(-1)?.end).toBe(chromosomeLength(build, contig))
      own.forEach((band, i) => expect(band.start).toBe(i === 0 ? 0 : own[i - 1]?.end))
    }
  })

  it.each(KNOWN_BUILDS)('%s: have the stains of the cytoBand table', (build) => {
    const stains = new Set(bands[build].map((b) => b.stain))
    expect([...stains].toSorted()).toEqual([
      'acen',
      'gneg',
      'gpos100',
      'gpos25',
      'gpos50',
      'gpos75',
      'gvar',
      'stalk',
    ])
  })

  // UCSC's cytoBand tables: hg38 chr7 q31.2 115,000,000-117,700,000 (CFTR), hg19 chr17 q21.31 40,900,000-44,900,000 (BRCA1).
  it('agree with the published tables', () => {
    expect(bands.GRCh38).toContainEqual({
      contig: '7',
      start: 115000000,
      end: 117700000,
      name: 'q31.2',
      stain: 'gneg',
    })
    expect(bands.GRCh37).toContainEqual({
      contig: '17',
      start: 40900000,
      end: 44900000,
      name: 'q21.31',
      stain: 'gneg',
    })
    expect(bands.GRCh37).toContainEqual({
      contig: '1',
      start: 0,
      end: 2300000,
      name: 'p36.33',
      stain: 'gneg',
    })
  })
})

describe('decodeBands', () => {
  const row = (...fields: (string | number)[]) => fields.join('\t')
  it('refuses a gap and an end before the start', () => {
    expect(() => decodeBands(row(1, 'p', 1, 0, 0, 5, 9, 'gneg', ''))).toThrow('does not follow')
    expect(() =>
      decodeBands(
        [row(1, 'p', 1, 0, 0, 1, 9, 'gneg', ''), row(1, 'p', 2, 0, 0, 10, 8, 'acen', '')].join('\n'),
      ),
    ).toThrow('before it starts')
  })
  it('joins two bands of one stain whose boundary is impossible', () => {
    const rows = [row(21, 'p', 11.1, 0, 0, 1, 90, 'acen', ''), row(21, 'q', 11.1, 0, 0, 91, 80, 'acen', '')]
    expect(decodeBands(rows.join('\n'))).toEqual([
      { contig: '21', start: 0, end: 80, name: 'p11.1/q11.1', stain: 'acen' },
    ])
  })
})

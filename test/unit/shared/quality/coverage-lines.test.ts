import { expect, test } from 'vitest'
import { parseBedLine } from '../../../../electron/engine/files/text/bed.ts'
import {
  exonsText,
  exonTableLines,
  gapBedLines,
  geneTableLines,
  percentText,
} from '../../../../shared/quality/coverage-lines.ts'
import { geneCoverages } from '../../../../shared/quality/gene-coverage.ts'
import { COVERAGE_RULES, type PanelCoverage } from '../../../../shared/quality/panel-coverage.ts'
import { percentDown } from '../../../../shared/quality/percent.ts'

const gene = { id: null, choice: 'canonical', placement: null, absent: null } as const

/** Two exons of a gene on the reverse strand, a gene of a contig that the file does not have, and one without exons. */
const coverage: PanelCoverage = {
  targets: {
    source: 'genes.gtf',
    padding: 15,
    genes: [
      { ...gene, symbol: 'A', contig: 'chr1', transcripts: ['A.1'] },
      { ...gene, symbol: 'B', contig: 'chrX', transcripts: ['B.1'] },
      { ...gene, symbol: 'C', contig: 'chr1', transcripts: [], absent: 'no-exons' },
    ],
    exons: {
      first: Uint32Array.of(0, 2, 3, 3),
      transcript: Uint32Array.of(0, 0, 0),
      number: Uint32Array.of(2, 1, 1),
      start: Int32Array.of(100, 200, 10),
      end: Int32Array.of(120, 210, 20),
    },
  },
  rules: { ...COVERAGE_RULES, thresholds: [10, 20] },
  samples: [
    {
      sample: 'S1',
      file: '/data/s1.bam',
      result: {
        notices: [],
        missingContigs: ['chrX'],
        exons: {
          bases: Uint32Array.of(20, 10, 0),
          atLeast: Uint32Array.of(20, 15, 9, 0, 0, 0),
          mean: Float64Array.of(25.5, 11, Number.NaN),
          min: Uint32Array.of(12, 3, 0),
        },
        genes: {
          bases: Uint32Array.of(30, 0, 0),
          atLeast: Uint32Array.of(29, 15, 0, 0, 0, 0),
          mean: Float64Array.of(20 + 2 / 3, Number.NaN, Number.NaN),
          min: Uint32Array.of(3, 0, 0),
        },
        total: {
          bases: Uint32Array.of(30),
          atLeast: Uint32Array.of(29, 15),
          mean: Float64Array.of(20 + 2 / 3),
          min: Uint32Array.of(3),
        },
        gaps: {
          threshold: Uint8Array.of(0, 1, 1),
          gene: Uint32Array.of(0, 0, 0),
          exon: Uint32Array.of(1, 0, 0),
          lastExon: Uint32Array.of(1, 0, 1),
          start: Int32Array.of(204, 100, 115),
          end: Int32Array.of(205, 105, 210),
          min: Uint32Array.of(3, 12, 3),
          mean: Float64Array.of(3, 15, 12.5),
        },
      },
    },
    {
      sample: 'S2',
      file: '/data/s2.bam',
      result: { error: { kind: 'index/missing', file: '/data/s2.bam' } },
    },
  ],
}

const table = (lines: Iterable<string>) => {
  const [header = [], ...rows] = [...lines]
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t'))
  for (const row of rows) expect(row).toHaveLength(header.length)
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])))
}

test('a table by gene: per cents rounded down, what is not counted said and not 0', () => {
  expect(table(geneTableLines(coverage))).toEqual([
    {
      sample: 'S1',
      gene: 'A',
      gene_id: 'NA',
      contig: 'chr1',
      transcripts: 'A.1',
      chosen: 'canonical',
      placed_by: 'NA',
      exons: '2',
      bases: '30',
      mean: '20.67',
      min: '3',
      bases_at_10x: '29',
      percent_at_10x: '96.66',
      bases_at_20x: '15',
      percent_at_20x: '50.00',
      gaps_below_10x: '1',
      gaps_below_20x: '2',
      note: '',
    },
    expect.objectContaining({
      gene: 'B',
      mean: 'NA',
      percent_at_10x: 'NA',
      gaps_below_10x: 'NA',
      note: 'the file has no chrX',
    }),
    expect.objectContaining({ gene: 'C', exons: '0', min: 'NA', note: 'the annotation has no exons of it' }),
  ])
})

test('a table by exon, positions named with their base', () => {
  const rows = table(exonTableLines(coverage))
  expect(rows.map((row) => [row['gene'], row['exon'], row['start_0based'], row['end_exclusive']])).toEqual([
    ['A', '2', '100', '120'],
    ['A', '1', '200', '210'],
    ['B', '1', '10', '20'],
  ])
  expect(rows[1]).toMatchObject({ transcript: 'A.1', min: '3', bases_at_10x: '9', percent_at_10x: '90.00' })
  expect(rows[2]).toMatchObject({
    bases: '0',
    mean: 'NA',
    percent_at_10x: 'NA',
    note: 'the file has no chrX',
  })
})

test('comments say what was counted, and which reads were not, with the reason', () => {
  const about = [...exonTableLines(coverage)].filter((line) => line.startsWith('#'))
  expect(about[0]).toBe(
    '# Exons of genes.gtf, 15 bp added on either side; bases of reads with MAPQ > 10, no unmapped, secondary, QC-fail or duplicate reads, supplementary alignments counted, overlapping mates once',
  )
  expect(about[1]).toMatch(/^# Not counted: the reads of S2: s2\.bam has no index\./)
  expect([...gapBedLines(coverage, 1, 0)].filter((line) => !line.startsWith('#'))).toEqual([])
})

test('gaps as a BED that a BED reader reads', () => {
  const lines = [...gapBedLines(coverage, 0, 1)]
  const intervals = lines.flatMap((line, i) => parseBedLine(line, 'x.bed', i + 1) ?? [])
  expect(intervals).toEqual([
    { contig: 'chr1', start: 100, end: 105, name: 'A:exon2', score: 12, strand: null },
    { contig: 'chr1', start: 115, end: 210, name: 'A:exon1-2', score: 3, strand: null },
  ])
  expect(lines).toContain('chr1\t115\t210\tA:exon1-2\t3\t12.50')
  expect(lines[0]).toBe('# Stretches below 20x in S1; 0-based, half-open; name, least depth, mean depth')
  expect(lines).toContain('# Not counted: B: the file has no chrX')
  expect([...gapBedLines(coverage, 0, 0)].filter((line) => !line.startsWith('#'))).toEqual([
    'chr1\t204\t205\tA:exon1\t3\t3.00',
  ])
})

test('what is not all of it is never 100 per cent', () => {
  expect(percentText(1)).toBe('100.00')
  expect(percentText(0.999_999)).toBe('99.99')
  expect(percentText(0)).toBe('0.00')
  expect(percentText(null)).toBe('NA')
  expect(exonsText(coverage.targets, 0, 0)).toBe('exon2')
})

test('per cents are those of whole numbers of bases, rounded down', () => {
  for (const bases of [100, 125, 300, 1_001, 6_000]) {
    const counts = Array.from({ length: bases + 1 }, (_, covered) => covered)
    const exact = (covered: number, steps: bigint): number =>
      Number((BigInt(covered) * steps) / BigInt(bases))
    expect(counts.map((covered) => percentText(covered / bases))).toEqual(
      counts.map((covered) => (exact(covered, 10_000n) / 100).toFixed(2)),
    )
    expect(counts.map((covered) => percentDown(covered / bases, 1))).toEqual(
      counts.map((covered) => (exact(covered, 1_000n) / 10).toFixed(1)),
    )
  }
  expect(percentText(1 - 1 / 1_000_000_000)).toBe('99.99')
})

test('genes as small objects', () => {
  const [a, b, c] = geneCoverages(coverage)
  expect(a?.samples).toEqual([
    { sample: 'S1', shares: [29 / 30, 0.5], mean: 20 + 2 / 3, min: 3, gaps: [1, 2] },
  ])
  expect(b?.samples).toEqual([{ sample: 'S1', shares: null, mean: null, min: null, gaps: [0, 0] }])
  expect(c).toMatchObject({ symbol: 'C', absent: 'no-exons', exons: 0 })
})

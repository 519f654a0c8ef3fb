import { describe, expect, it } from 'vitest'
import { typedGenes } from '../../../../shared/quality/coverage-asked.ts'
import type {
  CoverageGeneRow,
  CoveragePlan,
  CoverageState,
  CoverageSummary,
} from '../../../../shared/quality/coverage-state.ts'
import { coverageUrl } from '../../../../renderer/quality/panel-coverage/coverage-export.ts'
import {
  absentWords,
  exonWords,
  lineWords,
  placeToCopy,
  placeWords,
  planWords,
  rulesWords,
  shareText,
} from '../../../../renderer/quality/panel-coverage/coverage-words.ts'
import { shownGenes } from '../../../../renderer/quality/panel-coverage/gene-rows.ts'
import { around } from '../../../../renderer/quality/panel-coverage/go-to-reads.ts'
import type { CoverageLook } from '../../../../renderer/app/stores/coverage-store.ts'
import { fakeSample } from '../../../support/fake-case.ts'

const plan: CoveragePlan = {
  name: 'Epilepsy',
  source: 'Ensembl 110 (bundled)',
  asked: { of: { kind: 'panels' }, transcripts: 'canonical' },
  padding: 15,
  genes: 12,
  exons: 204,
  absent: [],
  unmarked: [],
  intervals: 0,
  regionsLeftOut: 0,
}
const total = (share: number, gaps: number): CoverageSummary['samples'][number]['result'] => ({
  bases: 1000,
  shares: [1, share, share, 0],
  mean: 30,
  min: 0,
  gaps: [0, gaps, gaps, 9],
  missingContigs: [],
  notices: [],
})
const summary: CoverageSummary = {
  key: 'k',
  plan,
  countedAt: '2026-11-26T12:00:00Z',
  thresholds: [10, 15, 20, 30],
  mapqAbove: 10,
  samples: [{ sample: 'P1', file: 'p.bam', result: total(0.9719, 6) }],
}
const state: CoverageState = {
  plan,
  problem: null,
  withoutReads: [],
  counting: null,
  counted: summary,
  stale: false,
}
const family = { samples: [fakeSample('P1', 'proband'), fakeSample('M1', 'mother')] }

describe('words', () => {
  it('never rounds a share up, and tells nothing from none', () => {
    expect([0.99999, 1, 0.9719, 0, null].map(shareText)).toEqual([
      '99.9 %',
      '100.0 %',
      '97.1 %',
      '0.0 %',
      '–',
    ])
  })

  it('say beside the list what was counted, of the first sample, and what was not', () => {
    expect(lineWords(state, family, null)).toMatchObject({
      text: 'Coverage of the panel: 97.1 % ≥ 15x · 6 gaps',
      warns: false,
    })
    const trio = {
      ...summary,
      samples: [...summary.samples, { sample: 'M1', file: 'm.bam', result: total(0.9, 1) }],
    }
    const line = lineWords({ ...state, counted: trio }, family, null)
    // The other sample is below the target: the line of the first warns too.
    expect(line).toMatchObject({ text: 'Panel, proband: 97.1 % ≥ 15x · 6 gaps', warns: true })
    expect(line.title).toContain('Mother: 90.0 % ≥ 15x · 1 gap')
    const error = { kind: 'coverage/no-reads' } as const
    const lost = {
      ...summary,
      plan: { ...plan, absent: [{ symbol: 'X', reason: 'not-placed' as const }] },
      samples: [...summary.samples, { sample: 'M1', file: 'm.bam', result: { error } }],
    }
    expect(lineWords({ ...state, counted: lost }, family, null)).toMatchObject({
      text: 'Panel: 97.1 % ≥ 15x · 6 gaps · 2 not counted',
      warns: true,
    })
  })

  it('say that nothing was counted yet, how far it is, that it is out of date, and that it cannot be', () => {
    const none = { ...state, counted: null }
    expect(lineWords(none, family, null).text).toBe('Coverage of the panel: not yet counted')
    expect(lineWords({ ...none, counting: 't1' }, family, 0.437).text).toBe(
      'Coverage of the panel: counting 43 %',
    )
    expect(lineWords({ ...state, stale: true }, family, null).text).toBe('Coverage of the panel: out of date')
    const problem = { kind: 'coverage/no-annotation', build: 'GRCh37' } as const
    const line = lineWords({ ...none, plan: null, problem }, family, null)
    expect(line.text).toBe('Coverage of the panel: cannot be counted')
    expect(line.title).toContain('GTF')
  })

  it('say how it was counted', () => {
    expect(rulesWords(summary)).toBe(
      'MAPQ > 10 · no duplicates · overlapping mates once · exons ± 15 bp of the marked transcripts · Ensembl 110 (bundled)',
    )
    expect(planWords(plan)).toBe('12 genes of Epilepsy · 204 exons')
    expect(planWords({ ...plan, genes: 2, exons: 0, intervals: 3 })).toBe(
      '2 regions of Epilepsy · 3 intervals',
    )
  })

  it('name genes that are not counted by their reason, and where another annotation helps', () => {
    const absent: CoveragePlan['absent'] = [
      { symbol: 'A', reason: 'not-placed' },
      { symbol: 'B', reason: 'no-contig' },
      { symbol: 'C', reason: 'not-placed' },
    ]
    expect(absentWords({ absent }).map(({ symbols, byAnnotation }) => [symbols, byAnnotation])).toEqual([
      [['A', 'C'], true],
      [['B'], false],
    ])
  })

  it('give places as they are read and as they are copied', () => {
    const region = { contig: 'HLA-A*01:01', start: 1233, end: 1300 }
    expect(placeWords(region)).toBe('HLA-A*01:01:1,234–1,300')
    expect(placeToCopy('GRCh38', { contig: 'chr7', start: 117_559_463, end: 117_559_655 })).toBe(
      'GRCh38 chr7:117559464-117559655',
    )
    expect(['exon5', 'exon5-6'].map(exonWords)).toEqual(['exon 5', 'exons 5–6'])
    const contigs = [{ name: 'chrM', length: 100 }]
    expect(around({ contig: 'chr1', start: 20, end: 30 }, contigs)).toEqual({
      contig: 'chr1',
      start: 0,
      end: 90,
    })
    expect(around({ contig: 'chrM', start: 70, end: 80 }, contigs)).toEqual({
      contig: 'chrM',
      start: 10,
      end: 100,
    })
  })

  it('read genes as they are typed', () => {
    expect(typedGenes(' SCN1A, CFTR;CFTR\n ACADM ')).toEqual(['SCN1A', 'CFTR', 'ACADM'])
  })
})

describe('the genes shown', () => {
  const row = (gene: number, symbol: string, ...shares: (number | null)[]): CoverageGeneRow => ({
    gene,
    symbol,
    contig: 'chr1',
    exons: 1,
    transcripts: [],
    absent: shares[0] === null ? 'unknown' : null,
    samples: shares.map((share) => ({
      shares: share === null ? null : [1, share, share / 2, 0],
      mean: 30,
      min: 0,
      gaps: [0, 0, 0, 0],
    })),
  })
  const genes = [row(0, 'GENE10', 1, 0.96), row(1, 'GENE9', 0.99, 0.5), row(2, 'LOST', null, null)]
  const look: CoverageLook = { threshold: 1, text: '', belowOnly: false, order: 'worst', gene: null }
  const symbols = (change: Partial<CoverageLook>): string[] =>
    shownGenes(genes, { ...look, ...change }, 1).map(({ symbol }) => symbol)

  it('come with the least covered first, what was not counted before all', () => {
    expect(symbols({})).toEqual(['LOST', 'GENE9', 'GENE10'])
    expect(symbols({ order: 'panel' })).toEqual(['GENE10', 'GENE9', 'LOST'])
    expect(symbols({ order: 'name' })).toEqual(['GENE9', 'GENE10', 'LOST'])
  })

  it('are those of the target and of the text', () => {
    // Below the target at 15x, whatever depth is shown.
    expect(symbols({ belowOnly: true, threshold: 0 })).toEqual(['LOST', 'GENE9'])
    expect(symbols({ text: 'gene1 los' })).toEqual(['LOST', 'GENE10'])
  })
})

it('exports ask for a count by its key', () => {
  expect(coverageUrl('app://casement/bulk/', 'k&1', 'genes.tsv')).toBe(
    'app://casement/bulk/panel-coverage/genes.tsv?key=k%261',
  )
  expect(coverageUrl('/bulk/', 'k', { sample: 2, threshold: 1 })).toBe(
    '/bulk/panel-coverage/gaps.bed?key=k&sample=2&threshold=1',
  )
})

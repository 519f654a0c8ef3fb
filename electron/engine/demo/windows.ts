/**
 * The stretches of GRCh38 that have reads, 0-based half-open, in file order. Everything outside is empty: the demo
 * is a handful of loci, not a genome.
 */
export type DemoWindow = {
  readonly gene: string
  readonly contig: string
  readonly start: number
  readonly end: number
  /**
   * The window is as good as identical to another one: fragments of both are placed at either by chance, with
   * mapping quality 0, as aligners do in segmental duplications.
   */
  readonly twin?: string
}

export const DEMO_WINDOWS: readonly DemoWindow[] = [
  { gene: 'ACADM', contig: 'chr1', start: 75_758_900, end: 75_763_400 },
  { gene: 'MSH2', contig: 'chr2', start: 47_412_200, end: 47_416_700 },
  { gene: 'SCN1A', contig: 'chr2', start: 166_040_000, end: 166_044_600 },
  // SMN2 and SMN1: the same sequence but for c.840, 875,420 bp apart.
  { gene: 'SMN2', contig: 'chr5', start: 70_075_180, end: 70_077_580, twin: 'SMN1' },
  { gene: 'SMN1', contig: 'chr5', start: 70_950_600, end: 70_953_000, twin: 'SMN2' },
  { gene: 'CFTR', contig: 'chr7', start: 117_557_300, end: 117_561_900 },
  { gene: 'CDKN2A', contig: 'chr9', start: 21_968_800, end: 21_973_300 },
  { gene: 'STXBP1', contig: 'chr9', start: 127_673_600, end: 127_678_200 },
  { gene: 'PAH', contig: 'chr12', start: 102_838_200, end: 102_842_800 },
  { gene: 'GJB2', contig: 'chr13', start: 20_187_600, end: 20_191_900 },
  { gene: 'FBN1', contig: 'chr15', start: 48_490_200, end: 48_494_900 },
  { gene: 'NF1', contig: 'chr17', start: 31_226_900, end: 31_231_400 },
  { gene: 'GAA', contig: 'chr17', start: 80_105_600, end: 80_110_200 },
  { gene: 'LDLR', contig: 'chr19', start: 11_117_200, end: 11_123_400 },
  { gene: 'KCNQ2', contig: 'chr20', start: 63_437_400, end: 63_442_000 },
  { gene: 'DMD', contig: 'chrX', start: 31_182_900, end: 31_187_500 },
  { gene: 'SRY', contig: 'chrY', start: 2_785_700, end: 2_788_700 },
]

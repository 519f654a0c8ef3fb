import { describe, expect, it } from 'vitest'
import { geneDrafts } from '../../../../scripts/genome/gene-drafts.ts'
import { readGeneSources } from '../../../../scripts/genome/ideogram-file.ts'

/**
 * The decoding checked against genes whose coordinates are published (GRCh38). Positions are written as people do,
 * 1-based with both ends. Witnesses: Ensembl 110's gene and transcript pages, RefSeq/MANE, ClinVar c.1 positions.
 */
const drafts = geneDrafts(readGeneSources())
const genesNamed = (symbol: string) => drafts.filter((g) => g.symbol === symbol)
const canonicalOf = (symbol: string) => {
  const transcript = genesNamed(symbol)[0]?.transcripts.find((t) => t.canonical)
  if (!transcript) throw new Error(`${symbol} has no canonical transcript`)
  const { coding, exons, strand, id } = transcript
  const [low = 0, high = 0] = coding ?? []
  const codingLength = exons.reduce(
    (sum, [s, e]) => sum + Math.max(0, Math.min(e, high) - Math.max(s, low)),
    0,
  )
  return {
    id,
    strand,
    exons: exons.length,
    first: (exons[0]?.[0] ?? 0) + 1,
    last: exons.at(-1)?.[1],
    coding: [low + 1, high],
    codingLength,
  }
}

describe('genes', () => {
  it.each([
    // Ensembl 110's BRCA1 reaches 43,170,245 for the sake of one transcript; older releases ended at 43,125,483.
    ['BRCA1', '17', 43044295, 43170245, '-', 'ENSG00000012048'],
    ['CFTR', '7', 117287120, 117715971, '+', 'ENSG00000001626'],
    ['TTN', '2', 178525989, 178830802, '-', 'ENSG00000155657'],
    ['SRY', 'Y', 2786855, 2787682, '-', 'ENSG00000184895'],
    ['MT-ND1', 'MT', 3307, 4262, '+', 'ENSG00000198888'],
    // Not coding: the data has no strand for it.
    ['XIST', 'X', 73820649, 73852723, '.', 'ENSG00000229807'],
  ])('%s lies at %s:%d-%d (%s)', (symbol, contig, first, end, strand, id) => {
    expect(genesNamed(symbol)).toMatchObject([{ contig, start: first - 1, end, strand, id }])
  })

  it('has the pseudoautosomal genes on X and on Y, with the transcripts of each', () => {
    const [x, y, ...more] = genesNamed('SHOX')
    expect(more).toEqual([])
    expect([x?.contig, y?.contig]).toEqual(['X', 'Y'])
    // Same place, names of their own.
    expect(x?.transcripts.map((t) => t.exons)).toEqual(y?.transcripts.map((t) => t.exons))
    expect(x?.transcripts.map((t) => t.id)).toEqual(['SHOX-204', 'SHOX-203', 'SHOX-201', 'SHOX-202'])
    expect(y?.transcripts.filter((t) => t.canonical).map((t) => t.id)).toEqual(['SHOX-206'])
  })
})

describe('canonical transcripts', () => {
  it('BRCA1, minus: 23 exons, coding for 1,863 amino acids (ENST00000357654, NM_007294)', () => {
    expect(canonicalOf('BRCA1')).toEqual({
      id: 'BRCA1-203',
      strand: '-',
      exons: 23,
      first: 43044295,
      last: 43125364,
      coding: [43045678, 43124096],
      codingLength: (1863 + 1) * 3,
    })
    const brca1 = genesNamed('BRCA1')[0]?.transcripts.find((t) => t.canonical)
    // The exon of 3,426 bases and the one that holds the start codon.
    expect(brca1?.exons).toContainEqual([43091435 - 1, 43094860])
    expect(brca1?.exons).toContainEqual([43124017 - 1, 43124115])
  })

  it('CFTR, plus: 27 exons, 1,480 amino acids (ENST00000003084, NM_000492); F508 in exon 11', () => {
    expect(canonicalOf('CFTR')).toEqual({
      id: 'CFTR-201',
      strand: '+',
      exons: 27,
      first: 117480025,
      last: 117668665,
      coding: [117480095, 117667108],
      codingLength: (1480 + 1) * 3,
    })
    const cftr = genesNamed('CFTR')[0]?.transcripts.find((t) => t.canonical)
    expect(cftr?.exons.findIndex(([start, end]) => start <= 117559590 && 117559594 <= end)).toBe(11 - 1)
  })

  it('TTN, minus: 363 exons, 35,991 amino acids (ENST00000589042)', () => {
    expect(canonicalOf('TTN')).toMatchObject({ strand: '-', exons: 363, codingLength: (35991 + 1) * 3 })
  })

  it.each([
    ['JUN', '-', 331, 58780791, 58784047],
    ['SRY', '-', 204, 2786855, 2787682],
  ])('%s has no intron (%s, %d amino acids)', (symbol, strand, aminoAcids, first, last) => {
    expect(canonicalOf(symbol)).toMatchObject({
      strand,
      exons: 1,
      first,
      last,
      codingLength: (aminoAcids + 1) * 3,
    })
  })

  // Gene start plus offset would be wrong for these: a non-coding transcript begins before the coding ones.
  it.each([
    ['ATM', '+', 63, 108227625, 3056],
    ['LMNA', '+', 12, 156114919, 664],
    ['MSH6', '+', 10, 47783234, 1360],
    ['DMD', '-', 79, 33211312, 3685],
  ])(
    '%s is placed by ClinVar: c.1 (%s strand), %d exons, at %d, %d amino acids',
    (symbol, strand, exons, c1, aminoAcids) => {
      const { coding, codingLength, ...found } = canonicalOf(symbol)
      expect(genesNamed(symbol)[0]?.placement).toBe('clinvar')
      expect(found).toMatchObject({ strand, exons })
      expect(strand === '+' ? coding[0] : coding[1]).toBe(c1)
      expect(codingLength).toBe((aminoAcids + 1) * 3)
    },
  )

  it('gives no transcripts for genes whose place the data does not tell', () => {
    expect(genesNamed('SMN1')).toMatchObject([{ placement: 'unknown', transcripts: [], strand: '+' }])
  })

  it('are whole codons, for all but a few of 16,000', () => {
    const coding = drafts
      .flatMap((g) => g.transcripts)
      .filter((t) => t.canonical && t.biotype === 'protein_coding')
    const broken = coding.filter(({ coding: c, exons }) => {
      if (c === null) return true
      return (
        exons.reduce((sum, [s, e]) => sum + Math.max(0, Math.min(e, c[1]) - Math.max(s, c[0])), 0) % 3 !== 0
      )
    })
    expect(coding.length).toBeGreaterThan(16_000)
    // Ensembl's own incomplete coding sequences, and mitochondrial genes whose stop codon is completed later.
    expect(broken.length).toBeLessThan(30)
  })

  it('lie within their genes, with exons in order that do not overlap', () => {
    const wrong: string[] = []
    for (const gene of drafts)
      for (const { id, exons, coding } of gene.transcripts) {
        let end = gene.start
        for (const [start, stop] of exons) {
          if (start < end || stop <= start || stop > gene.end) wrong.push(id)
          end = stop
        }
        if (coding && (coding[0] < (exons[0]?.[0] ?? 0) || coding[1] > end)) wrong.push(id)
      }
    expect(wrong).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { GeneSource } from '../../../../electron/engine/genome/gene-source.ts'
import { completeGene, genesNamed } from '../../../../electron/engine/genome/locus-search.ts'
import {
  type LocusContext,
  completeLocus,
  resolveLocus,
} from '../../../../electron/engine/genome/resolve-locus.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { CHROMOSOMES, chromosomeLength } from '../../../../shared/genome/chromosome-length.ts'
import { contigAlias } from '../../../../shared/genome/contig-alias.ts'
import { bundledTable } from './tables.ts'

const table = bundledTable()
const contigs = [
  ...CHROMOSOMES.map((c) => ({ name: `chr${c}`, length: chromosomeLength('GRCh38', c) ?? 0 })),
  { name: 'chrM', length: 16569 },
]
const names = table.contigs.map((name) => ({ name, length: 0 }))
const genes: GeneSource = { table, name: 'bundled', alias: contigAlias(contigs, names, 'GRCh38') }
const grch38: LocusContext = { contigs, build: 'GRCh38', genes }
const failure = (query: string, context: LocusContext = grch38) => {
  try {
    return resolveLocus(query, context)
  } catch (thrown) {
    return errorOf(thrown)
  }
}

describe('resolveLocus', () => {
  it.each(['BRCA1', 'brca1', ' Brca1 ', 'ENSG00000012048', 'ENSG00000012048.23'])(
    'finds BRCA1 as %j',
    (query) => {
      expect(resolveLocus(query, grch38)).toMatchObject({
        contig: 'chr17',
        start: 43044294,
        end: 43170245,
        kind: 'gene',
        label: 'BRCA1',
      })
    },
  )

  it('says which synonym led to a gene, and nothing for a symbol', () => {
    expect(resolveLocus('her2', grch38)).toMatchObject({ label: 'ERBB2', via: 'HER2', contig: 'chr17' })
    expect(resolveLocus('P53', grch38)).toMatchObject({ label: 'TP53', via: 'p53' })
    expect(resolveLocus('TP53', grch38)).not.toHaveProperty('via')
  })

  it('prefers the symbol to a synonym of another gene', () => {
    // HGF is a gene; IL6 was once called so.
    expect(genesNamed(table, 'HGF').map((m) => table.symbols[m.gene])).toEqual(['HGF'])
  })

  it('takes X of a pseudoautosomal pair and the mitochondrial genes', () => {
    expect(resolveLocus('SHOX', grch38)).toMatchObject({ contig: 'chrX' })
    expect(resolveLocus('MT-ND1', grch38)).toMatchObject({ contig: 'chrM', start: 3306 })
  })

  it('does not choose between several genes of one synonym, but names them', () => {
    expect(failure('MLL2')).toMatchObject({
      kind: 'locus/not-found',
      hint: expect.stringMatching(/KMT2[BD].*KMT2[BD]/) as unknown,
    })
    expect(failure('Y_RNA')).toMatchObject({
      kind: 'locus/not-found',
      hint: expect.stringContaining('758 genes') as unknown,
    })
  })

  it('reads coordinates and variants before names', () => {
    expect(resolveLocus('7-117559591-TCTT-T', grch38)).toMatchObject({ kind: 'variant', contig: 'chr7' })
    expect(resolveLocus('X', grch38)).toMatchObject({ kind: 'region', contig: 'chrX', start: 0 })
    expect(failure('chr7:999,999,999')).toMatchObject({ kind: 'region/past-end', contig: 'chr7' })
    expect(failure('chr99:5-10')).toMatchObject({ kind: 'region/contig-missing', contig: 'chr99' })
  })

  it('says what is not found, and why when the case has no genes', () => {
    expect(failure('NOSUCHGENE')).toEqual({ kind: 'locus/not-found', query: 'NOSUCHGENE' })
    expect(failure('  ')).toMatchObject({ kind: 'locus/not-found' })
    expect(failure('BRCA1', { ...grch38, build: 'GRCh37', genes: null })).toMatchObject({
      kind: 'locus/not-found',
      hint: expect.stringMatching(/GRCh38 only.*GRCh37.*GTF/) as unknown,
    })
    expect(failure('BRCA1', { ...grch38, build: 'unknown', genes: null })).toMatchObject({
      hint: expect.stringContaining('not recognised') as unknown,
    })
  })

  it('says when the gene lies on a contig the files do not have', () => {
    const only7 = contigs.filter((c) => c.name === 'chr7')
    const context = {
      ...grch38,
      contigs: only7,
      genes: { ...genes, alias: contigAlias(only7, names, 'GRCh38') },
    }
    expect(failure('BRCA1', context)).toMatchObject({
      hint: expect.stringContaining('lies on 17') as unknown,
    })
  })
})

describe('completeLocus', () => {
  const labels = (query: string, limit = 6) => completeLocus(query, limit, grch38).map((l) => l.label)

  it('puts the exact symbol first, then symbols, then synonyms', () => {
    expect(labels('brca').slice(0, 2)).toEqual(['BRCA1', 'BRCA2'])
    expect(labels('CFTR')[0]).toBe('CFTR')
    const mll = completeLocus('mll', 8, grch38)
    expect(mll[0]).toMatchObject({ label: 'KMT2A', via: 'MLL' })
    const symbols = mll.slice(1).map((l) => l.via === undefined)
    expect(symbols).toEqual(symbols.toSorted((a, b) => Number(b) - Number(a)))
  })

  it('names the place where one symbol is at several places', () => {
    expect(labels('SHOX').slice(0, 2)).toEqual(['SHOX (chrX:624,344-659,411)', 'SHOX (chrY:624,344-659,411)'])
  })

  it('keeps to the limit, names each gene once, and begins with the text', () => {
    for (const text of ['a', 'BR', 'hla-', 'y_', 'ensg0000001204', 'chr', '7', 'c']) {
      const matches = completeGene(table, text, 10)
      expect(matches.length).toBeLessThanOrEqual(10)
      expect(new Set(matches.map((m) => m.gene)).size).toBe(matches.length)
      for (const { gene, via } of matches)
        expect((via ?? table.symbols[gene] ?? '').toUpperCase().startsWith(text.toUpperCase())).toBe(true)
    }
  })

  it('offers coordinates as they are, contigs by their beginning, and nothing while a text is unfinished', () => {
    expect(completeLocus('chr7:100-200', 5, grch38)).toMatchObject([{ kind: 'region', start: 99, end: 200 }])
    expect(labels('chr2')).toEqual(['chr2', 'chr20', 'chr21', 'chr22', 'ESYT2'])
    for (const unfinished of ['', ' ', 'chr7:', 'chr7:9-', 'chr7:0', 'chr99:1-2'])
      expect(labels(unfinished)).toEqual([])
  })
})

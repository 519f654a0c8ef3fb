import { describe, expect, it } from 'vitest'
import { assignTranscripts } from '../../../../scripts/genome/assign-transcripts.ts'
import { decodeLandmarks } from '../../../../scripts/genome/clinvar-evidence.ts'
import { decodeGenes } from '../../../../scripts/genome/decode-genes.ts'
import { decodeStructures } from '../../../../scripts/genome/decode-structures.ts'
import { readGeneSources } from '../../../../scripts/genome/ideogram-file.ts'
import { baseFromLandmarks, landmarksBetween } from '../../../../scripts/genome/landmark-votes.ts'
import { placeTranscripts } from '../../../../scripts/genome/place-transcripts.ts'

const STRUCTURES = `## biotype keys: 0 = protein_coding
## subpart keys: 0 = 5'-UTR, 1 = exon, 2 = 3'-UTR
`
const structures = (...rows: string[]) =>
  decodeStructures(STRUCTURES + rows.map((row) => row.replaceAll(' ', '\t')).join('\n'))
const gene = (symbol: string, first: number, end: number, contig = '1') => ({
  symbol,
  id: symbol,
  contig,
  start: first - 1,
  end,
})
/** Exons 1-10, 101-120, 201-210 of the group; the coding sequence is 5-205. */
const THREE_EXONS = 'A-201 0 0 + 1;0;9 0;0;3 1;100;19 1;200;9 2;205;4'
const place = (
  genes: ReturnType<typeof gene>[],
  rows: string[],
  landmarks: Parameters<typeof placeTranscripts>[2] = [],
) => placeTranscripts(genes, assignTranscripts(genes, structures(...rows)), landmarks)

describe('placeTranscripts', () => {
  it('decodes a structure into exons and coding extent', () => {
    expect(structures(THREE_EXONS)[0]).toMatchObject({
      exons: [
        [0, 10],
        [100, 120],
        [200, 210],
      ],
      coding: [4, 205],
    })
  })

  it('takes a gene that its transcripts span exactly', () => {
    expect(place([gene('A', 1001, 1210)], [THREE_EXONS])).toMatchObject([
      { base: 1000, placement: 'gene-ends' },
    ])
  })

  it('leaves a gene alone that is wider than its transcripts', () => {
    expect(place([gene('A', 991, 1210)], [THREE_EXONS])).toMatchObject([{ base: null, placement: 'unknown' }])
  })

  it('places a gene by the base of a read-through gene of its group', () => {
    const both = [gene('A-B', 1001, 1300), gene('A', 1051, 1280)]
    const rows = ['A-B-201 0 0 + 1;0;9 1;290;9', 'A-201 60 0 + 1;0;9 1;100;9']
    expect(place(both, rows).find((p) => p.gene.symbol === 'A')).toMatchObject({
      base: 1000,
      placement: 'gene-ends',
    })
  })

  // Donor +1 of exon 1 (base 11 of the structure), acceptor -1 of exon 2 (base 100), at base 1003.
  const donor = { contig: '1', at: 1003 + 10, ref: 'G', kind: 'donor' } as const
  const acceptor = { contig: '1', at: 1003 + 99, ref: 'G', kind: 'acceptor' } as const

  it('places a gene by splice variants, which must agree', () => {
    const wide = [gene('A', 995, 1230)]
    expect(place(wide, [THREE_EXONS], [donor, acceptor])).toMatchObject([
      { base: 1003, placement: 'clinvar' },
    ])
    const contrary = { ...acceptor, at: acceptor.at + 5 }
    expect(place(wide, [THREE_EXONS], [donor, contrary])).toMatchObject([{ placement: 'unknown' }])
  })

  it('does not believe a base that puts missense variants outside coding exons', () => {
    const missense = { contig: '1', at: 1003 + 50, ref: 'A', kind: 'coding' } as const
    expect(place([gene('A', 995, 1230)], [THREE_EXONS], [donor, acceptor, missense])).toMatchObject([
      { placement: 'unknown' },
    ])
  })

  it('does not use variants that a neighbour accounts for', () => {
    const genes = [gene('A', 995, 1230), gene('B', 1004, 1213)]
    const placed = place(genes, [THREE_EXONS, THREE_EXONS.replace('A', 'B')], [donor, acceptor])
    expect(placed.map((p) => [p.gene.symbol, p.placement])).toEqual([
      ['A', 'unknown'],
      ['B', 'gene-ends'],
    ])
  })
})

describe('placing by ClinVar, where the answer is known', () => {
  const sources = readGeneSources()
  const genes = decodeGenes(sources.genes)
  const landmarks = decodeLandmarks(sources.variants, sources.variantsIndex).toSorted((a, b) =>
    a.contig < b.contig ? -1 : a.contig > b.contig ? 1 : a.at - b.at,
  )
  const assigned = assignTranscripts(genes, decodeStructures(sources.structures))
  const known = placeTranscripts(genes, assigned, []).filter((p) => p.placement === 'gene-ends')

  it.each([20, 1000, 50_000])(
    'finds the base of genes placed by their ends within ± %d bp, or none',
    (slack) => {
      let right = 0
      for (const { gene: g, transcripts, base } of known) {
        const here = landmarksBetween(landmarks, g.contig, g.start, g.end)
        if (base === null || here.length === 0) continue
        const found = baseFromLandmarks(transcripts, { low: base - slack, high: base + slack }, here)
        if (found === null) continue
        expect([g.symbol, found]).toEqual([g.symbol, base])
        right++
      }
      expect(right).toBeGreaterThan(500)
    },
  )
})

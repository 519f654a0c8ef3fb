import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contigOfGene, geneAt, genesOverlapping } from '../../../../electron/engine/genome/gene-query.ts'
import { buildGeneTable } from '../../../../electron/engine/genome/gene-table-builder.ts'
import { decodeGeneTable, encodeGeneTable } from '../../../../electron/engine/genome/gene-table-file.ts'
import { gene } from './tables.ts'

const CONTIGS = ['1', '2', 'X', 'empty']
const drafts = fc.array(
  fc
    .record({
      symbol: fc.constantFrom('A', 'B', 'Ångström', 'HLA-A', 'a'),
      contig: fc.constantFrom('1', '2', 'X'),
      start: fc.nat(200),
      length: fc.integer({ min: 1, max: 150 }),
      strand: fc.constantFrom('+', '-', '.'),
      synonyms: fc.array(fc.constantFrom('p53', 'MLL', 'a')),
      exons: fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }),
    })
    .map(({ symbol, contig, start, length, strand, synonyms, exons }) =>
      gene(symbol, contig, start, start + length, {
        strand,
        synonyms,
        transcripts: [
          {
            id: `${symbol}-201`,
            strand: strand === '-' ? '-' : '+',
            biotype: 'protein_coding',
            canonical: true,
            coding: exons.length > 2 ? [start + 1, start + 2] : null,
            exons: exons.map((e, i) => [start + i * 50, start + i * 50 + 1 + e] as const),
          },
        ],
      }),
    ),
  { maxLength: 30 },
)

describe('a gene table', () => {
  it('keeps every gene and finds by region what a plain search finds', () => {
    fc.assert(
      fc.property(
        drafts,
        fc.constantFrom(...CONTIGS),
        fc.nat(350),
        fc.integer({ min: 0, max: 100 }),
        (list, contig, start, length) => {
          const table = buildGeneTable(list, CONTIGS)
          const end = start + length
          const found = genesOverlapping(table, contig, start, end).map((g) => geneAt(table, g, contig))
          const plain = list.filter((g) => g.contig === contig && g.start < end && g.end > start)
          const key = (g: { symbol: string; start: number; end: number; strand: string }) =>
            `${g.start} ${g.end} ${g.symbol} ${g.strand}`
          expect(found.map(key).toSorted()).toEqual(plain.map(key).toSorted())
          for (const g of table.symbols.keys()) {
            const c = table.contigs.indexOf(contigOfGene(table, g))
            expect(g >= (table.contigFirst[c] ?? 0) && g < (table.contigFirst[c + 1] ?? 0)).toBe(true)
          }
        },
      ),
    )
  })

  it('is the same after being written and read, at any place in memory', () => {
    fc.assert(
      fc.property(drafts, fc.nat(9), (list, shift) => {
        const table = buildGeneTable(list, CONTIGS)
        const bytes = encodeGeneTable(table)
        const moved = new Uint8Array(bytes.length + shift)
        moved.set(bytes, shift)
        expect(decodeGeneTable(moved.subarray(shift), 'x')).toEqual(table)
      }),
    )
  })

  it('does not depend on the order of genes', () => {
    fc.assert(
      fc.property(drafts, (list) => {
        const places = (of: typeof list) => [...buildGeneTable(of, CONTIGS).geneStart]
        expect(places(list.toReversed())).toEqual(places(list))
      }),
    )
  })

  it('that is cut off or something else is a broken installation', () => {
    const bytes = encodeGeneTable(buildGeneTable([gene('A', '1', 0, 9)], CONTIGS))
    expect(() => decodeGeneTable(bytes.subarray(0, bytes.length - 9), 'x')).toThrow('internal')
    expect(() => decodeGeneTable(new Uint8Array(64), 'x')).toThrow('wrong magic')
  })
})

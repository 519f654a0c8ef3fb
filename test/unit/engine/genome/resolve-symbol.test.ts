import { expect, it } from 'vitest'
import { buildGeneTable } from '../../../../electron/engine/genome/gene-table-builder.ts'
import { isEnsemblGene, resolveSymbol } from '../../../../electron/engine/genome/resolve-symbol.ts'
import { bundledTable, gene } from './tables.ts'

const id = (n: number): string => `ENSG${String(n).padStart(11, '0')}`
const table = buildGeneTable(
  [
    gene('KMT2D', '12', 100, 200, { id: id(1), synonyms: ['MLL2', 'ALR', 'MLL4'] }),
    gene('KMT2B', '19', 100, 200, { id: id(2), synonyms: ['MLL2', 'MLL4'] }),
    gene('IL6', '7', 100, 200, { id: id(3), synonyms: ['HGF'] }),
    gene('HGF', '7', 300, 400, { id: id(4) }),
    gene('SHOX', 'X', 100, 200, { id: id(5), synonyms: ['SS'] }),
    gene('SHOX', 'Y', 100, 200, { id: id(6), synonyms: ['SS'] }),
  ],
  ['7', '12', '19', 'X', 'Y'],
)

it.each([
  ['KMT2D', [], { kind: 'symbol', symbol: 'KMT2D' }],
  ['kmt2d', [], { kind: 'symbol', symbol: 'KMT2D' }],
  [id(2), [], { kind: 'symbol', symbol: 'KMT2B' }],
  [`${id(2)}.14`, [], { kind: 'symbol', symbol: 'KMT2B' }],
  ['ALR', [], { kind: 'synonym', symbol: 'KMT2D' }],
  // A symbol that is another gene's synonym is a symbol.
  ['HGF', [], { kind: 'symbol', symbol: 'HGF' }],
  // Both copies of a pseudoautosomal gene are one symbol, by name and by synonym.
  ['SHOX', [], { kind: 'symbol', symbol: 'SHOX' }],
  ['SS', [], { kind: 'synonym', symbol: 'SHOX' }],
  ['MLL2', [], { kind: 'ambiguous', candidates: ['KMT2B', 'KMT2D'] }],
  ['MLL2', [id(1)], { kind: 'synonym', symbol: 'KMT2D' }],
  ['MLL2', [id(99)], { kind: 'ambiguous', candidates: ['KMT2B', 'KMT2D'] }],
  ['MLL2', [id(1), id(2)], { kind: 'ambiguous', candidates: ['KMT2B', 'KMT2D'] }],
  ['NEWNAME', [id(3)], { kind: 'synonym', symbol: 'IL6' }],
  ['NEWNAME', [id(3), id(4)], { kind: 'ambiguous', candidates: ['HGF', 'IL6'] }],
  ['KMT2D', [id(1), id(99)], { kind: 'symbol', symbol: 'KMT2D' }],
  ['KMT2D', [id(2)], { kind: 'ambiguous', candidates: ['KMT2D', 'KMT2B'] }],
  ['NEWNAME', ['KMT2D'], { kind: 'unknown' }],
  ['NEWNAME', [], { kind: 'unknown' }],
  ['', [], { kind: 'unknown' }],
])('%s %j', (written, ids, expected) => expect(resolveSymbol(table, written, ids)).toEqual(expected))

it('knows an id of a gene from one of a transcript', () => {
  expect(isEnsemblGene('ENSG00000012048')).toBe(true)
  expect(isEnsemblGene('ensg00000012048.23')).toBe(true)
  expect(isEnsemblGene('ENST00000357654')).toBe(false)
})

it('finds the bundled genes by their former names', () => {
  const bundled = bundledTable()
  // Witness: genenames.org, previous and alias symbols.
  expect(resolveSymbol(bundled, 'CCN2')).toEqual({ kind: 'symbol', symbol: 'CCN2' })
  expect(resolveSymbol(bundled, 'CTGF')).toEqual({ kind: 'synonym', symbol: 'CCN2' })
  // GBA1 and its pseudogene were both called so: only the id tells.
  expect(resolveSymbol(bundled, 'GBA')).toEqual({ kind: 'ambiguous', candidates: ['GBA1', 'GBAP1'] })
  expect(resolveSymbol(bundled, 'GBA', ['ENSG00000177628'])).toEqual({ kind: 'synonym', symbol: 'GBA1' })
  expect(resolveSymbol(bundled, 'ENSG00000012048')).toEqual({ kind: 'symbol', symbol: 'BRCA1' })
})

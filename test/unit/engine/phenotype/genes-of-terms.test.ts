import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGeneTable } from '../../../../electron/engine/genome/gene-table-builder.ts'
import type { GeneAnnotations } from '../../../../electron/engine/phenotype/gene-annotations.ts'
import { genesOfTerms, linkGenes } from '../../../../electron/engine/phenotype/genes-of-terms.ts'
import { readGeneAnnotations } from '../../../../electron/engine/phenotype/phenotype-to-genes.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { hpoId } from '../../../../shared/phenotype/hpo-id.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { gene } from '../genome/tables.ts'
import { SMALL_OBO, annotations, obo } from './small-ontology.ts'

const folder = temporaryFolder()
const small = await obo(SMALL_OBO)
const table = buildGeneTable(
  [
    gene('SCN1A', '2', 100, 200),
    gene('KMT2D', '12', 100, 200, { synonyms: ['MLL2'] }),
    gene('NF1', '17', 100, 200),
    gene('GBA1', '1', 100, 200, { synonyms: ['GBA'] }),
    gene('GBAP1', '1', 300, 400, { synonyms: ['GBA'] }),
  ],
  ['1', '2', '12', '17'],
)

const NEW = `hpo_id\thpo_name\tncbi_gene_id\tgene_symbol\tdisease_id
HP:0001250\tSeizure\t6323\tSCN1A\tOMIM:607208
HP:0001250\tSeizure\t6323\tSCN1A\tORPHA:33069
HP:0007359\tFocal-onset seizure\t8085\tMLL2\tOMIM:147920
HP:0000957\tCafé-au-lait spot\t4763\tNF1\tOMIM:162200
HP:0002279\tmerged\t4763\tNF1\tOMIM:162200
HP:0001250\tSeizure\t1\tNOGENE\tOMIM:1
HP:0001250\tSeizure\t2629\tGBA\tOMIM:2
`
const rowsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
/** The same rows as other releases have them. */
const OLD =
  '#Format: HPO-id<tab>HPO label<tab>entrez-gene-id<tab>entrez-gene-symbol<tab>Additional Info from G-D source<tab>G-D source<tab>disease-ID for link\n' +
  rowsOf(NEW)
    .map(([id, name, number, symbol, disease]) =>
      [id, name, number, symbol, '-', 'mim2gene', disease].join('\t'),
    )
    .join('\r\n')
const OLDEST =
  '#Format: HPO-ID<tab>HPO-Name<tab>Gene-ID<tab>Gene-Name\n' +
  rowsOf(NEW)
    .map((row) => row.slice(0, 4).join('\t'))
    .join('\n')
const OTHER_WAY =
  '# a comment\nncbi_gene_id\tgene_symbol\thpo_id\thpo_name\tfrequency\tdisease_id\n' +
  rowsOf(NEW)
    .map(([id, name, number, symbol, disease]) => [number, symbol, id, name, '-', disease].join('\t'))
    .join('\n')

/** Pairs as text, in no order: what the columns hold. */
const pairs = (columns: GeneAnnotations): string[] =>
  [...columns.terms]
    .flatMap((term, i) =>
      [...columns.genes.subarray(columns.first[i], columns.first[i + 1])].map(
        (g) => `${hpoId(term)} ${columns.symbols[g]}`,
      ),
    )
    .toSorted()

describe('phenotype_to_genes', () => {
  const expected = [...new Set(rowsOf(NEW).map(([id, , , symbol]) => `${id} ${symbol}`))].toSorted()

  it.each([
    ['newer', NEW],
    ['older', OLD],
    ['oldest', OLDEST],
    ['genes_to_phenotype', OTHER_WAY],
  ])('%s: is read by its header', async (_, text) => {
    expect(pairs(await annotations(text))).toEqual(expected)
  })

  it('is read from a compressed file', async () => {
    const path = join(folder, 'p2g.txt.gz')
    writeFileSync(path, gzipSync(NEW))
    expect(pairs(await readGeneAnnotations({ path, compression: 'gzip' }))).toEqual(expected)
  })

  it.each([
    ['hpo_id\thpo_name\n', 'text/no-column', 1, 'gene_symbol'],
    ['#x\ngene_symbol\tx\n', 'text/no-column', 2, 'hpo_id'],
    ['HP:0000001\tAll\t1\tA1BG\n', 'text/no-column', 1, 'hpo_id'],
    ['# nothing\n', 'text/no-column', 1, 'hpo_id'],
    [`${NEW}\nHP:12\tx\t1\tNF1\tx\n`, 'text/bad-line', 10, '"HP:12" is not an HPO id'],
    [`${NEW}HP:0000001\tx\t1\n`, 'text/bad-line', 9, 'it has no gene symbol'],
  ])('%j is refused', async (text, kind, line, words) => {
    const error = await annotations(text).then(() => null, errorOf)
    if (error === null) throw new Error('it was read')
    expect(error).toMatchObject({ kind, line })
    expect(sentence(error)).toContain(words)
  })
})

describe('the genes of terms', () => {
  it('are those of the terms and of all below, by the symbols of the case', async () => {
    const read = await annotations(NEW)
    const linked = linkGenes(read, table)
    expect(linked).toMatchObject({
      unrecognised: ['NOGENE'],
      resolved: [{ written: 'MLL2', symbol: 'KMT2D' }],
      ambiguous: [{ written: 'GBA', candidates: ['GBA1', 'GBAP1'] }],
    })
    expect(
      genesOfTerms(small, read, linked, ['HP:0001250', 'hp:957', 'HP:0001250', 'HP:0009999', 'x']),
    ).toEqual({
      genes: [
        // NF1's annotation is with a number that was merged into Seizure.
        { symbol: 'NF1', written: ['NF1'], terms: ['HP:0001250', 'hp:957'] },
        { symbol: 'KMT2D', written: ['MLL2'], terms: ['HP:0001250'] },
        { symbol: 'SCN1A', written: ['SCN1A'], terms: ['HP:0001250'] },
      ],
      unknown: ['HP:0009999', 'x'],
      unlinked: ['GBA', 'NOGENE'],
    })
    expect(genesOfTerms(small, read, linked, ['HP:0002432']).genes).toHaveLength(3)
  })

  it('are the same whether the file has the terms below worked in or not', async () => {
    const upwards = new Map([
      [7359, [1250, 707, 118, 1]],
      [1250, [707, 118, 1]],
      [957, [118, 1]],
      [707, [118, 1]],
    ])
    const row = fc.tuple(fc.constantFrom(...upwards.keys()), fc.constantFrom('SCN1A', 'NF1', 'KMT2D'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 6 }),
        fc.constantFrom(1, 118, 707, 1250, 7359),
        async (rows, asked) => {
          const text = (list: readonly (readonly [number, string])[]): string =>
            ['hpo_id\tgene_symbol', ...list.map(([term, symbol]) => `${hpoId(term)}\t${symbol}`)].join('\n')
          const worked = rows.flatMap(([term, symbol]) =>
            [term, ...(upwards.get(term) ?? [])].map((above) => [above, symbol] as const),
          )
          const answers = await Promise.all(
            [rows, worked].map(async (list) => {
              const read = await annotations(text(list))
              return genesOfTerms(small, read, linkGenes(read, table), [hpoId(asked)])
            }),
          )
          expect(answers[0]).toEqual(answers[1])
          const slow = rows.filter(([term]) => term === asked || upwards.get(term)?.includes(asked) === true)
          expect(answers[0]?.genes.map((g) => g.symbol)).toEqual(
            [...new Set(slow.map(([, symbol]) => symbol))].toSorted(),
          )
        },
      ),
      { numRuns: 50 },
    )
  })
})

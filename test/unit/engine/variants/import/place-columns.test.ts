import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bundledGenome } from '../../../../../electron/engine/genome/bundled.ts'
import { knownPlaces } from '../../../../../electron/engine/variants/import/place-columns.ts'
import { openVariants } from '../../../../../electron/engine/variants/open-variants.ts'
import { openStore } from '../../../../../electron/engine/variants/store/open-store.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { scanText } from '../../../../support/scanned-rows.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { importHere } from '../../../../support/variant-stores.ts'
import { vcfText, writeText } from '../../../../support/vcf-text.ts'

const RESOURCES = join(import.meta.dirname, '../../../../../resources')
const genome = bundledGenome(RESOURCES)
const [table, bands] = [await genome.genes(), await genome.bands('GRCh38')]
const places = knownPlaces(table, bands, 'GRCh38')
const folder = temporaryFolder()

const META = [
  '##contig=<ID=chr7,length=159345973>',
  '##contig=<ID=chr13,length=114364328>',
  '##INFO=<ID=END,Number=1,Type=Integer,Description="End">',
]
const scanned = (records: readonly (readonly (string | number)[])[]) =>
  scanText(vcfText(records, { meta: META }), undefined, { clinvar: null, places })

/** Every gene and band of the contig, looked at one by one. */
function expected(contig: string, start: number, end: number): { band: string | null; genes: string | null } {
  const c = table.contigs.indexOf(contig)
  const symbols = new Set<string>()
  for (let gene = table.contigFirst[c] ?? 0; gene < (table.contigFirst[c + 1] ?? 0); gene++)
    if ((table.geneStart[gene] ?? 0) < end && (table.geneEnd[gene] ?? 0) > start)
      symbols.add(table.symbols[gene] ?? '')
  symbols.delete('')
  const band = bands.find((each) => each.contig === contig && start >= each.start && start < each.end)
  return {
    band: band ? `${contig}${band.name}` : null,
    genes: symbols.size === 0 ? null : [...symbols].join(';'),
  }
}

describe('bands and genes', () => {
  // Witness: Ensembl 110 and the UCSC band table of GRCh38.
  test('of variants whose place is known', async () => {
    const { rows } = await scanned([
      ['chr7', 117_559_590, '.', 'ATCT', 'A', '.', '.', '.'],
      ['7', 117_559_590, '.', 'A', 'G', '.', '.', '.'],
      ['chr13', 32_316_461, '.', 'A', 'G', '.', '.', '.'],
      ['chr13', 32_200_000, '.', 'N', '<DEL>', '.', '.', 'END=32500000'],
      ['chrUn_KI270302v1', 5, '.', 'A', 'G', '.', '.', '.'],
    ])
    expect(rows.map(({ band, genes }) => [band, genes])).toEqual([
      ['7q31.2', 'CFTR'],
      ['7q31.2', 'CFTR'],
      ['13q13.1', expect.stringContaining('BRCA2')],
      ['13q13.1', expect.stringContaining('BRCA2')],
      [null, null],
    ])
  })

  test('of any rows in any order are those that a look at every gene gives', async () => {
    const around = fc.integer({ min: 0, max: 159_000_000 })
    const near = fc.integer({ min: 117_400_000, max: 117_700_000 })
    const row = fc.record({
      start: fc.oneof(around, near),
      length: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 3_000_000 })),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        async (all, isSorted) => {
          const inOrder = isSorted ? all.toSorted((a, b) => a.start - b.start) : all
          const { rows } = await scanned(
            inOrder.map(({ start, length }) =>
              length === 1
                ? ['chr7', start + 1, '.', 'A', 'G', '.', '.', '.']
                : ['chr7', start + 1, '.', 'N', '<DEL>', '.', '.', `END=${start + length}`],
            ),
          )
          expect(rows.map(({ band, genes }) => ({ band, genes }))).toEqual(
            inOrder.map(({ start, length }) => expected('7', start, start + length)),
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('a panel finds structural variants that nobody annotated by the genes they overlap', async () => {
  const records = [
    ['chr7', 117_500_000, 'sv1', 'N', '<DEL>', '.', 'PASS', 'END=117600000'],
    ['chr7', 1_000_000, 'sv2', 'N', '<DEL>', '.', 'PASS', 'END=1000500'],
    ['chr13', 32_300_000, 'sv3', 'N', '<DUP>', '.', 'PASS', 'END=32400000'],
  ]
  const file = writeText(join(folder, 'sv.vcf'), vcfText(records, { meta: META }))
  const store = await openStore(await importHere(file, folder, { bundled: join(RESOURCES, 'genome') }))
  if (!store) throw new Error('no store')
  const gene = (symbol: string, confidence: 'green' | 'red') => ({
    symbol,
    written: symbol,
    confidence,
    modeOfInheritance: 'BIALLELIC',
    moi: 'biallelic' as const,
    ensembl: null,
    hgnc: null,
  })
  const panels = [
    { name: 'Lung', genes: [gene('CFTR', 'green')] },
    { name: 'Breast', genes: [gene('BRCA2', 'red')] },
  ]
  const variants = openVariants(store, 'f', new Map(), null, panels)
  const idsOf = async (expression: string, missing: 'keep' | 'drop' = 'drop'): Promise<unknown[]> => {
    const rows = await variants.results.all({ filters: [{ expression, missing }], sort: [] })
    const cells = await variants.rows.cells(rows, [variants.scope.column('id')], unobserved.signal)
    return cells.map(([id]) => id)
  }
  expect(await idsOf('panel == "Lung"')).toEqual(['sv1'])
  expect(await idsOf('panel_confidence in ["green", "unrated"]')).toEqual(['sv1'])
  expect(await idsOf('panel_confidence == "red"')).toEqual(['sv3'])
  expect(await idsOf('missing(panel)')).toEqual(['sv2'])
  expect(await idsOf('not (panel == "Lung")')).toEqual(['sv3'])
  expect(await idsOf('has(genes, "BRCA2")')).toEqual(['sv3'])
  expect(await idsOf('starts(band, "7q")')).toEqual(['sv1'])
  const all = Int32Array.of(0, 1, 2)
  const shown = ['panel', 'panel_confidence'].map((name) => variants.scope.column(name))
  expect(await variants.rows.cells(all, shown, unobserved.signal)).toEqual([
    ['Lung', 'green'],
    [null, null],
    ['Breast', 'red'],
  ])
  const sorted = await variants.results.all({ filters: [], sort: [{ column: 'panel', descending: false }] })
  expect([...sorted]).toEqual([2, 0, 1])
  variants.close()
})

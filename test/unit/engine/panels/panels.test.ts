import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { buildGeneTable } from '../../../../electron/engine/genome/gene-table-builder.ts'
import { panelSource } from '../../../../electron/engine/panels/panel-source.ts'
import { parsePanel, readPanel } from '../../../../electron/engine/panels/read-panel.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { type Panel, panelSchema } from '../../../../shared/panel/panel.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { gene } from '../genome/tables.ts'

const folder = temporaryFolder()
const table = buildGeneTable(
  [
    gene('BRCA1', '17', 100, 200, { id: 'ENSG00000012048', synonyms: ['RNF53'] }),
    gene('KMT2D', '12', 100, 200, { id: 'ENSG00000167548', synonyms: ['MLL2', 'ALR'] }),
    gene('KMT2B', '19', 100, 200, { id: 'ENSG00000272333', synonyms: ['MLL2'] }),
    gene('AR', 'X', 100, 200, { id: 'ENSG00000169083' }),
    gene('HLA-A', '6', 100, 200),
  ],
  ['6', '12', '17', '19', 'X'],
)

const parse = (text: string, file = '/panels/My panel.tsv'): Panel =>
  panelSchema.parse(parsePanel(Buffer.from(text), table, { file, digest: 'd' }))
const failure = (text: string): ReturnType<typeof errorOf> => {
  try {
    parse(text)
  } catch (thrown) {
    return errorOf(thrown)
  }
  throw new Error('it was read')
}

// The 36 columns of PanelApp's download.
const COLUMNS =
  `Entity Name,Entity type,Gene Symbol,Sources(; separated),Level4,Level3,Level2,Model_Of_Inheritance,Phenotypes,Omim,Orphanet,HPO,Publications,Description,Flagged,GEL_Status,UserRatings_Green_amber_red,version,ready,Mode of pathogenicity,EnsemblId(GRch37),EnsemblId(GRch38),HGNC,Position Chromosome,Position GRCh37 Start,Position GRCh37 End,Position GRCh38 Start,Position GRCh38 End,STR Repeated Sequence,STR Normal Repeats,STR Pathogenic Repeats,Region Haploinsufficiency Score,Region Triplosensitivity Score,Region Required Overlap Percentage,Region Variant Type,Region Verbose Name`.split(
    ',',
  )
const tsv = (
  rows: readonly Readonly<Record<string, string>>[],
  columns: readonly string[] = COLUMNS,
  end = '\n',
): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((fields) => fields.join('\t') + end)
    .join('')

const BRCA1 = {
  'Entity Name': 'BRCA1',
  'Entity type': 'gene',
  'Gene Symbol': 'BRCA1',
  'Sources(; separated)': 'NHS GMS;Expert Review Green',
  Level4: 'Inherited breast cancer',
  Model_Of_Inheritance: 'MONOALLELIC, autosomal or pseudoautosomal, NOT imprinted',
  Phenotypes: '"Breast, ""familial""\nOvarian"',
  GEL_Status: '3',
  version: '2.4',
  'EnsemblId(GRch37)': 'ENSG00000012048',
  'EnsemblId(GRch38)': 'ENSG00000012048',
  HGNC: 'HGNC:1100',
}
const RENAMED = {
  ...BRCA1,
  'Entity Name': 'MLL2',
  'Gene Symbol': 'MLL2',
  Phenotypes: '',
  GEL_Status: '2',
  'EnsemblId(GRch38)': 'ENSG00000167548',
  'EnsemblId(GRch37)': 'ENSG00000167548',
  HGNC: 'HGNC:7133',
}
const REPEAT = {
  'Entity Name': 'AR_CAG',
  'Entity type': 'str',
  'Gene Symbol': 'AR',
  'Sources(; separated)': 'NHS GMS;Expert Review Amber',
  Level4: 'Inherited breast cancer',
  version: '2.4',
  'Position Chromosome': 'X',
  'Position GRCh37 Start': '66765160',
  'Position GRCh37 End': '66765225',
  'Position GRCh38 Start': '67545316',
  'Position GRCh38 End': '67545383',
}

describe("PanelApp's table", () => {
  const expected = {
    name: 'Inherited breast cancer',
    version: '2.4',
    id: null,
    date: null,
    source: 'PanelApp TSV',
    genes: [
      {
        symbol: 'BRCA1',
        written: 'BRCA1',
        confidence: 'green',
        modeOfInheritance: 'MONOALLELIC, autosomal or pseudoautosomal, NOT imprinted',
        moi: 'monoallelic',
        ensembl: 'ENSG00000012048',
        hgnc: 'HGNC:1100',
      },
      { symbol: 'KMT2D', written: 'MLL2', confidence: 'amber', ensembl: 'ENSG00000167548' },
    ],
    // The row before it is of two lines.
    resolved: [{ written: 'MLL2', symbol: 'KMT2D', line: 4 }],
    unrecognised: [{ written: 'NOGENE', line: 5, confidence: 'red' }],
    ambiguous: [],
    repeated: [],
    regions: [
      { contig: 'X', start: 66765159, end: 66765225, name: 'AR_CAG', build: 'GRCh37', confidence: 'amber' },
      { contig: 'X', start: 67545315, end: 67545383, name: 'AR_CAG', build: 'GRCh38', confidence: 'amber' },
    ],
  }
  const NOGENE = {
    ...BRCA1,
    'Gene Symbol': 'NOGENE',
    Phenotypes: '',
    GEL_Status: '1',
    'EnsemblId(GRch37)': '',
    'EnsemblId(GRch38)': '',
  }
  const rows = [BRCA1, RENAMED, NOGENE, REPEAT]

  it('gives genes, repeats and an account of the names', () => {
    expect(parse(tsv(rows))).toMatchObject(expected)
  })

  it('is read by the names of its columns, in any order, with CRLF and a byte order mark', () => {
    expect(parse(`\uFEFF${tsv(rows, COLUMNS.toReversed(), '\r\n')}`)).toMatchObject(expected)
    const utf16 = Buffer.from(`\uFEFF${tsv(rows)}`, 'utf16le')
    expect(parsePanel(utf16, table, { file: 'a.txt', digest: '' })).toMatchObject(expected)
  })

  it('does without columns and without the last fields of a row', () => {
    const few = tsv([{ 'Gene Symbol': 'BRCA1' }], ['Entity type', 'GEL_Status', 'Gene Symbol', 'Level4'])
    expect(parse(few.replace('BRCA1\t', 'BRCA1'))).toMatchObject({
      name: 'My panel',
      version: null,
      genes: [
        {
          symbol: 'BRCA1',
          confidence: 'none',
          modeOfInheritance: null,
          moi: 'unknown',
          ensembl: null,
          hgnc: null,
        },
      ],
    })
  })

  it.each([
    ['4', 'green'],
    ['3', 'green'],
    ['2', 'amber'],
    ['1', 'red'],
    ['0', 'red'],
    ['', 'green'],
  ])('a status of %j is %s', (status, confidence) => {
    expect(parse(tsv([{ ...BRCA1, GEL_Status: status }])).genes[0]?.confidence).toBe(confidence)
  })

  it('keeps the highest rating of a gene that is in it twice', () => {
    const panel = parse(
      tsv([{ ...RENAMED, 'Gene Symbol': 'KMT2D' }, { ...RENAMED, GEL_Status: '3' }, RENAMED]),
    )
    expect(panel.genes).toMatchObject([{ symbol: 'KMT2D', written: 'MLL2', confidence: 'green' }])
    expect(panel.repeated.map((r) => r.line)).toEqual([3, 4])
  })

  it('without its columns, a symbol or the ends of a region says where', () => {
    const noSymbol = failure(
      tsv(
        rows,
        COLUMNS.filter((c) => c !== 'Gene Symbol'),
      ),
    )
    expect(noSymbol).toMatchObject({ kind: 'text/no-column', column: 'Gene Symbol', line: 1 })
    expect(sentence(noSymbol)).toContain('names no column Gene Symbol in line 1')
    expect(failure(tsv([BRCA1, { ...RENAMED, 'Gene Symbol': '' }]))).toMatchObject({
      kind: 'panel/bad-entry',
      line: 4,
      field: 'Gene Symbol',
    })
    expect(failure(tsv([{ ...REPEAT, 'Position GRCh38 End': 'x' }]))).toMatchObject({
      kind: 'panel/bad-entry',
      line: 2,
      field: 'Position GRCh38',
    })
  })
})

const json = {
  id: 143,
  name: 'Hereditary ataxia ',
  version: '3.1',
  version_created: '2023-03-22T15:38:28.046827Z',
  relevant_disorders: ['R54'],
  genes: [
    {
      gene_data: {
        hgnc_id: 'HGNC:1100',
        ensembl_genes: {
          GRch37: { '82': { location: '17:1-2', ensembl_id: 'ENSG00000012048' } },
          GRch38: { '90': { location: '17:1-2', ensembl_id: 'ENSG00000012048' } },
        },
      },
      entity_type: 'gene',
      entity_name: 'BRCA1',
      confidence_level: '3',
      penetrance: null,
      mode_of_inheritance: 'BIALLELIC, autosomal or pseudoautosomal',
    },
    { gene_data: { ensembl_genes: [] }, entity_name: 'ALR', confidence_level: 2, mode_of_inheritance: null },
    { gene_data: null, entity_name: 'MLL2', confidence_level: '1', mode_of_inheritance: '' },
  ],
  strs: [
    {
      entity_name: 'AR_CAG',
      chromosome: 'X',
      grch37_coordinates: null,
      grch38_coordinates: [67545316, 67545383],
      confidence_level: '3',
    },
  ],
  regions: [
    {
      entity_name: 'ISCA-37404-Loss',
      verbose_name: '15q11q13 loss',
      chromosome: '15',
      grch37_coordinates: [22700000, 28400000],
      grch38_coordinates: [22800000, 28100000],
      confidence_level: '0',
    },
  ],
}

describe("PanelApp's JSON", () => {
  it('gives genes, repeats, regions and the date of the version', () => {
    expect(parse(JSON.stringify(json, null, 1))).toMatchObject({
      name: 'Hereditary ataxia',
      id: '143',
      version: '3.1',
      date: '2023-03-22',
      source: 'PanelApp JSON',
      genes: [
        {
          symbol: 'BRCA1',
          confidence: 'green',
          moi: 'biallelic',
          ensembl: 'ENSG00000012048',
          hgnc: 'HGNC:1100',
        },
        { symbol: 'KMT2D', written: 'ALR', confidence: 'amber', modeOfInheritance: null, moi: 'unknown' },
      ],
      resolved: [{ written: 'ALR', symbol: 'KMT2D', line: null }],
      ambiguous: [{ written: 'MLL2', candidates: ['KMT2B', 'KMT2D'], line: null, confidence: 'red' }],
      regions: [
        { contig: 'X', start: 67545315, end: 67545383, build: 'GRCh38', confidence: 'green' },
        {
          contig: '15',
          start: 22699999,
          end: 28400000,
          name: '15q11q13 loss',
          build: 'GRCh37',
          confidence: 'red',
        },
        { contig: '15', start: 22799999, end: 28100000, build: 'GRCh38' },
      ],
    })
  })

  it.each([
    ['{"name": "x", "genes": [', 'panel/not-a-panel', 'cannot be read'],
    ['[1, 2]', 'panel/not-a-panel', 'not one object'],
    ['{"count": 1, "results": []}', 'panel/not-a-panel', 'a list of panels'],
    ['{"name": "x"}', 'panel/not-a-panel', 'no genes, strs or regions'],
    ['{"name": "x", "genes": []}', 'panel/not-a-panel', 'no gene and no region'],
    ['{"genes": []}', 'panel/bad-entry', 'name is missing'],
    ['{"name": "x", "genes": [{"entity_name": "AR"}, {}]}', 'panel/bad-entry', 'genes[1].entity_name'],
    [
      '{"name": "x", "regions": [{"entity_name": "r", "chromosome": "1", "grch38_coordinates": [1]}]}',
      'panel/bad-entry',
      'regions[0].grch38_coordinates',
    ],
  ])('%s is refused', (text, kind, words) => {
    const error = failure(text)
    expect(error.kind).toBe(kind)
    expect(sentence(error)).toContain(words)
  })
})

describe('a list of genes', () => {
  it('has symbols and ids in any layout, and says what it is in comments', () => {
    const text =
      '# name: My genes\n# version: 7\n# date: 2024-05-01\nbrca1, ALR;"HLA-A"\tNOGENE # later: AR\n\nENSG00000169083.5\r\nHGNC:1100\nBRCA1 MLL2\n'
    expect(parse(text)).toMatchObject({
      name: 'My genes',
      version: '7',
      date: '2024-05-01',
      source: 'gene list',
      genes: [
        { symbol: 'BRCA1', written: 'brca1', confidence: 'none', moi: 'unknown' },
        { symbol: 'KMT2D', written: 'ALR' },
        { symbol: 'HLA-A', written: 'HLA-A' },
        { symbol: 'AR', written: 'ENSG00000169083.5', ensembl: 'ENSG00000169083' },
      ],
      resolved: [{ written: 'ALR', symbol: 'KMT2D', line: 4 }],
      unrecognised: [
        { written: 'NOGENE', line: 4 },
        // The bundled genes have no HGNC ids.
        { written: 'HGNC:1100', line: 7 },
      ],
      ambiguous: [{ written: 'MLL2', line: 8 }],
      repeated: [{ written: 'BRCA1', symbol: 'BRCA1', line: 8 }],
    })
  })

  it('may have a heading, or be a table with a column of genes', () => {
    expect(parse('# x\nGene Symbol\nBRCA1\n').unrecognised).toEqual([])
    expect(parse('Gene\nBRCA1\nAR\n').genes.map((g) => g.symbol)).toEqual(['BRCA1', 'AR'])
    const panel = parse('# genes\nDisease,HGNC symbol\n"Kabuki, 1",KMT2D\nCancer (breast),BRCA1\nnone,\n')
    expect(panel.genes.map((g) => g.symbol)).toEqual(['KMT2D', 'BRCA1'])
    expect(panel.unrecognised).toEqual([])
  })

  it('with prose in it is refused, with its line', () => {
    expect(failure('BRCA1\nAR (androgen receptor)\n')).toMatchObject({ kind: 'panel/bad-entry', line: 2 })
  })

  it('without a single gene is refused', () => {
    const error = failure('Smith\nJones\n')
    expect(error).toEqual({
      kind: 'panel/nothing-recognised',
      file: '/panels/My panel.tsv',
      names: ['Smith', 'Jones'],
    })
    expect(failure('# nothing\n').kind).toBe('panel/not-a-panel')
  })

  it('is refused when most of its words are no genes: a letter has some by chance', () => {
    expect(failure('Dear colleague BRCA1 thanks\n')).toEqual({
      kind: 'panel/not-a-panel',
      file: '/panels/My panel.tsv',
      detail: 'Casement knows only 1 of its 4 words as genes',
    })
    expect(parse('BRCA1\nNOGENE\n').genes).toHaveLength(1)
  })
})

describe('a BED', () => {
  it('is a panel of regions', () => {
    const text =
      'track name="Deep introns" description="x"\nchr17\t100\t200\tBRCA1 deep\n#c\nchr1 5 5\nX\t1\t2\t.\n'
    expect(parse(text)).toMatchObject({
      name: 'Deep introns',
      source: 'BED',
      genes: [],
      regions: [
        { contig: 'chr17', start: 100, end: 200, name: 'BRCA1 deep', build: 'unknown', confidence: 'none' },
        { contig: 'chr1', start: 5, end: 5, name: null },
        { contig: 'X', start: 1, end: 2, name: null },
      ],
    })
  })
})

it.each([
  ['  {"a": 1}', 'PanelApp JSON'],
  ['[', 'PanelApp JSON'],
  [tsv([]), 'PanelApp TSV'],
  ['GEL_Status\tLevel4\n', 'PanelApp TSV'],
  ['chr1\t1\t2\n', 'BED'],
  ['# c\nbrowser x\ntrack x\nchr1 1 2', 'BED'],
  ['chr1\t1\t2\nBRCA1\n', 'gene list'],
  ['Gene Symbol\tDisease\nBRCA1\tx\n', 'gene list'],
  ['', 'gene list'],
])('%j is taken for a %s', (text, source) => expect(panelSource(text)).toBe(source))

it('what is no text is refused by what it looks like', () => {
  const about = { file: 'a.xlsx', digest: '' }
  expect(() => parsePanel(Buffer.from('PK\x03\x04rest'), table, about)).toThrow('Office document')
  expect(() => parsePanel(Buffer.from('BRCA1\0\x01'), table, about)).toThrow('it is not text')
})

it('reads a file, plain or compressed, with the digest of its bytes on the disk', async () => {
  const bytes = gzipSync('BRCA1\n')
  const path = join(folder, 'Breast.list.gz')
  writeFileSync(path, bytes)
  const panel = await readPanel(path, table)
  expect(panel).toMatchObject({ name: 'Breast', genes: [{ symbol: 'BRCA1' }] })
  expect(panel.digest).toBe(createHash('sha256').update(bytes).digest('hex'))
  const empty = join(folder, 'empty.txt')
  writeFileSync(empty, '')
  await expect(readPanel(empty, table)).rejects.toMatchObject({ error: { kind: 'file/empty' } })
})

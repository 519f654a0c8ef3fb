import { Fault } from '../../../shared/errors/fault.ts'
import type { PanelRegion } from '../../../shared/panel/panel.ts'
import { type TableRow, splitTable } from '../files/text/delimited.ts'
import { type GeneEntry, type PanelDraft, confidenceOf, orNull } from './panel-draft.ts'

/** Columns that no other table has together; enough of them make a file a PanelApp table. */
const SIGNS = ['entity name', 'entity type', 'model_of_inheritance', 'gel_status', 'level4']
const GENE = 'Gene Symbol'

/** Names are compared without case, blanks and the differences there have been (`EnsemblId(GRch37)`). */
const columnKey = (name: string): string => name.trim().toLowerCase()

/** True when the first row of a table has PanelApp's columns. */
export function isPanelAppHeader(fields: readonly string[]): boolean {
  const names = new Set(fields.map(columnKey))
  return SIGNS.filter((sign) => names.has(sign)).length >= 2
}

/** Value of a column of a row by its name; empty where the column or the field is missing. */
type Cells = (row: TableRow, column: string) => string

/** 0-based start of a position that people give as the first base, and the end. */
function interval(cells: Cells, row: TableRow, build: string, file: string): [number, number] | null {
  const column = `Position ${build}`
  const start = cells(row, `${column} Start`)
  const end = cells(row, `${column} End`)
  if (start === '' && end === '') return null
  const bad = !/^\d+$/.test(start) || !/^\d+$/.test(end) || Number(start) > Number(end)
  if (bad) {
    const detail = `"${start} – ${end}" are not the ends of a region`
    throw new Fault({ kind: 'panel/bad-entry', file, line: row.line, field: column, detail })
  }
  // The table does not say whether its starts count from 0 or 1. Taken as 1 the region is one base longer at most.
  return [Math.max(0, Number(start) - 1), Number(end)]
}

function regionsOf(cells: Cells, row: TableRow, file: string): PanelRegion[] {
  const contig = cells(row, 'Position Chromosome')
  const name = orNull(cells(row, 'Region Verbose Name')) ?? orNull(cells(row, 'Entity Name'))
  const confidence = confidenceOf(cells(row, 'GEL_Status'), cells(row, 'Sources(; separated)'))
  return (['GRCh37', 'GRCh38'] as const).flatMap((build) => {
    const ends = contig === '' ? null : interval(cells, row, build, file)
    return ends === null ? [] : [{ contig, start: ends[0], end: ends[1], name, build, confidence }]
  })
}

function geneOf(cells: Cells, row: TableRow, file: string): GeneEntry {
  const written = cells(row, GENE)
  if (written === '')
    throw new Fault({ kind: 'panel/bad-entry', file, line: row.line, field: GENE, detail: 'is empty' })
  const ids = [cells(row, 'EnsemblId(GRch38)'), cells(row, 'EnsemblId(GRch37)')]
  return {
    written,
    ensembl: ids.filter((id) => id !== ''),
    hgnc: orNull(cells(row, 'HGNC')),
    confidence: confidenceOf(cells(row, 'GEL_Status'), cells(row, 'Sources(; separated)')),
    modeOfInheritance: orNull(cells(row, 'Model_Of_Inheritance')),
    line: row.line,
  }
}

/** The one value of a column over the whole table, or null: a table of several panels has none of its own. */
function common(cells: Cells, rows: readonly TableRow[], column: string): string | null {
  const values = new Set(rows.map((row) => cells(row, column)).filter((value) => value !== ''))
  const [only] = values
  return values.size === 1 ? (only ?? null) : null
}

/**
 * Reads the table PanelApp offers for download, by the names of its columns, in any order and with any of them but
 * `Gene Symbol` missing. Genes are genes; repeats (STRs) and regions become regions of both builds. It has no date.
 *
 * @param text without byte order mark
 * @throws Fault `text/no-column`, `panel/bad-entry` (a gene without symbol, a region without ends)
 * @see https://panelapp.genomicsengland.co.uk, "Download panel"
 */
export function parsePanelAppTsv(text: string, file: string): PanelDraft {
  const [header, ...rows] = splitTable(text, '\t')
  const names = (header?.fields ?? []).map((name) => name.trim())
  const places = new Map(names.map((name, i) => [columnKey(name), i]))
  if (!places.has(columnKey(GENE)))
    throw new Fault({
      kind: 'text/no-column',
      file,
      format: 'PanelApp TSV',
      line: header?.line ?? 1,
      column: GENE,
      found: names,
    })
  const cells: Cells = (row, column) => row.fields[places.get(columnKey(column)) ?? -1]?.trim() ?? ''
  const isGene = (row: TableRow): boolean => ['', 'gene'].includes(cells(row, 'Entity type').toLowerCase())
  return {
    source: 'PanelApp TSV',
    name: common(cells, rows, 'Level4'),
    id: null,
    version: common(cells, rows, 'version'),
    date: null,
    entries: rows.filter(isGene).map((row) => geneOf(cells, row, file)),
    regions: rows.filter((row) => !isGene(row)).flatMap((row) => regionsOf(cells, row, file)),
  }
}

import { genotypeAt } from '../../../../shared/variant/genotype.ts'
import {
  GENE_COLUMNS,
  IMPACTS_BY_WEIGHT,
  VARIANT_TYPES,
  type VariantColumn,
  type VariantType,
} from '../../../../shared/variant/variant-column.ts'
import type { VariantRow } from '../../../../shared/variant/variant-row.ts'
import type { Region } from '../../../../shared/genome/region.ts'
import { ANNOTATION_SOURCES } from '../import/annotation-rows.ts'
import type { StoreScope } from '../query/store-scope.ts'
import { type Cell, textOr } from './database.ts'
import type { Store } from './open-store.ts'
import type { StoredPlace } from './place-file.ts'
import { createTextLookup } from './text-lookup.ts'

export type StoredRows = {
  /** @param rows numbers of the store, in the order in which they are wanted */
  rows(rows: Int32Array, signal: AbortSignal): Promise<VariantRow[]>
  /** The values of columns: words by name, texts whole. */
  cells(rows: Int32Array, columns: readonly VariantColumn[], signal: AbortSignal): Promise<Cell[][]>
  /** Rows that overlap a region of the file's own contig (0-based, half-open), at most `limit`, and how many there are. */
  inRegion(region: Region, limit: number, signal: AbortSignal): Promise<{ rows: VariantRow[]; total: number }>
  /** Where rows are, in their order; those the store does not have are left out. */
  places(rows: Int32Array, signal: AbortSignal): Promise<StoredPlace[]>
  /** Where the variants at a position (1-based POS) of the file's own contig are. */
  placesAt(contig: string, position: number): Promise<StoredPlace[]>
}

/** The types that the rows of a list distinguish. */
const ROW_TYPE: Readonly<Record<VariantType, VariantRow['type']>> = {
  snv: 'snv',
  mnv: 'mnv',
  insertion: 'insertion',
  deletion: 'deletion',
  indel: 'indel',
  DEL: 'symbolic',
  INS: 'symbolic',
  DUP: 'symbolic',
  INV: 'symbolic',
  CNV: 'symbolic',
  STR: 'symbolic',
  breakend: 'breakend',
  symbolic: 'symbolic',
  'spanning-deletion': 'other',
  other: 'other',
}

/** What a listed row is made of, by its name in the table. */
const LISTED = ['chrom', 'pos', 'end', 'id', 'ref', 'alt', 'allele', 'alleles', 'type', 'qual', 'filter', 'source', 'gene', 'consequence', 'impact', 'worst', 'transcript', 'mane', 'hgvsc', 'hgvsp'] as const // prettier-ignore
/** Those whose texts stand in dictionaries, whatever the file. */
const CODED: ReadonlySet<string> = new Set(['chrom', 'ref', 'alt', 'filter', 'gene', 'genes', 'consequence', 'worst', 'transcript']) // prettier-ignore

/** @param file id of the file in its case, for the rows */
export function createStoredRows(
  file: string,
  { database, meta, places }: Store,
  scope: StoreScope,
): StoredRows {
  const lookup = createTextLookup(database)
  const there = new Set(meta.columns.map(({ stored }) => stored))
  // Ours are there when what they are of is.
  const isStored = (name: string): boolean => there.has(name) || name === 'allele' || name === 'alleles' || (name === 'source' && there.has('gene')) // prettier-ignore

  /** Some columns of some rows, in their order; texts of dictionaries in place of their numbers. */
  const select = async (
    rows: Int32Array,
    names: readonly string[],
    coded: (name: string) => boolean,
    signal: AbortSignal,
  ): Promise<Map<string, Cell>[]> => {
    if (rows.length === 0) return []
    const stored = names.filter(isStored)
    const list = ['CAST(v.rowid AS INTEGER)', ...stored.map((name) => `v."${name}"`)]
    const answer = await database.rows(
      `SELECT ${list.join(', ')} FROM variant v WHERE ${whereRows(rows)}`,
      [],
      signal,
    )
    const wanted = new Map<string, Set<number>>()
    stored.forEach((name, i) => {
      if (!coded(name)) return
      const codes = new Set<number>()
      for (const cells of answer) if (typeof cells[i + 1] === 'number') codes.add(Number(cells[i + 1]))
      wanted.set(name, codes)
    })
    const text = await lookup.texts(wanted, signal)
    const byRow = new Map<number, Map<string, Cell>>()
    for (const [row, ...cells] of answer) {
      const values = new Map<string, Cell>()
      stored.forEach((name, i) => {
        const cell = cells[i] ?? null
        values.set(name, coded(name) && typeof cell === 'number' ? text(name, cell) : cell)
      })
      byRow.set(Number(row), values)
    }
    return Array.from(rows, (row) => byRow.get(row) ?? new Map<string, Cell>())
  }

  /** A cell as the user reads it: words by their name. */
  const shown = (values: Map<string, Cell>, column: VariantColumn): Cell => {
    if (GENE_COLUMNS.includes(column.name))
      return scope.genes.valueOf(column, textOr(values.get('gene')), textOr(values.get('genes')))
    const name = scope.stored(column)
    const cell = name === undefined ? null : (values.get(name) ?? null)
    if (column.type === 'flag') return cell === true
    return column.type === 'word' && typeof cell === 'number' ? (column.words[cell] ?? null) : cell
  }

  const isCoded = (columns: readonly VariantColumn[]): ((name: string) => boolean) => {
    const names = new Set(columns.flatMap((column) => scope.coded(column) ?? []))
    return (name) => CODED.has(name) || names.has(name) || name.endsWith('_text')
  }
  const storedNames = (columns: readonly VariantColumn[]): string[] =>
    columns.flatMap((column) =>
      GENE_COLUMNS.includes(column.name) ? ['gene', 'genes'] : (scope.stored(column) ?? []),
    )
  const calls = meta.samples.map((_, i) => `s${i}_text`)
  for (const call of calls) there.add(call)

  return {
    async rows(rows, signal) {
      const found = await select(rows, [...LISTED, ...calls], isCoded([]), signal)
      return found.map((values, i) => listedRow(file, rows[i] ?? 0, values, calls))
    },
    async cells(rows, columns, signal) {
      const found = await select(rows, [...new Set(storedNames(columns))], isCoded(columns), signal)
      const asked = scope.flags.filter((flag) => columns.some(({ name }) => name === flag.column.name))
      const flags = new Map(
        await Promise.all(asked.map(async (flag) => [flag.column.name, await flag.now()] as const)),
      )
      return found.map((values, i) =>
        columns.map((column) => flags.get(column.name)?.has(rows[i] ?? -1) ?? shown(values, column)),
      )
    },
    async inRegion({ contig, start, end }, limit, signal) {
      const number = meta.contigs.indexOf(contig)
      const overlapping = 'v.contig = ? AND v.pos <= ? AND v."end" > ?'
      // Rows begin at their 1-based POS, or at the first base when that is 0.
      const values = [number, Math.max(end, 1), start]
      const [counted] = await database.rows(
        `SELECT count(*) FROM variant v WHERE ${overlapping}`,
        values,
        signal,
      )
      const total = Number(counted?.[0] ?? 0)
      const found = await database.numbers(
        `SELECT CAST(v.rowid AS INTEGER) FROM variant v WHERE ${overlapping} ORDER BY v.rowid LIMIT ${limit}`,
        values,
        signal,
      )
      const rows = await select(found, [...LISTED, ...calls], isCoded([]), signal)
      return { rows: rows.map((cells, i) => listedRow(file, found[i] ?? 0, cells, calls)), total }
    },
    places: (rows, signal) => places.places(rows, signal),
    async placesAt(contig, position) {
      const rows = await database.numbers(
        'SELECT CAST(v.rowid AS INTEGER) FROM variant v WHERE v.contig = ? AND v.pos = ? ORDER BY v.rowid',
        [meta.contigs.indexOf(contig), position],
      )
      return places.places(rows)
    },
  }
}

/** Neighbours are found by where they lie; others one by one. */
function whereRows(rows: Int32Array): string {
  const first = rows[0] ?? 0
  const areNeighbours = rows.every((row, i) => row === first + i)
  return areNeighbours
    ? `v.rowid BETWEEN ${first} AND ${first + rows.length - 1}`
    : `v.rowid IN (${rows.join(', ')})`
}

const numberOr = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null)

function listedRow(
  file: string,
  row: number,
  values: Map<string, Cell>,
  calls: readonly string[],
): VariantRow {
  const position = numberOr(values.get('pos')) ?? 0
  const allele = numberOr(values.get('allele')) ?? 1
  const filter = textOr(values.get('filter'))
  const type = VARIANT_TYPES[numberOr(values.get('type')) ?? -1] ?? 'other'
  return {
    row,
    file,
    contig: textOr(values.get('chrom')) ?? '',
    position,
    start: Math.max(0, position - 1),
    end: numberOr(values.get('end')) ?? position,
    id: textOr(values.get('id')),
    ref: textOr(values.get('ref')) ?? '',
    alt: textOr(values.get('alt')) ?? '',
    allele,
    alleles: numberOr(values.get('alleles')) ?? 1,
    type: ROW_TYPE[type],
    qual: numberOr(values.get('qual')),
    filters: filter === null ? [] : filter.split(';'),
    genotypes: calls.map((call) => genotypeAt(textOr(values.get(call)), allele)),
    consequence: consequenceOf(values),
  }
}

function consequenceOf(values: Map<string, Cell>): VariantRow['consequence'] {
  const consequence = textOr(values.get('consequence'))
  const source = ANNOTATION_SOURCES[numberOr(values.get('source')) ?? -1]
  if (consequence === null || source === undefined) return null
  const worst = textOr(values.get('worst'))
  return {
    gene: textOr(values.get('gene')),
    consequence,
    impact: IMPACTS_BY_WEIGHT[numberOr(values.get('impact')) ?? -1] ?? null,
    transcript: textOr(values.get('transcript')),
    mane: values.get('mane') === true,
    hgvsc: textOr(values.get('hgvsc')),
    hgvsp: textOr(values.get('hgvsp')),
    source,
    worseElsewhere: worst !== null && worst !== consequence,
  }
}

import type { DuckDBConnection } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { comparableSignificance } from '../../../../shared/variant/clinvar.ts'
import type { ContigAlleles } from '../../annotation/allele-matcher.ts'
import { annotateRegions, type ContigExtents } from '../../annotation/region-annotation.ts'
import type { AnnotatedCase } from '../../annotation/source-build.ts'
import { annotateFromVcf, type VcfAnnotation } from '../../annotation/vcf-annotation.ts'
import type { ContigTable } from '../../files/vcf/contig-table.ts'
import { readBed } from '../../regions/read-bed.ts'
import type { JobContext } from '../../work/job.ts'
import type { AnnotationFile } from '../import/annotation-file.ts'
import { dictionaryTable, type TermDictionary } from './term-dictionary.ts'

/** The store that is being written: all its rows are in the table, and its dictionaries still take texts. */
export type WritingStore = {
  readonly connection: DuckDBConnection
  readonly contigs: ContigTable
  /** @throws Fault `internal` when the column has none */
  readonly dictionary: (column: string) => TermDictionary
}

type RowsOfContig = { readonly rows: Int32Array; readonly alleles: ContigAlleles; readonly ends: Int32Array }

/** New values of some rows: the row, and then what the statement sets. */
type Update = readonly (number | null)[]

/**
 * Joins what the user's own files say to the rows: ClinVar's classification, the highest frequency, the regions of BED files.
 * Alleles match when their minimal forms are equal; a file of another build is refused.
 *
 * @throws Fault `annotation/…`, `case/build-conflict`, those of reading; `task/cancelled`
 */
export async function annotateStore(
  store: WritingStore,
  files: readonly AnnotationFile[],
  annotated: AnnotatedCase,
  context: JobContext,
): Promise<void> {
  if (files.length === 0) return
  const contigs = await rowsByContig(store)
  const alleles = contigs.map((contig) => contig.alleles)
  for (const { path, kind, compression, name } of files) {
    if (kind === 'bed') continue
    const found = await annotateFromVcf({ path, kind, compression, annotated, alleles }, context)
    const label = found.date === null ? name : `${name} ${found.date}`
    await (found.columns.kind === 'clinvar'
      ? takeClinvar(store, contigs, found.columns, label)
      : takeFrequencies(store, contigs, found.columns, label))
  }
  const beds = files.filter(({ kind }) => kind === 'bed')
  if (beds.length > 0) await takeRegions(store, contigs, beds, annotated, context)
}

async function rowsByContig({ connection, contigs, dictionary }: WritingStore): Promise<RowsOfContig[]> {
  const refs = await textsOf(connection, 'ref', dictionary('ref'))
  const alts = await textsOf(connection, 'alt', dictionary('alt'))
  const found: RowsOfContig[] = []
  for (const [number, contig] of contigs.names.entries()) {
    const [rows, positions, ref, alt, ends] = await integers(
      connection,
      `SELECT CAST(rowid AS INTEGER), pos, ref, alt, "end" FROM variant WHERE contig = ${number} ORDER BY rowid`,
      5,
    )
    if (!rows || !positions || !ref || !alt || !ends || rows.length === 0) continue
    const textOf = (texts: readonly string[], codes: Int32Array): string[] =>
      Array.from(codes, (code) => texts[code] ?? '')
    found.push({
      rows,
      ends,
      alleles: { contig, positions, refs: textOf(refs, ref), alts: textOf(alts, alt) },
    })
  }
  return found
}

async function textsOf(
  connection: DuckDBConnection,
  column: string,
  dictionary: TermDictionary,
): Promise<string[]> {
  dictionary.flush()
  const answer = await connection.runAndReadAll(`SELECT code, text FROM "${dictionaryTable(column)}"`)
  const texts: string[] = []
  for (const [code, text] of answer.getRows()) texts[Number(code)] = String(text)
  return texts
}

/** Columns of INTEGER without missing values. */
async function integers(connection: DuckDBConnection, sql: string, columns: number): Promise<Int32Array[]> {
  const answer = await connection.run(sql)
  const parts: Int32Array[][] = Array.from({ length: columns }, () => [])
  for (;;) {
    const chunk = await answer.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    parts.forEach((part, i) => {
      const vector = duckdb.data_chunk_get_vector(chunk.chunk, i)
      const bytes = duckdb.vector_get_data(vector, chunk.rowCount * Int32Array.BYTES_PER_ELEMENT)
      part.push(new Int32Array(bytes.buffer, bytes.byteOffset, chunk.rowCount).slice())
    })
  }
  return parts.map(joined)
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Sets columns of rows; `set` names them as `u.c1`, `u.c2` … */
async function update(
  { connection }: WritingStore,
  updates: readonly Update[],
  types: readonly ('INTEGER' | 'DOUBLE')[],
  set: string,
): Promise<void> {
  if (updates.length === 0) return
  const columns = types.map((type, i) => `c${i + 1} ${type}`)
  await connection.run(`CREATE TEMP TABLE u (r INTEGER, ${columns.join(', ')})`)
  const appender = await connection.createAppender('u')
  for (const [row = null, ...values] of updates) {
    appender.appendInteger(row ?? -1)
    values.forEach((value, i) => {
      if (value === null) appender.appendNull()
      else if (types[i] === 'DOUBLE') appender.appendDouble(value)
      else appender.appendInteger(value)
    })
    appender.endRow()
  }
  appender.closeSync()
  await connection.run(`UPDATE variant SET ${set} FROM u WHERE variant.rowid = u.r`)
  await connection.run('DROP TABLE u')
}

/** What a ClinVar VCF of the user's says comes before what the file and the bundled subset say: it has a date. */
async function takeClinvar(
  store: WritingStore,
  contigs: readonly RowsOfContig[],
  columns: Extract<VcfAnnotation['columns'], { kind: 'clinvar' }>,
  label: string,
): Promise<void> {
  const words = store.dictionary('clinvar')
  const source = store.dictionary('clinvar_source').codeOf(label)
  const codes = columns.significances.map((text) =>
    text === '' ? null : words.codeOf(comparableSignificance(text)),
  )
  const updates: Update[] = []
  contigs.forEach(({ rows }, c) => {
    const found = columns.contigs[c]
    rows.forEach((row, i) => {
      const code = found?.found[i] === 1 ? (codes[found.significance[i] ?? 0] ?? null) : null
      if (code !== null) updates.push([row, code, source, found?.stars[i] ?? 0])
    })
  })
  const set = 'clinvar = u.c1, clinvar_source = u.c2, clinvar_stars = u.c3'
  await update(store, updates, ['INTEGER', 'INTEGER', 'INTEGER'], set)
}

/** The highest of all sources counts. Calls that the source itself does not trust (FILTER) make nothing common. */
async function takeFrequencies(
  store: WritingStore,
  contigs: readonly RowsOfContig[],
  columns: Extract<VcfAnnotation['columns'], { kind: 'frequency' }>,
  label: string,
): Promise<void> {
  const { fields } = columns
  const codeOf = (field: string | null): number =>
    store.dictionary('popmax_source').codeOf(`${label} ${field ?? ''}`.trim())
  const popmax = codeOf(fields.popmaxAf)
  const overall = codeOf(fields.af)
  const updates: Update[] = []
  contigs.forEach(({ rows }, c) => {
    const found = columns.contigs[c]
    rows.forEach((row, i) => {
      if (found?.found[i] !== 1 || found.filtered[i] === 1) return
      const highest = found.popmaxAf[i] ?? Number.NaN
      const af = Number.isNaN(highest) ? (found.af[i] ?? Number.NaN) : highest
      if (!Number.isNaN(af)) updates.push([row, af, Number.isNaN(highest) ? overall : popmax])
    })
  })
  const isHigher = 'popmax_af IS NULL OR u.c1 > popmax_af'
  const set = `popmax_source = CASE WHEN ${isHigher} THEN u.c2 ELSE popmax_source END, popmax_af = CASE WHEN ${isHigher} THEN u.c1 ELSE popmax_af END`
  await update(store, updates, ['DOUBLE', 'INTEGER'], set)
}

async function takeRegions(
  store: WritingStore,
  contigs: readonly RowsOfContig[],
  beds: readonly AnnotationFile[],
  annotated: AnnotatedCase,
  context: JobContext,
): Promise<void> {
  const extents = contigs.map(({ alleles, ends }): ContigExtents => ({
    contig: alleles.contig,
    starts: alleles.positions.map((position) => Math.max(0, position - 1)),
    ends,
  }))
  const names = contigs.map(({ rows }) => Array.from(rows, (): string[] => []))
  for (const { path, compression, name } of beds) {
    const table = await readBed({ path, compression }, context)
    annotateRegions(table, extents, annotated).forEach(({ first }, c) => {
      names[c]?.forEach((list, i) => {
        if ((first[i + 1] ?? 0) > (first[i] ?? 0)) list.push(name)
      })
    })
  }
  const dictionary = store.dictionary('regions')
  const updates = contigs.flatMap(({ rows }, c): Update[] =>
    Array.from(rows).flatMap((row, i): Update[] => {
      const list = names[c]?.[i] ?? []
      return list.length === 0 ? [] : [[row, dictionary.codeOf(list.join(';'))]]
    }),
  )
  await update(store, updates, ['INTEGER'], 'regions = u.c1')
}

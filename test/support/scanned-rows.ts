import type { VcfHeader } from '../../electron/engine/files/vcf/header.ts'
import { readVcfHeader } from '../../electron/engine/files/vcf/header.ts'
import { readLines } from '../../electron/engine/files/text/text-lines.ts'
import { MISSING_INTEGER } from '../../electron/engine/variants/import/byte-numbers.ts'
import {
  type ImportPlan,
  planImport,
  type StoredColumn,
  storedColumns,
} from '../../electron/engine/variants/import/import-plan.ts'
import type { CompiledScan } from '../../electron/engine/variants/import/compiled/compiled-scan.ts'
import { type BundledWords, NOTHING_BUNDLED } from '../../electron/engine/variants/import/bundled-words.ts'
import {
  MISSING_BYTE,
  MISSING_TERM,
  type PartColumn,
} from '../../electron/engine/variants/import/part-columns.ts'
import {
  createRowBatches,
  type RowBatch,
  type ScanCounts,
} from '../../electron/engine/variants/import/row-batches.ts'
import { plainText } from './vcf-text.ts'

export type Value = string | number | boolean | null
/** A row by column: the user's by their names (`gt(S1)`), ours by those in the store (`block`, `s0_text`). */
export type ScannedRow = Readonly<Record<string, Value>>

export type Scanned = {
  readonly header: VcfHeader
  readonly plan: ImportPlan
  readonly rows: readonly ScannedRow[]
  readonly counts: ScanCounts
}

/**
 * The rows of a VCF, read by the scanner of imports from memory in one piece.
 *
 * @param compiled reads what is ordinary; null leaves all to the host, undefined is as in an import
 */
export async function scanText(
  text: string | Uint8Array,
  compiled?: CompiledScan | null,
  bundled: BundledWords = NOTHING_BUNDLED,
): Promise<Scanned> {
  const bytes = Buffer.from(text)
  const all = plainText(bytes.toString('latin1'))
  const header = await readVcfHeader(plainText(bytes.toString('utf8')))
  const places = bundled.places === null ? null : { resources: '', build: 'GRCh38' as const }
  const plan = planImport(header, [], bundled.clinvar?.label ?? null, undefined, places)
  const batches = createRowBatches(header, plan, all.path, header.lines + 1, bundled, compiled)
  // Lines lie in one piece, as in a window of a file: whoever looks past the end of one finds the next.
  let at = 0
  for (let line = 0; line < header.lines; line++) at = bytes.indexOf(10, at) + 1
  while (at < bytes.length) {
    const feed = bytes.indexOf(10, at)
    const end = feed < 0 ? bytes.length : feed
    batches.take(bytes, at, end, 0, at)
    at = end + 1
  }
  const found = batches.finish()
  return { header, plan, counts: found.counts, rows: rowsOf(found.batches, plan) }
}

/** Lines of a text as the file's readers give them. */
export async function linesOf(text: string): Promise<string[]> {
  const found: string[] = []
  for await (const batch of readLines(plainText(text)))
    for (const { bytes } of batch) found.push(Buffer.from(bytes).toString('utf8'))
  return found
}

export function rowsOf(batches: readonly RowBatch[], plan: ImportPlan): ScannedRow[] {
  const columns = storedColumns(plan)
  return batches.flatMap((batch) => {
    const values = batch.columns.map((column, i) => valuesOf(column, columns[i]))
    return Array.from({ length: batch.rows }, (_, row) =>
      Object.fromEntries(
        columns.map(({ name, column }, i) => [column?.name ?? name, values[i]?.[row] ?? null]),
      ),
    )
  })
}

function valuesOf(column: PartColumn, stored: StoredColumn | undefined): Value[] {
  switch (column.kind) {
    case 'integer':
      return Array.from(column.values, (value) => (value === MISSING_INTEGER ? null : value))
    case 'number':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
    case 'byte':
      return Array.from(column.values, (value) => byteValue(value, stored))
    case 'text':
      return Array.from(column.ends, (_, i) => textAt(column.bytes, column.ends, i) || null)
    case 'term':
      return Array.from(column.codes, (code) =>
        code === MISSING_TERM ? null : textAt(column.bytes, column.ends, code),
      )
  }
}

function byteValue(value: number, stored: StoredColumn | undefined): Value {
  if (stored?.isFlag === true) return value === 1
  if (value === MISSING_BYTE) return null
  return stored?.column?.type === 'word' ? (stored.column.words[value] ?? null) : value
}

function textAt(bytes: Uint8Array, ends: Int32Array, i: number): string {
  return Buffer.from(bytes.subarray(i === 0 ? 0 : ends[i - 1], ends[i])).toString('utf8')
}

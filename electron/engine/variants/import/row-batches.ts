import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf, Fault } from '../../../../shared/errors/fault.ts'
import { type ImportPlan, type ScanHeader, scannedColumns, storedColumns } from './import-plan.ts'
import { type BundledWords, NOTHING_BUNDLED } from './bundled-words.ts'
import { placeColumns } from './place-columns.ts'
import { BATCH_ROWS, type PartColumn } from './part-columns.ts'
import { createRecordScan, type RecordScan } from './record-scan.ts'
import { borrowCompiledScan, giveBackCompiledScan } from './compiled/spare-scan.ts'
import type { CompiledScan } from './compiled/compiled-scan.ts'

/** Some rows of a file as columns, in the order of `storedColumns`. */
export type RowBatch = { readonly rows: number; readonly columns: readonly PartColumn[] }

/** What became of the records of a stretch of a file. Line numbers count from the stretch's first line, which is 1. */
export type ScanCounts = {
  readonly lines: number
  /** Records that gave at least one row. */
  readonly records: number
  readonly withoutAllele: number
  readonly malformed: number
  /** The first of them, at most {@link MOST_LISTED}. */
  readonly listed: readonly CasementError[]
}

/** Malformed lines that are told one by one. */
export const MOST_LISTED = 1000

/** Gathers the rows of lines into batches. */
export type RowBatches = {
  /** Takes the line `bytes[from, to)`; `block` and `within` say where it starts. A malformed one is noted and left out. */
  take(bytes: Uint8Array, from: number, to: number, block: number, within: number): void
  /** Batches that are full; they are the caller's. */
  full(): RowBatch[]
  /** What is left, and the counts. */
  finish(): { readonly batches: RowBatch[]; readonly counts: ScanCounts }
}

const HASH = 35
const CR = 13

/**
 * @param firstLine number of the first line that is taken
 * @param compiled reads what is ordinary; null leaves everything to `record-scan.ts`
 */
export function createRowBatches(
  header: ScanHeader,
  plan: ImportPlan,
  path: string,
  firstLine = 1,
  { clinvar, places }: BundledWords = NOTHING_BUNDLED,
  compiled: CompiledScan | null = borrowCompiledScan(header, plan, clinvar),
): RowBatches {
  let batches: RowBatch[] = []
  const listed: CasementError[] = []
  let lines = 0
  /** Of the compiled scan, and of scans that are no more. */
  let records = 0
  let withoutAllele = 0
  let malformed = 0
  const stored = storedColumns(plan)
  const scannedOnes = scannedColumns(plan)
  /** Takes a batch, with what follows from where its rows lie. */
  const add = (rows: number, scanned: readonly PartColumn[]): void => {
    if (places === null) return void batches.push({ rows, columns: scanned })
    const joined = placeColumns(scanned, scannedOnes, rows, places)
    const all = scanned.values()
    const columns = stored.flatMap(({ name }) => joined.get(name) ?? all.next().value ?? [])
    batches.push({ rows, columns })
  }

  /** Made when there is something to read for it. */
  let open: RecordScan | null = null
  const scan = (): RecordScan => (open ??= createRecordScan(header, plan, path, clinvar))

  /** What the scan has is a batch of its own. */
  const closeScan = (): void => {
    if (open === null) return
    if (open.rows > 0)
      add(
        open.rows,
        open.columns.map((column) => column.finish()),
      )
    records += open.records
    withoutAllele += open.withoutAllele
    open = null
  }
  const closeCompiled = (from: CompiledScan): void => {
    const { rows } = from
    if (rows > 0) add(rows, from.fetch())
  }
  const full = (): RowBatch[] => {
    const taken = batches
    batches = []
    return taken
  }

  const scanned = (...line: Parameters<RecordScan['take']>): void => {
    try {
      scan().take(...line)
    } catch (thrown) {
      if (!(thrown instanceof Fault) || !thrown.error.kind.startsWith('vcf/')) throw thrown
      malformed++
      if (listed.length < MOST_LISTED) listed.push(errorOf(thrown))
    }
  }

  /** Its rows stand between those of the compiled scan, in the order of the lines. */
  const adopted = (by: CompiledScan): void => {
    const own = scan()
    if (own.rows === 0) return
    if (by.adopt(own.columns, own.rows)) return own.clear()
    closeCompiled(by)
    if (by.adopt(own.columns, own.rows)) own.clear()
    else closeScan()
  }

  return {
    take(bytes, from, to, block, within) {
      lines++
      const end = to > from && bytes[to - 1] === CR ? to - 1 : to
      if (end === from || bytes[from] === HASH) return
      const number = firstLine + lines - 1
      if (compiled === null) {
        scanned(bytes, from, end, block, within, number)
        if (scan().rows >= BATCH_ROWS) closeScan()
        return
      }
      let became = compiled.take(bytes, from, end, block, within, number)
      if (became === 'full') {
        closeCompiled(compiled)
        became = compiled.take(bytes, from, end, block, within, number)
      }
      if (became === 'taken') records++
      else {
        scanned(bytes, from, end, block, within, number)
        adopted(compiled)
      }
      if (compiled.rows >= BATCH_ROWS) closeCompiled(compiled)
    },
    full,
    finish() {
      if (compiled !== null) {
        closeCompiled(compiled)
        giveBackCompiledScan(header, plan, compiled)
      }
      closeScan()
      return { batches: full(), counts: { lines, records, withoutAllele, malformed, listed } }
    },
  }
}

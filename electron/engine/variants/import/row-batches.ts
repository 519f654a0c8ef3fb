import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf, Fault } from '../../../../shared/errors/fault.ts'
import type { ImportPlan, ScanHeader } from './import-plan.ts'
import { knownClinvar } from './known-clinvar.ts'
import { BATCH_ROWS, type PartColumn } from './part-columns.ts'
import { createRecordScan, type ScannedRows } from './record-scan.ts'

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

/** @param firstLine number of the first line that is taken */
export async function createRowBatches(
  header: ScanHeader,
  plan: ImportPlan,
  path: string,
  firstLine = 1,
): Promise<RowBatches> {
  const clinvar = plan.clinvar === null ? null : await knownClinvar(plan.clinvar, 'GRCh38')
  let batches: RowBatch[] = []
  const listed: CasementError[] = []
  let lines = 0
  let records = 0
  let withoutAllele = 0
  let malformed = 0
  let scan = createRecordScan(header, plan, path, clinvar)

  const close = (): void => {
    const found: ScannedRows = scan.finish()
    records += found.records
    withoutAllele += found.withoutAllele
    if (found.rows > 0) batches.push({ rows: found.rows, columns: found.columns })
  }
  const full = (): RowBatch[] => {
    const taken = batches
    batches = []
    return taken
  }

  return {
    take(bytes, from, to, block, within) {
      lines++
      const end = to > from && bytes[to - 1] === CR ? to - 1 : to
      if (end === from || bytes[from] === HASH) return
      try {
        scan.take(bytes, from, end, block, within, firstLine + lines - 1)
      } catch (thrown) {
        if (!(thrown instanceof Fault) || !thrown.error.kind.startsWith('vcf/')) throw thrown
        malformed++
        if (listed.length < MOST_LISTED) listed.push(errorOf(thrown))
      }
      if (scan.rows < BATCH_ROWS) return
      close()
      scan = createRecordScan(header, plan, path, clinvar)
    },
    full,
    finish() {
      close()
      return { batches: full(), counts: { lines, records, withoutAllele, malformed, listed } }
    },
  }
}

import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { openByteSource } from '../files/byte-source.ts'
import { parseBedLine } from '../files/text/bed.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import { readLines } from '../files/text/text-lines.ts'
import type { JobContext } from '../work/job.ts'
import { type RegionTable, type TableRow, buildRegionTable } from './region-table.ts'

export type BedInput = { readonly path: string; readonly compression: Compression }

/** Ten times an exome's targets; held in memory. */
const MAX_REGIONS = 5_000_000

/**
 * Reads a BED file (plain, gzip or bgzip, sorted or not) into a table: a job for a worker.
 *
 * @throws Fault `text/bad-line` (also for too many intervals), `gzip/…`, `bgzf/…`, `file/…`, `task/cancelled`
 */
export async function readBed({ path, compression }: BedInput, context: JobContext): Promise<RegionTable> {
  const source = await openByteSource(path)
  const rows: TableRow[] = []
  try {
    for await (const lines of readLines(textBlocks(source, compression), { signal: context.signal })) {
      for (const { bytes, number } of lines) {
        const row = parseBedLine(Buffer.from(bytes).toString('utf8'), path, number)
        if (row) rows.push(row)
        if (rows.length > MAX_REGIONS) {
          const detail = `the file has more than ${MAX_REGIONS.toLocaleString('en-GB')} intervals, too many to show`
          throw new Fault({ kind: 'text/bad-line', file: path, format: 'BED', line: number, detail })
        }
      }
      context.progress({ phase: 'Reading intervals', done: rows.length, total: null, unit: 'records' })
    }
  } finally {
    await source.close()
  }
  return buildRegionTable(rows)
}

import { setImmediate } from 'node:timers/promises'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { LineSource } from '../files/text/text-lines.ts'
import type { ContigTable } from '../files/vcf/contig-table.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import { scanVcfLine } from '../files/vcf/line.ts'
import { placesOfRecord } from './record-places.ts'
import type { ListedRows } from './listed-rows.ts'

/** How a list's reading stands. */
export type LoadState = {
  loading: boolean
  /** The file has variants beyond the list. */
  truncated: boolean
  /** Why reading stopped before the end of the file. */
  error: CasementError | null
  /** Where the first variant that is not in the list starts, and reading ended; null when there is none. */
  next: VirtualOffset | null
}

const HASH = 35
/** Between two announcements of growth, in ms. */
const ANNOUNCE_EVERY_MS = 100

/**
 * Fills `rows` from the file's records until they hold no more variants, giving other work a turn after every block. An error ends
 * the reading and is kept in `state`: the rows before it stay.
 *
 * @param grown called as rows are added, at most ten times a second, and at the end
 */
export async function loadRows(
  source: LineSource,
  header: VcfHeader,
  into: { readonly rows: ListedRows; readonly contigs: ContigTable; readonly state: LoadState },
  grown: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { rows, contigs, state } = into
  let announced = 0
  let contig = ''
  try {
    const lines = source.lines({ from: header.end, firstNumber: header.lines + 1, signal })
    for await (const batch of lines) {
      for (const line of batch) {
        if (line.bytes.length === 0 || line.bytes[0] === HASH) continue
        const columns = scanVcfLine(line, header.columns, source.path, contig)
        contig = columns.contig
        if (rows.take(placesOfRecord(line, columns, contigs))) continue
        state.truncated = true
        state.next = line.place
        return
      }
      const now = performance.now()
      if (now - announced >= ANNOUNCE_EVERY_MS) {
        announced = now
        grown()
      }
      await setImmediate()
    }
  } catch (thrown) {
    state.error = errorOf(thrown)
  } finally {
    state.loading = false
    grown()
  }
}

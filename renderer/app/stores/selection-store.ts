import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { VariantRecord, VariantRow } from '../../../shared/variant/variant-row.ts'
import { createLatest } from './latest.ts'

type RecordState =
  | { status: 'none' }
  | { status: 'loading' }
  | { status: 'ready'; record: VariantRecord }
  | { status: 'failed'; error: CasementError }

/**
 * The one variant under review: marked in the list, at the centre line of the reads and in the title. A record is
 * `ready` only for the selected row; an answer for any other row is dropped, however late it comes.
 */
export type SelectionState = {
  file: string | null
  row: number | null
  variant: VariantRow | null
  record: RecordState
  /** `known` is the list's row when it has arrived, so that the browser can move before the record is read. */
  select: (file: string, row: number, known: VariantRow | undefined) => void
  /** The list's row of the selection arrived after it was selected. */
  learn: (variant: VariantRow) => void
  /** Nothing is selected, and nothing that was read is kept: another case or another list. */
  clear: () => void
  /** Reads the record again: the engine restarted. */
  reload: () => void
}

export type SelectionStore = StoreApi<SelectionState>

/** Records kept so that stepping back and forth is instant. */
const KEEP_RECORDS = 60

export function createSelectionStore(client: Client): SelectionStore {
  return createStore<SelectionState>()((set, get) => {
    const latest = createLatest()
    /** File ids and rows name other records in another case: forgotten, with all answers still under way, then. */
    let kept = new Map<string, VariantRecord>()
    const keyOf = (file: string, row: number): string => `${row} ${file}`

    const keep = (records: Map<string, VariantRecord>, record: VariantRecord): void => {
      const key = keyOf(record.row.file, record.row.row)
      records.delete(key)
      records.set(key, record)
      const oldest = records.keys().next().value
      if (records.size > KEEP_RECORDS && oldest !== undefined) records.delete(oldest)
    }

    const read = async (file: string, row: number): Promise<void> => {
      const isNewest = latest.begin()
      const records = kept
      try {
        const record = await client.call('variants.record', { file, row })
        const belongs = record.row.file === file && record.row.row === row
        if (belongs) keep(records, record)
        if (!isNewest()) return
        if (belongs) set({ record: { status: 'ready', record }, variant: record.row })
        else {
          const detail = `asked for row ${row} of ${file}, got row ${record.row.row} of ${record.row.file}`
          set({ record: { status: 'failed', error: { kind: 'internal', detail } } })
        }
      } catch (thrown) {
        if (isNewest()) set({ record: { status: 'failed', error: errorOf(thrown) } })
      }
    }

    return {
      file: null,
      row: null,
      variant: null,
      record: { status: 'none' },
      select(file, row, known) {
        const at = get()
        if (at.file === file && at.row === row && at.record.status !== 'failed') return
        const record = kept.get(keyOf(file, row))
        if (record) {
          latest.forgetAll()
          set({ file, row, variant: record.row, record: { status: 'ready', record } })
          return
        }
        set({ file, row, variant: known ?? null, record: { status: 'loading' } })
        void read(file, row)
      },
      learn(variant) {
        const { file, row, variant: known } = get()
        if (known === null && variant.file === file && variant.row === row) set({ variant })
      },
      clear() {
        latest.forgetAll()
        kept = new Map()
        set({ file: null, row: null, variant: null, record: { status: 'none' } })
      },
      reload() {
        kept = new Map()
        const { file, row } = get()
        if (file === null || row === null) return
        set({ record: { status: 'loading' } })
        void read(file, row)
      },
    }
  })
}

import { keyText, type VariantKey } from '../../../../shared/variant/variant-key.ts'
import { MARKED_COLUMN } from '../../../../shared/variant/variant-column.ts'
import type { Database } from '../store/database.ts'
import type { StoreMeta } from '../store/store-meta.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import type { RowFlag } from './row-flags.ts'

/** Which rows of a store the reviewer marked. Marks come and go while the store is open, so each query asks anew. */
export type MarkedRows = RowFlag & {
  /** Marks that no row of the store has. */
  lost(): Promise<VariantKey[]>
}

/**
 * @param marks those of the case, of all its files: another list whenever they changed
 * @param file id of the store's file
 */
export function createMarkedRows(
  marks: () => readonly VariantKey[],
  file: string,
  database: Database,
  { contigs, columns }: Pick<StoreMeta, 'contigs' | 'columns'>,
): MarkedRows {
  const known = new Map<string, Promise<Int32Array>>()
  let last: readonly VariantKey[] = []
  let version = 0
  const stored = new Set(columns.map(({ stored: name }) => name))

  const own = (): VariantKey[] => marks().filter((mark) => mark.file === file)

  const find = async ({ contig, position, ref, alt }: VariantKey): Promise<Int32Array> => {
    const number = contigs.indexOf(contig)
    if (number < 0 || !stored.has('ref') || !stored.has('alt')) return new Int32Array(0)
    const has = (column: 'ref' | 'alt'): string =>
      `v."${column}" IN (SELECT code FROM "${dictionaryTable(column)}" WHERE text = ?)`
    return database.numbers(
      `SELECT CAST(v.rowid AS INTEGER) FROM variant v WHERE v.contig = ? AND v.pos = ? AND ${has('ref')} AND ${has('alt')}`,
      [number, position, ref, alt],
    )
  }

  const rowsOf = (mark: VariantKey): Promise<Int32Array> => {
    const key = keyText(mark)
    const before = known.get(key)
    if (before) return before
    const finding = find(mark)
    known.set(key, finding)
    finding.catch(() => known.delete(key))
    return finding
  }

  return {
    column: MARKED_COLUMN,
    async now() {
      const found = await Promise.all(own().map(rowsOf))
      return new Set(found.flatMap((rows) => [...rows]))
    },
    version() {
      const now = marks()
      if (now !== last) version += 1
      last = now
      return version
    },
    async lost() {
      const asked = own()
      const found = await Promise.all(asked.map(rowsOf))
      return asked.filter((_, i) => found[i]?.length === 0)
    },
  }
}

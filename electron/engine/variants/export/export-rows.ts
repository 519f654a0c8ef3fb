import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { Cell } from '../store/database.ts'
import type { StoredRows } from '../store/stored-rows.ts'

/** Of one file, or of several as one list. */
type CellSource = Pick<StoredRows, 'cells'>

/** Rows written at a time. */
const BATCH = 2000

/** What a cell of a table without a value holds, as in a VCF. */
const MISSING = '.'

/** Tabs and line ends would break the table: VCF has them in no value, but INFO texts of careless tools do. */
const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ')

function tsvCell(cell: Cell): string {
  if (cell === null) return MISSING
  return typeof cell === 'string' ? plain(cell) : String(cell)
}

/** Rows in the given order, some at a time. */
async function* batches(
  rows: CellSource,
  order: Int32Array,
  columns: readonly VariantColumn[],
  signal: AbortSignal,
): AsyncGenerator<Cell[][]> {
  for (let from = 0; from < order.length; from += BATCH)
    yield rows.cells(order.subarray(from, from + BATCH), columns, signal)
}

/** Lines of a table: notes, the columns' names after `#`, then a line for each row. */
export async function* tsvLines(
  rows: CellSource,
  order: Int32Array,
  columns: readonly VariantColumn[],
  signal: AbortSignal,
  notes: readonly string[] = [],
): AsyncGenerator<string> {
  yield `${notes.map((note) => `${note}\n`).join('')}#${columns.map(({ name }) => name).join('\t')}\n`
  for await (const batch of batches(rows, order, columns, signal))
    yield batch.map((cells) => `${cells.map(tsvCell).join('\t')}\n`).join('')
}

/** One JSON array, an object a line. */
export async function* jsonLines(
  rows: CellSource,
  order: Int32Array,
  columns: readonly VariantColumn[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  let before = '['
  for await (const batch of batches(rows, order, columns, signal))
    for (const cells of batch) {
      yield `${before}\n${JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, cells[i]])))}`
      before = ','
    }
  yield before === '[' ? '[]\n' : '\n]\n'
}

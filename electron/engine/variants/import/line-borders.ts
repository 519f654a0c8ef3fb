import { Fault } from '../../../../shared/errors/fault.ts'

const TAB = 9
/** CHROM to INFO. */
const FIXED = 8

/** Where a column that starts at `from` ends: at its tab, or at `to`. */
export function columnEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== TAB) at++
  return at
}

/**
 * Finds the ends of the first eight columns of the line `bytes[from, to)`.
 *
 * @param ends gets them
 * @param columns how many the header names
 * @throws Fault `vcf/too-few-columns`, `vcf/bad-line`; `line` is its number
 */
export function findBorders(
  bytes: Uint8Array,
  from: number,
  to: number,
  ends: Int32Array,
  columns: number,
  path: string,
  line: number,
): void {
  let found = 0
  let at = from
  while (found < FIXED - 1 && at <= to) {
    at = columnEnd(bytes, at, to)
    ends[found++] = at
    at++
  }
  if (at <= to) {
    // INFO is long: sooner found than walked through.
    const tab = bytes.indexOf(TAB, at)
    at = tab < 0 || tab > to ? to : tab
    ends[found++] = at
  }
  let stop = to
  for (let i = at; found >= FIXED && i < to; i++) if (bytes[i] === TAB) found++
  // Trailing tabs, which some tools leave behind, add no column.
  while (found > columns && bytes[stop - 1] === TAB) {
    stop--
    found--
  }
  // A FORMAT column without samples may be left out.
  if (found < FIXED || (found < columns && columns !== FIXED + 1))
    throw new Fault({ kind: 'vcf/too-few-columns', file: path, line, found, expected: columns })
  if (found > columns) {
    const detail = `has ${found} columns where the header names ${columns}`
    throw new Fault({ kind: 'vcf/bad-line', file: path, line, field: 'the line', detail })
  }
}

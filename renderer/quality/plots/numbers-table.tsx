import type { ReactNode } from 'react'

/** A table of numbers, the first column its rows' names. Columns of numbers alone stand to the right, digit below digit. */
export function NumbersTable({
  label,
  head,
  rows,
}: {
  label: string
  head: readonly string[]
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}) {
  const numeric = head.map((_, at) => isNumeric(rows.map(({ cells }) => cells[at])))
  const sideOf = (at: number): { 'data-numeric'?: '' } => (numeric[at] ? { 'data-numeric': '' } : {})
  return (
    <div className="numbers-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="numbers">
        <thead>
          <tr>
            {head.map((name, at) => (
              <th key={name} scope="col" {...sideOf(at)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {cells.map((cell, i) => (
                <td key={head[i + 1]} {...sideOf(i + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** There is a number, and beside numbers nothing but the dash of what has none. */
const isNumeric = (cells: readonly ReactNode[]): boolean =>
  cells.some((cell) => cell !== '–') &&
  cells.every(
    (cell) =>
      typeof cell === 'number' ||
      (typeof cell === 'string' && /^(–|−?[\d.,]+ ?[%x]?( \([\d.]+ %\))?)$/.test(cell)),
  )

/** @param digits after the point */
export const decimals = (value: number | null, digits = 2): string =>
  value === null ? '–' : value.toFixed(digits).replace('-', '−')

import type { ReactNode } from 'react'

/** A table of numbers, the first column its rows' names. */
export function NumbersTable({
  label,
  head,
  rows,
}: {
  label: string
  head: readonly string[]
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}) {
  return (
    <div className="numbers-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="numbers">
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
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
                <td key={head[i + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const decimals = (value: number | null, digits = 2): string =>
  value === null ? '–' : value.toFixed(digits)

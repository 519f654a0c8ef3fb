import { type ReactNode, useState } from 'react'
import { ToggleButton } from 'react-aria-components'

/** A plot with its heading, which is a table instead when that is wanted. */
export function PlotOrTable({ title, plot, table }: { title: string; plot: ReactNode; table: ReactNode }) {
  const [asTable, setAsTable] = useState(false)
  return (
    <section className="check-part" aria-label={title}>
      <header className="check-part-head">
        <h4>{title}</h4>
        <ToggleButton className="button" isSelected={asTable} onChange={setAsTable}>
          As table
        </ToggleButton>
      </header>
      {asTable ? table : plot}
    </section>
  )
}

import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import type { Facet } from '../../../shared/variant/variant-query.ts'
import { typedNumber } from '../../app/list/facet-filter.ts'
import { numberText } from '../words/cell-words.ts'

/** From one number to another, beside the spread there is. */
export function FacetRange({
  column,
  facet,
  least,
  most,
  onChange,
}: {
  column: VariantColumn
  facet: Facet
  /** As typed. */
  least: string
  most: string
  onChange: (least: string, most: string) => void
}) {
  const { spread } = facet
  return (
    <>
      <div className="facet-range">
        <Bound
          label="From"
          hint={spread?.least}
          value={least}
          onChange={(text) => onChange(text, most)}
          autoFocus
        />
        <Bound label="To" hint={spread?.most} value={most} onChange={(text) => onChange(least, text)} />
      </div>
      {spread === null ? (
        <p className="muted">No variant in the list has a value of {column.label}.</p>
      ) : (
        <>
          <Spread spread={spread} />
          <p className="muted">
            {numberText(spread.least)} to {numberText(spread.most)}; half of them from{' '}
            {numberText(spread.quarter)} to {numberText(spread.threeQuarters)}, middle{' '}
            {numberText(spread.half)}
          </p>
        </>
      )}
    </>
  )
}

function Bound({
  label,
  hint,
  value,
  autoFocus = false,
  onChange,
}: {
  label: string
  hint: number | undefined
  value: string
  autoFocus?: boolean
  onChange: (text: string) => void
}) {
  return (
    <label>
      {label}
      <input
        className="text-field"
        inputMode="decimal"
        autoComplete="off"
        autoFocus={autoFocus}
        placeholder={hint === undefined ? '' : String(hint)}
        aria-invalid={typedNumber(value) === undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

/** Smallest to largest as a line, the middle half as a box, the middle as a stroke. The words are below it. */
function Spread({ spread }: { spread: NonNullable<Facet['spread']> }) {
  const width = spread.most - spread.least
  if (width <= 0) return null
  const x = (value: number): number => 1 + ((value - spread.least) / width) * 98
  return (
    <svg className="facet-spread" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <path d="M1 6h98" />
      <rect
        x={x(spread.quarter)}
        y="2"
        width={Math.max(0.5, x(spread.threeQuarters) - x(spread.quarter))}
        height="8"
      />
      <path d={`M${x(spread.half)} 1v10`} />
    </svg>
  )
}

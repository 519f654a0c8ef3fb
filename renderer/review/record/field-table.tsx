import { useState } from 'react'
import type { RecordField } from '../../../shared/variant/variant-row.ts'
import { countText } from '../../ui/amounts.ts'
import { Button } from '../../ui/button.tsx'

/** Characters shown of a value before asked for more, and the most ever drawn: INFO fields of 5 MB exist. */
const FIRST = 160
const MOST = 20_000

/** Fields of a record, each with the header's description. */
export function FieldTable({ fields, label }: { fields: readonly RecordField[]; label: string }) {
  return (
    <dl className="field-list" aria-label={label}>
      {fields.map((field) => (
        <div key={field.key} className="field">
          <dt className="mono" title={typeWords(field)}>
            {field.key}
          </dt>
          <dd className="field-value mono">
            {field.flag ? <span className="muted">set</span> : <Value value={field.value} />}
          </dd>
          <dd className="field-what">{field.description ?? 'Not described in the header'}</dd>
        </div>
      ))}
    </dl>
  )
}

function typeWords({ key, type, number }: RecordField): string {
  return type === null ? `${key}: not declared in the header` : `${key}: ${type}, Number=${number ?? '?'}`
}

function Value({ value }: { value: string | null }) {
  const [whole, setWhole] = useState(false)
  if (value === null) return <span className="muted">missing</span>
  if (value.length <= FIRST) return value
  if (!whole)
    return (
      <>
        {value.slice(0, FIRST)}…{' '}
        <Button look="link" onPress={() => setWhole(true)}>
          Show all {countText(value.length)} characters
        </Button>
      </>
    )
  if (value.length <= MOST) return value
  return (
    <>
      {value.slice(0, MOST)}…{' '}
      <span className="muted">(cut: {countText(value.length)} characters in all)</span>
    </>
  )
}

import { useState } from 'react'
import type { Sample } from '../../../shared/case/sample.ts'
import type { RecordField, VariantRecord } from '../../../shared/variant/variant-row.ts'
import { useCase } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { GenotypeGlyph } from '../../ui/genotype-glyph.tsx'
import { genotypeShort, genotypeWords } from '../words/genotype-words.ts'
import { ROLE_NAMES, type SampleColumn, sampleColumns } from '../words/sample-columns.ts'
import { alleleDepth, depthText } from './allele-depth.ts'

const NONE: readonly Sample[] = []
/** Samples shown before asked for more. */
const SHOWN = 10
/** Shown after the others in each block: it is said in words above. */
const SAID_ABOVE = 'GT'

/** What the file says of each sample at this allele. */
export function Genotypes({ record }: { record: VariantRecord }) {
  const samples = useCase((s) => s.current?.samples ?? NONE)
  const [all, setAll] = useState(false)
  const columns = sampleColumns(
    samples,
    record.samples.map((sample) => sample.name),
  )
  const shown = all ? columns : columns.slice(0, SHOWN)
  const described = describedFields(record)
  return (
    <section className="record-section" aria-labelledby="genotypes-heading">
      <h2 id="genotypes-heading">Genotypes</h2>
      {columns.length === 0 && <p className="muted">The VCF has no sample columns.</p>}
      <ul className="genotypes">
        {shown.map((column) => (
          <GenotypeBlock key={column.place} record={record} column={column} />
        ))}
      </ul>
      {columns.length > shown.length && (
        <Button look="link" onPress={() => setAll(true)}>
          Show {plural(columns.length - shown.length, 'more sample')}
        </Button>
      )}
      {described.length > 0 && (
        <details className="legend">
          <summary>What the fields mean</summary>
          <dl className="field-list">
            {described.map((field) => (
              <div key={field.key} className="field">
                <dt className="mono">{field.key}</dt>
                <dd className="field-what">{field.description ?? 'Not described in the header'}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

function GenotypeBlock({ record, column }: { record: VariantRecord; column: SampleColumn }) {
  const sample = record.samples[column.place]
  if (!sample) return null
  const { genotype } = sample
  const depth = alleleDepth(sample.fields, record.row.allele)
  const role = column.role === null || column.role === 'other' ? null : ROLE_NAMES[column.role]
  const fields = sample.fields.filter((field) => field.key !== SAID_ABOVE)
  return (
    <li className="genotype" data-genotype={genotype.state}>
      <div className="genotype-head">
        <GenotypeGlyph state={genotype.state} />
        <span className="genotype-line">
          <strong className="genotype-who" title={column.name}>
            {role ?? column.name}
          </strong>
          <span title={genotypeWords(genotype)}>{genotypeShort(genotype.state)}</span>
          {genotype.text !== '' && (
            <span className="mono genotype-text" title={genotype.phased ? 'GT, phased' : 'GT'}>
              {genotype.text}
            </span>
          )}
        </span>
      </div>
      {(role !== null || depth) && (
        <p className="genotype-line genotype-second">
          {role !== null && (
            <span className="genotype-name muted" title={column.name}>
              {column.name}
            </span>
          )}
          {depth && (
            <span
              className="genotype-depth"
              title="Reads with this allele of all reads counted, from AD in the VCF"
            >
              {depthText(depth)}
            </span>
          )}
        </p>
      )}
      {fields.length > 0 && (
        <dl className="genotype-fields">
          {fields.map((field) => (
            <div key={field.key} title={field.description ?? 'Not described in the header'}>
              <dt>{field.key}</dt>
              <dd className="mono">{field.value === null ? <Missing /> : cut(field.value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

const LONGEST = 80
const cut = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)

function Missing() {
  return (
    <span className="muted" title="Missing in the file (“.”)">
      missing
    </span>
  )
}

/** The FORMAT fields any sample has, in file order. */
function describedFields(record: VariantRecord): RecordField[] {
  const found = new Map<string, RecordField>()
  for (const sample of record.samples.slice(0, 50))
    for (const field of sample.fields) if (!found.has(field.key)) found.set(field.key, field)
  return [...found.values()]
}

import type { VariantRecord } from '../../../shared/variant/variant-row.ts'
import { useCommand } from '../../app/command-context.tsx'
import { useCase, useSelection, useSession, useVariants } from '../../app/session-context.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { RECORD_IS_DRAWER } from '../../app/commands.ts'
import { BreakendEnd } from './breakend-end.tsx'
import { FieldTable } from './field-table.tsx'
import { NoteField } from './note-field.tsx'
import { Stated } from './stated.tsx'
import { Genotypes } from './genotypes.tsx'
import { RecordSummary } from './record-summary.tsx'
import { Transcripts } from './transcripts.tsx'
import './record.css'

/** The selected variant's record; what belongs to another row is never shown under this one. */
export function RecordPane() {
  const { view, selection } = useSession()
  const variant = useSelection((s) => s.variant)
  const row = useSelection((s) => s.row)
  const state = useSelection((s) => s.record)
  const drawer = useMedia(RECORD_IS_DRAWER)
  return (
    <>
      {drawer && (
        <div className="drawer-close">
          <IconButton
            icon="close"
            label="Close the record"
            keys="Esc"
            onPress={() => view.getState().setDrawer('record', false)}
          />
        </div>
      )}
      {row === null ? (
        <NothingSelected />
      ) : (
        <div
          className="record"
          aria-busy={state.status === 'loading'}
          tabIndex={0}
          role="region"
          aria-label="Record"
        >
          {variant ? <RecordSummary row={variant} /> : <SkeletonLines lines={4} />}
          {variant?.type === 'breakend' && <BreakendEnd row={variant} />}
          {variant && variant.type !== 'reference-block' && (
            <>
              <Stated row={variant} />
              <NoteField row={variant} />
            </>
          )}
          {state.status === 'loading' && <SkeletonLines lines={9} />}
          {state.status === 'failed' && (
            <div className="record-section">
              <ErrorNote error={state.error}>
                <Button look="link" onPress={() => selection.getState().reload()}>
                  Read it again
                </Button>
              </ErrorNote>
            </div>
          )}
          {state.status === 'ready' && <RecordSections record={state.record} />}
        </div>
      )}
    </>
  )
}

function RecordSections({ record }: { record: VariantRecord }) {
  return (
    <>
      <Genotypes record={record} />
      <Filters record={record} />
      {record.consequences.length > 0 && <Transcripts record={record} />}
      <section className="record-section" aria-labelledby="info-heading">
        <h2 id="info-heading">INFO</h2>
        {record.info.length === 0 ? (
          <p className="muted">The record has no INFO fields.</p>
        ) : (
          <FieldTable fields={record.info} label="INFO fields" />
        )}
      </section>
      <RawLine record={record} />
    </>
  )
}

function Filters({ record }: { record: VariantRecord }) {
  return (
    <section className="record-section" aria-labelledby="filter-heading">
      <h2 id="filter-heading">FILTER</h2>
      {record.filters.length === 0 ? (
        <p className="muted">Not filtered: the file says “.”.</p>
      ) : (
        <dl className="field-list">
          {record.filters.map(({ id, description }) => (
            <div key={id} className="field">
              <dt className="mono" data-filter={id === 'PASS' ? 'pass' : 'failed'}>
                {id}
              </dt>
              <dd className="field-what">
                {description ?? (id === 'PASS' ? 'All filters passed' : 'Not described in the header')}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function RawLine({ record }: { record: VariantRecord }) {
  const name = useCase((s) => s.current?.files.find((file) => file.id === record.row.file)?.name)
  return (
    <section className="record-section" aria-labelledby="line-heading">
      <div className="section-head">
        <h2 id="line-heading">Line in the file</h2>
        <CopyButton compact label="Copy the line" text={record.raw} />
      </div>
      <p className="muted">
        {name}
        {record.line === null ? '' : `, line ${record.line.toLocaleString('en-GB')}`}
        {record.rawTruncated ? ' · cut at 64 KiB' : ''}
      </p>
      <pre className="raw-line" tabIndex={0} aria-label="The record as in the file">
        {record.raw}
      </pre>
    </section>
  )
}

function NothingSelected() {
  const run = useCommand()
  const file = useVariants((s) => s.file)
  const available = useVariants((s) => s.available)
  if (file !== null && available > 0)
    return (
      <div className="record-empty muted">
        <p>No variant is selected.</p>
        <Button look="link" onPress={() => run('next-variant')}>
          Select the first one
        </Button>
      </div>
    )
  return <p className="record-empty muted">The record of a selected variant is shown here.</p>
}

function SkeletonLines({ lines }: { lines: number }) {
  return (
    <div className="record-skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className="skeleton" style={{ width: `${88 - ((at * 29) % 50)}%` }} />
      ))}
    </div>
  )
}

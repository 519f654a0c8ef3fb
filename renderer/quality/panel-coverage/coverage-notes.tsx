import type { ReactNode } from 'react'
import type { CoverageState } from '../../../shared/quality/coverage-state.ts'
import { useCommand } from '../../app/command-context.tsx'
import { useCase } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Icon } from '../../ui/icon.tsx'
import { absentWords, planWords, sampleWords } from './coverage-words.ts'

/** Names shown at once; the others are a press away. */
const SHOWN = 12

/** What is not counted, and why: first of all, before any number. */
export function CoverageNotes({ state }: { state: CoverageState }) {
  const run = useCommand()
  const current = useCase((s) => s.current)
  const { problem, stale, counted, withoutReads } = state
  // Of a count that is shown: what it lacks, not what one would lack now.
  const plan = counted?.plan ?? state.plan
  const absent = plan ? absentWords(plan) : []
  const names = withoutReads.map((name) => sampleWords(current, name))
  const needsPanel = problem?.kind === 'coverage/no-panel'
  return (
    <div className="coverage-notes">
      {problem && (
        <ErrorNote error={problem} tone="notice">
          {needsPanel && (
            <Button look="link" onPress={() => run('show-sources')}>
              Panels and annotation…
            </Button>
          )}
          {!needsPanel && (
            <Button look="link" onPress={() => run('add-files')}>
              Add files…
            </Button>
          )}
        </ErrorNote>
      )}
      {absent.map(({ reason, symbols, byAnnotation }) => (
        <Note key={reason}>
          <strong>{plural(symbols.length, 'gene')} not counted</strong>: {reason}. <Names names={symbols} />{' '}
          {byAnnotation && (
            <Button look="link" onPress={() => run('add-files')}>
              Add a GTF or GFF3 that has {symbols.length === 1 ? 'it' : 'them'}…
            </Button>
          )}
        </Note>
      ))}
      {names.length > 0 && (
        <Note>
          <strong>No reads</strong> of {names.join(', ')}: nothing is known of their coverage.
        </Note>
      )}
      {plan !== null && plan.unmarked.length > 0 && (
        <Note quiet>
          All transcripts are counted of {plural(plan.unmarked.length, 'gene')}, as none is marked.{' '}
          <Names names={plan.unmarked} />
        </Note>
      )}
      {plan !== null && plan.regionsLeftOut > 0 && (
        <Note quiet>
          {plural(plan.regionsLeftOut, 'region')} of the panel for copy numbers{' '}
          {plan.regionsLeftOut === 1 ? 'is' : 'are'} no exons and not counted.
        </Note>
      )}
      {stale && counted && (
        <Note>
          <strong>Out of date</strong>: panels, files or annotation have changed since this was counted (
          {planWords(counted.plan)}). Count again.
        </Note>
      )}
      {counted === null && state.counting === null && problem === null && state.plan && (
        <p className="coverage-empty muted">Not yet counted: {planWords(state.plan)}.</p>
      )}
    </div>
  )
}

function Note({ quiet = false, children }: { quiet?: boolean; children: ReactNode }) {
  return (
    <div className={quiet ? 'coverage-note' : 'source-warning'} role="note">
      <Icon name={quiet ? 'note' : 'warning'} />
      <span>{children}</span>
    </div>
  )
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length <= SHOWN) return <span>{names.join(', ')}.</span>
  return (
    <details className="coverage-names">
      <summary>
        {names.slice(0, SHOWN).join(', ')} and {names.length - SHOWN} more
      </summary>
      {names.slice(SHOWN).join(', ')}
    </details>
  )
}

import { CHECK_TITLES, failureLines } from '../../shared/quality/gate-words.ts'
import type { FirstLook } from '../../shared/quality/first-look.ts'
import type { GateCheck } from '../../shared/quality/gate.ts'
import { useCommand } from '../app/command-context.tsx'
import { useCase, useQuality, useSession } from '../app/session-context.tsx'
import { wentPast } from '../app/stores/quality-store.ts'
import { Button } from '../ui/button.tsx'
import { StandingMark } from './standing-mark.tsx'
import { useFileName, useGate } from './use-gate.ts'
import './quality.css'

/** Over the variants and reads: what has to be known before the first of them is seen. */
export function GateCover({ look: { state, checks } }: { look: FirstLook }) {
  return (
    <main>
      {/* Another element for each state: only an alert that comes is read out. */}
      <section
        key={state}
        id="gate-cover"
        className="cover"
        data-state={state}
        aria-labelledby="gate-cover-title"
        role={state === 'checking' ? 'region' : 'alert'}
        tabIndex={-1}
      >
        <div className="cover-box">
          {state === 'checking' ? (
            <Checking checks={checks} />
          ) : state === 'found' ? (
            <Found checks={checks} />
          ) : (
            <Blocked checks={checks} />
          )}
        </div>
      </section>
    </main>
  )
}

type Checks = { checks: readonly GateCheck[] }

function Checking({ checks }: Checks) {
  const goPast = useGoPast([], true)
  const isAgain = useCase((s) => (s.current?.checksFound.length ?? 0) > 0)
  return (
    <>
      <h2 id="gate-cover-title">
        {isAgain ? 'Looking again whether this is a mix-up' : 'Looking for mix-ups before the first variant'}
      </h2>
      <CheckLines checks={checks.filter(({ progress }) => progress.state !== 'not-possible')} />
      <p className="cover-actions">
        <Button onPress={goPast}>Review what is ready, unchecked</Button>
      </p>
    </>
  )
}

function Found({ checks }: Checks) {
  const run = useCommand()
  const goPast = useGoPast(checks)
  const caseId = useCase((s) => s.current?.id ?? '')
  const wasSeen = useQuality((s) => wentPast(s, caseId).seen)
  return (
    <>
      <h2 id="gate-cover-title">
        {checks.length === 1 ? 'A check fails' : `${checks.length} checks fail`}: this may be a mix-up
      </h2>
      {wasSeen && (
        <p className="cover-why muted">
          Found after the variants were first shown. What you were doing is kept.
        </p>
      )}
      <CheckLines checks={checks} />
      <p className="cover-actions">
        <Button look="primary" onPress={() => run('show-checks')}>
          See the numbers
        </Button>
        <Button onPress={() => run('show-family')}>Who is who…</Button>
        <Button onPress={goPast}>Go on to the variants</Button>
      </p>
      <p className="muted">
        {checks.length === 1
          ? 'Until it is put right or acknowledged with a reason, it stands above every variant, and here when the case is opened again.'
          : 'Until they are put right or acknowledged with a reason, they stand above every variant, and here when the case is opened again.'}
      </p>
    </>
  )
}

function Blocked({ checks }: Checks) {
  const run = useCommand()
  return (
    <>
      <h2 id="gate-cover-title">The review is blocked</h2>
      <CheckLines checks={checks} />
      <p className="cover-actions">
        <Button look="primary" onPress={() => run('show-checks')}>
          See the numbers
        </Button>
        <Button onPress={() => run('add-files')}>Add files…</Button>
        <Button onPress={() => run('close-case')}>Close the case</Button>
      </p>
    </>
  )
}

function useGoPast(checks: readonly GateCheck[], unchecked = false): () => void {
  const { quality } = useSession()
  const caseId = useCase((s) => s.current?.id)
  return () => {
    if (caseId !== undefined) quality.getState().goPast(caseId, checks, unchecked)
  }
}

function CheckLines({ checks }: Checks) {
  const { standing } = useGate()
  const fileName = useFileName()
  return (
    <ul className="cover-checks">
      {checks.map((check) => (
        <li key={check.id}>
          <StandingMark standing={standing(check)} />
          <span>
            <strong>{CHECK_TITLES[check.id]}</strong>
            {failureLines(check, fileName).map((line) => (
              <span key={line} className="cover-line">
                {line}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

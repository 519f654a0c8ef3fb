import { CHECK_TITLES, checkLine } from '../../shared/quality/gate-words.ts'
import { useCommand } from '../app/command-context.tsx'
import { Button, Hint } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { gateWords } from '../../shared/quality/gate-words.ts'
import { StandingMark } from './standing-mark.tsx'
import { useFileName, useGate } from './use-gate.ts'
import './quality.css'

/** In the header: how many checks there are to look at. */
export function GateMark() {
  const run = useCommand()
  const { checks, open } = useGate()
  if (checks.length === 0) return null
  const words = gateWords(checks, open.length)
  const isWaiting = open.length === 0 && words !== 'Checks passed'
  return (
    <Hint
      text={
        open.length > 0
          ? open.map(({ id }) => CHECK_TITLES[id]).join(', ')
          : 'Checks before the first variant'
      }
    >
      <Button look="quiet" aria-label={`Integrity: ${words}`} onPress={() => run('show-checks')}>
        <span className={open.length === 0 ? 'checks-none' : 'checks-some'}>
          <Icon name={open.length > 0 ? 'warning' : isWaiting ? 'more' : 'check'} />
        </span>
        {words}
      </Button>
    </Hint>
  )
}

/** Above the record: what has to be looked at before the first variant. */
export function GateNote() {
  const run = useCommand()
  const { open, standing } = useGate()
  if (open.length === 0) return null
  return (
    <div className="gate-note" role="note" aria-label="Checks to look at">
      <ul>
        {open.map((check) => (
          <li key={check.id}>
            <StandingMark standing={standing(check)} /> {CHECK_TITLES[check.id]}
          </li>
        ))}
      </ul>
      <Button look="link" onPress={() => run('show-checks')}>
        Look at {open.length === 1 ? 'this check' : 'these checks'} first…
      </Button>
    </div>
  )
}

/** In place of the review: what nothing can be reviewed with. */
export function BlockedReview() {
  const run = useCommand()
  const { blocking } = useGate()
  const fileName = useFileName()
  return (
    <main className="blocked" role="alert">
      <div className="blocked-box">
        {blocking.map((check) => (
          <section key={check.id}>
            <h2>
              <StandingMark standing="blocks" /> {CHECK_TITLES[check.id]}: the review is blocked
            </h2>
            <p>{checkLine(check, fileName)}</p>
          </section>
        ))}
        <p className="blocked-actions">
          <Button look="primary" onPress={() => run('show-checks')}>
            See the numbers
          </Button>
          <Button onPress={() => run('add-files')}>Add files…</Button>
          <Button onPress={() => run('close-case')}>Close the case</Button>
        </p>
      </div>
    </main>
  )
}

import { CHECK_TITLES, gateWords, STANDING_WORDS } from '../../shared/quality/gate-words.ts'
import { useCommand } from '../app/command-context.tsx'
import { Button, Hint } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { StandingMark } from './standing-mark.tsx'
import { useGate } from './use-gate.ts'
import './quality.css'

const ICONS = { 'to-look-at': 'warning', checking: 'more', passed: 'check', 'not-possible': 'more' } as const

const TONES = {
  'to-look-at': 'checks-some',
  checking: 'checks-quiet',
  passed: 'checks-none',
  'not-possible': 'checks-quiet',
} as const

/** In the header: how many checks there are to look at, else how many passed. */
export function GateMark() {
  const run = useCommand()
  const { checks, open, standing } = useGate()
  if (checks.length === 0) return null
  const { whole, words } = gateWords(checks.map(standing))
  const left = open.length > 0 ? open : checks.filter((check) => standing(check) !== 'passes')
  const titles = left.map(
    (check) => `${CHECK_TITLES[check.id]}: ${STANDING_WORDS[standing(check)].toLowerCase()}`,
  )
  return (
    <Hint text={titles.length > 0 ? titles.join(' · ') : 'Checks before the first variant'}>
      <Button look="quiet" aria-label={`Integrity: ${words}`} onPress={() => run('show-checks')}>
        <span className={TONES[whole]}>
          <Icon name={ICONS[whole]} />
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

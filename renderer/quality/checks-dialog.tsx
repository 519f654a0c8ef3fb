import { type KeyboardEvent, useState } from 'react'
import { CHECK_TITLES, checkLine, gateWords } from '../../shared/quality/gate-words.ts'
import type { CheckId } from '../../shared/quality/check-id.ts'
import type { GateCheck } from '../../shared/quality/gate.ts'
import { useQuality, useSession } from '../app/session-context.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { CheckDetail } from './check-detail.tsx'
import { StandingMark } from './standing-mark.tsx'
import { type GateView, useFileName, useGate } from './use-gate.ts'
import './quality.css'

/** All checks of the case, over the review: the list of them, and all of the one that is chosen. */
export function ChecksDialog({ onClose }: { onClose: () => void }) {
  const { quality } = useSession()
  const { checks, open, standing } = useGate()
  const error = useQuality((s) => s.error)
  const [chosen, setChosen] = useState<CheckId>((gravest(open, standing) ?? checks[0])?.id ?? 'build')
  const check = checks.find(({ id }) => id === chosen)
  return (
    <ModalDialog
      title="Checks before the first variant"
      width={1400}
      onClose={onClose}
      footer={
        <>
          <span className="push muted" role="status">
            {gateWords(checks.map(standing)).words}
            {open.length > 0 && ' to look at'}
          </span>
          <Button onPress={() => void quality.getState().run()}>Check everything again</Button>
        </>
      }
    >
      <div className="checks">
        <CheckList checks={checks} chosen={chosen} onChoose={setChosen} />
        <div className="checks-right">
          {error && checks.length === 0 && <ErrorNote error={error} />}
          {check && <CheckDetail key={check.id} check={check} />}
        </div>
      </div>
    </ModalDialog>
  )
}

/** What fails before what is only to be looked at: a mix-up is not looked for behind an old index. */
function gravest(open: readonly GateCheck[], standing: GateView['standing']): GateCheck | undefined {
  return open.find((check) => standing(check) !== 'warns') ?? open[0]
}

function CheckList({
  checks,
  chosen,
  onChoose,
}: {
  checks: readonly GateCheck[]
  chosen: CheckId
  onChoose: (id: CheckId) => void
}) {
  const { standing } = useGate()
  const fileName = useFileName()
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = checks.findIndex(({ id }) => id === chosen)
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = checks[at + by]
    if (by === 0 || !next) return
    event.preventDefault()
    onChoose(next.id)
    document.getElementById(`check-${next.id}`)?.focus()
  }
  return (
    <nav className="checks-list" aria-label="Checks" onKeyDown={onKeyDown}>
      <ul>
        {checks.map((check) => (
          <li key={check.id}>
            <button
              id={`check-${check.id}`}
              type="button"
              className="checks-item"
              aria-current={check.id === chosen}
              onClick={() => onChoose(check.id)}
            >
              <StandingMark standing={standing(check)} />
              <span className="checks-item-text">
                <strong>{CHECK_TITLES[check.id]}</strong>
                <span className="muted checks-line">{checkLine(check, fileName)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

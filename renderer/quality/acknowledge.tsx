import { type FormEvent, useId, useState } from 'react'
import { acknowledgementOf } from '../../shared/quality/acknowledgement.ts'
import type { GateCheck } from '../../shared/quality/gate.ts'
import { useQuality, useSession } from '../app/session-context.tsx'
import { dateText } from '../ui/amounts.ts'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useGate } from './use-gate.ts'

/** Going on in spite of what a check found: why, by whom and when; or the field in which to say so. */
export function Acknowledge({ check, finding }: { check: GateCheck; finding: string }) {
  const { acknowledgements, standing } = useGate()
  const { quality } = useSession()
  const error = useQuality((s) => s.error)
  const now = standing(check)
  const given = acknowledgementOf(acknowledgements, { check: check.id, finding })
  if (now === 'blocks')
    return (
      <p className="check-blocks" role="note">
        This check blocks the review and cannot be acknowledged: nothing in the list would be what it says.
      </p>
    )
  if (given && finding !== '')
    return (
      <div className="check-acknowledged" role="note">
        <p>
          Acknowledged by {given.by.user} on {given.by.machine}, {dateText(given.at)}: {given.reason}{' '}
          <span className="muted">It holds for this finding only.</span>
        </p>
        <Button onPress={() => void quality.getState().withdraw(check.id)}>Withdraw</Button>
        {error && <ErrorNote error={error} />}
      </div>
    )
  return now === 'warns' || now === 'fails' ? (
    <ReasonForm key={finding} check={check} finding={finding} />
  ) : null
}

function ReasonForm({ check, finding }: { check: GateCheck; finding: string }) {
  const { quality } = useSession()
  const error = useQuality((s) => s.error)
  const [reason, setReason] = useState('')
  const fieldId = useId()
  const isGiven = reason.trim() !== ''
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (isGiven) void quality.getState().acknowledge(check.id, finding, reason.trim())
  }
  return (
    <form className="check-reason" onSubmit={send}>
      <label htmlFor={fieldId}>Go on all the same, because</label>
      <input
        id={fieldId}
        className="text-field"
        value={reason}
        maxLength={2000}
        required
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" isDisabled={!isGiven}>
        Acknowledge
      </Button>
      {error && <ErrorNote error={error} />}
    </form>
  )
}

import { useEffect, useState } from 'react'
import type { HistoryEntry, Verification } from '../../../shared/case/recorded-event.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { eventWords, historyTime, recordWords, verificationWords } from '../../review/words/case-words.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { useCase, useSession } from '../session-context.tsx'

/** Events that are listed; there may be thousands. */
const SHOWN = 500

/** All that happened to the case: who did what, and when; and whether it is what was written. */
export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { client } = useSession()
  const { history, error: unread } = useHistory()
  const record = useCase((s) => s.current?.record)
  const synthetic = useCase((s) => s.current?.synthetic === true)
  const [verified, setVerified] = useState<Verification | null>(null)
  const [failed, setFailed] = useState<CasementError | null>(null)
  const error = failed ?? unread
  const verify = (): void => {
    client.call('case.verify', {}).then(setVerified, (thrown: unknown) => setFailed(errorOf(thrown)))
  }
  return (
    <ModalDialog
      title="History of the case"
      width={760}
      onClose={onClose}
      footer={
        <>
          <span className="push muted">{record && recordWords(record, synthetic).long}</span>
          <Button onPress={verify}>Verify</Button>
        </>
      }
    >
      <div className="dialog-body stack" tabIndex={0} role="region" aria-label="History">
        {error && <ErrorNote error={error} />}
        {verified && <Verified found={verified} />}
        {history !== null && (
          <ol className="history" aria-label="Events, the newest first" reversed>
            {history.slice(0, SHOWN).map((entry) => (
              <HistoryItem key={entry.sequence} entry={entry} />
            ))}
          </ol>
        )}
        {history !== null && history.length > SHOWN && (
          <p className="muted">and {(history.length - SHOWN).toLocaleString('en-GB')} before these.</p>
        )}
      </div>
    </ModalDialog>
  )
}

type Read = {
  readonly of: number
  readonly history: readonly HistoryEntry[] | null
  readonly error: CasementError | null
}

/** The newest first, read again whenever something happened. */
function useHistory(): Omit<Read, 'of'> {
  const { client } = useSession()
  const revision = useCase((s) => s.current?.revision ?? 0)
  const [read, setRead] = useState<Read>({ of: 0, history: null, error: null })
  useEffect(() => {
    let newest = true
    client.call('case.history', {}).then(
      (entries) => newest && setRead({ of: revision, history: entries.toReversed(), error: null }),
      (thrown: unknown) => newest && setRead({ of: revision, history: null, error: errorOf(thrown) }),
    )
    return () => {
      newest = false
    }
  }, [client, revision])
  return read
}

function HistoryItem({ entry }: { entry: HistoryEntry }) {
  return (
    <li className="history-item" data-undone={entry.undone ? '' : undefined}>
      <span className="history-number">{entry.sequence}</span>
      <span>
        <span className="history-what">{eventWords(entry.event)}</span>
        {entry.undone && <span className="muted"> (taken back)</span>}
        <span className="muted history-who">
          {entry.user} on {entry.machine} · {historyTime(entry)}
        </span>
      </span>
    </li>
  )
}

function Verified({ found }: { found: Verification }) {
  const { ok, lines } = verificationWords(found)
  return (
    <section className="stack history-verified" aria-label="Verification" role="status">
      {lines.map((line) => (
        <p key={line} className="history-line">
          <Icon name={ok ? 'check' : 'warning'} />
          <span>{line}</span>
        </p>
      ))}
      <p className="muted">
        Hash of the last event: <span className="mono">{found.head.slice(0, 16)}…</span>{' '}
        <CopyButton compact label="Copy the hash" text={found.head} />
      </p>
    </section>
  )
}

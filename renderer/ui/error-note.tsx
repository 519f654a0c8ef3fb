import type { ReactNode } from 'react'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { IconButton } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { Icon } from './icon.tsx'

/** An error where its cause is: the sentence, what can be done about it here, and the details to pass on. */
export function ErrorNote({
  error,
  tone = 'error',
  onDismiss,
  lead,
  children,
}: {
  error: CasementError
  /** A notice does not stop the work. */
  tone?: 'error' | 'notice'
  onDismiss?: () => void
  /** What it means here, before the sentence. */
  lead?: string
  /** Actions. */
  children?: ReactNode
}) {
  return (
    <div className="error-note" data-tone={tone} role={tone === 'error' ? 'alert' : 'note'}>
      <Icon name="warning" />
      <div className="error-note-text">
        {lead !== undefined && <p className="error-note-lead">{lead}</p>}
        <p>{sentence(error)}</p>
        <div className="error-note-actions">
          {children}
          <CopyButton label="Copy details" text={JSON.stringify(error, null, 2)} />
        </div>
      </div>
      {onDismiss && <IconButton small icon="close" label="Dismiss" onPress={onDismiss} />}
    </div>
  )
}

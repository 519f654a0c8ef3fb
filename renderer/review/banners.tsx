import { hasAlignments } from '../../shared/case/case-file.ts'
import { useCommand } from '../app/command-context.tsx'
import { useCase, useHost, useSession, useTasks } from '../app/session-context.tsx'
import { sentence } from '../../shared/errors/sentence.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProposalBanner } from './proposal-banner.tsx'

/** What must not be missed about this case, above everything else. */
export function Banners() {
  const run = useCommand()
  const { cases, tasks } = useSession()
  const synthetic = useCase((s) => s.current?.synthetic === true)
  const hasReads = useCase((s) => s.current?.files.some((file) => hasAlignments(file)) === true)
  const noReference =
    useCase((s) => s.reference?.source === 'none' && s.reference.contigs.length > 0) && hasReads
  const record = useCase((s) => s.current?.record)
  const left = useCase((s) => s.current?.leftRecord)
  const lost = useCase((s) => s.current?.files.filter(({ unreachable }) => unreachable).length ?? 0)
  const error = useCase((s) => s.error)
  const taskError = useTasks((s) => s.error)
  const engineFailed = useHost((s) => s.engine.state === 'failed')
  return (
    <section aria-label="About this case">
      {synthetic && (
        <p className="banner banner-synthetic" role="note">
          <strong>Synthetic data</strong>
          <span>Generated people at real gene loci with made-up sequence. Not for clinical use.</span>
        </p>
      )}
      {noReference && (
        <p className="banner banner-warn" role="note">
          <Icon name="warning" />
          <span>No reference sequence: mismatches cannot be shown</span>
          <Button look="link" onPress={() => run('add-files')}>
            Add a FASTA or 2bit file…
          </Button>
        </p>
      )}
      <ProposalBanner />
      {record?.state === 'read-only' && (
        <p className="banner banner-warn" role="note">
          <Icon name="warning" />
          <span>{sentence(record.error)}</span>
          {record.stale && (
            <Button look="link" onPress={() => void cases.getState().takeOver()}>
              No answer from there: take the case over
            </Button>
          )}
        </p>
      )}
      {record?.state === 'unsaved' && record.error && (
        <p className="banner banner-warn" role="note">
          <Icon name="warning" />
          <span>What you do is not kept: {sentence(record.error)}</span>
          <Button look="link" onPress={() => run('save-case')}>
            Save the case elsewhere…
          </Button>
        </p>
      )}
      {left && (
        <p className="banner banner-warn" role="note">
          <Icon name="warning" />
          <span>
            A new record was begun: these files were reviewed before, and that record cannot be used. It is
            left as it is. {sentence(left.error)}
          </span>
          <CopyButton compact label="Copy the path of the record before" text={left.path} />
        </p>
      )}
      {lost > 0 && (
        <p className="banner banner-warn" role="note">
          <Icon name="warning" />
          <span>
            {lost === 1 ? 'A file of the case cannot be read' : `${lost} files of the case cannot be read`}
          </span>
          <Button look="link" onPress={() => run('show-files')}>
            See which, and find them…
          </Button>
        </p>
      )}
      {engineFailed && (
        <p className="banner banner-warn" role="alert">
          <Icon name="warning" />
          <span>
            The engine does not start any more. Close the window and open Casement again; nothing is lost.
          </span>
        </p>
      )}
      {error && (
        <div className="banner-error">
          <ErrorNote error={error} onDismiss={() => cases.getState().clearError()} />
        </div>
      )}
      {taskError && (
        <div className="banner-error">
          <ErrorNote error={taskError} onDismiss={() => tasks.setState({ error: null })} />
        </div>
      )}
    </section>
  )
}

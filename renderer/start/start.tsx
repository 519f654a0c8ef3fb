import { useCommand } from '../app/command-context.tsx'
import { keyName } from '../app/keys/key-map.ts'
import { isMac } from '../app/keys/use-keys.ts'
import { useCase, useHost, useSession } from '../app/session-context.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import { Opening } from './opening.tsx'
import { RecentCases } from './recent-cases.tsx'
import './start.css'

/** What is shown while no case is open: one column, and nothing that is not needed to open one. */
export function Start() {
  const run = useCommand()
  const { cases } = useSession()
  const opening = useCase((s) => s.opening)
  const error = useCase((s) => s.error)
  const hostError = useHost((s) => s.error)
  const engine = useHost((s) => s.engine)
  const desktop = useHost((s) => s.info?.kind === 'desktop')
  const busy = opening !== null

  return (
    <main className="start">
      <div className="start-column">
        <header>
          <div className="start-title">
            <Mark />
            <h1>Casement</h1>
          </div>
          <p className="start-lead">
            Open a patient’s BAM and VCF files to look at the reads behind each variant.
          </p>
        </header>

        <div className="stack">
          <div className="start-actions">
            <Button look="primary" isDisabled={busy} onPress={() => run('open-files')}>
              Open files…
            </Button>
            <Button isDisabled={busy} onPress={() => run('open-folder')}>
              Open folder…
            </Button>
            <Button look="quiet" isDisabled={busy} onPress={() => run('open-demo')}>
              Open the demo case
            </Button>
          </div>
          <p className="start-drop">
            <Icon name="file" />
            {desktop
              ? 'Or drop files and folders anywhere in this window.'
              : 'Files are read where they lie, in the folders this server was started with.'}
          </p>
        </div>

        {opening !== null && <Opening what={opening} />}
        {error && <ErrorNote error={error} onDismiss={() => cases.getState().clearError()} />}
        {hostError && <ErrorNote error={hostError} />}

        <RecentCases disabled={busy} />

        <footer className="start-foot">
          <span className="offline">
            <Icon name="offline" /> Offline — no network is used
          </span>
          {engine.state !== 'ready' && engine.state !== 'restarted' && (
            <span role="status">
              {engine.state === 'starting' ? 'Engine starting…' : 'Engine not running'}
            </span>
          )}
          <Button look="link" onPress={() => run('shortcuts')}>
            Keys ({keyName('?', isMac())})
          </Button>
          <Button look="link" onPress={() => run('about')}>
            About
          </Button>
        </footer>
      </div>
    </main>
  )
}

import { useCommand } from '../../app/command-context.tsx'
import { keyName } from '../../app/keys/key-map.ts'
import { isMac } from '../../app/keys/use-keys.ts'
import { useCase } from '../../app/session-context.tsx'
import { GateMark } from '../../quality/gate-note.tsx'
import { Button, Hint } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { plural } from '../../ui/amounts.ts'
import { TaskStrip } from '../tasks/task-strip.tsx'
import { buildText, buildWhy } from '../words/build-words.ts'
import { recordWords } from '../words/case-words.ts'
import { caseChecks } from './case-checks.ts'
import { AppMenu } from './app-menu.tsx'
import { SamplesPopover } from './samples-popover.tsx'
import './header.css'

export function HeaderBar() {
  const run = useCommand()
  const label = useCase((s) => s.current?.label ?? '')
  const build = useCase((s) => s.current?.build ?? 'unknown')
  return (
    <header className="header">
      <AppMenu />
      <h1 className="header-label" title={label}>
        {label}
      </h1>
      <RecordMark />
      <SamplesPopover />
      <span
        className="header-build"
        title={buildWhy(build)}
        data-unknown={build === 'unknown' ? '' : undefined}
      >
        {buildText(build)}
      </span>
      <TaskStrip />
      <GateMark />
      <Files />
      <Hint text="Offline — no network is used">
        <Button look="quiet" aria-label="Offline — no network is used" onPress={() => run('about')}>
          <Icon name="offline" />
          <span className="header-offline">Offline</span>
        </Button>
      </Hint>
      <Button onPress={() => run('palette')} aria-label="Go to… (commands and loci)">
        <Icon name="search" />
        <span className="header-goto">Go to…</span>
        <span className="kbd">{keyName('Mod+k', isMac())}</span>
      </Button>
    </header>
  )
}

/** Whether what is done is being kept. */
function RecordMark() {
  const run = useCommand()
  const record = useCase((s) => s.current?.record)
  const synthetic = useCase((s) => s.current?.synthetic === true)
  if (!record) return null
  const { short, long, ok } = recordWords(record, synthetic)
  return (
    <Hint text={long}>
      <Button
        look="quiet"
        aria-label={`${short}: ${long}`}
        onPress={() => run(record.state === 'unsaved' ? 'save-case' : 'show-history')}
      >
        <span className={ok ? 'checks-none' : 'checks-some'}>
          <Icon name={ok ? 'check' : 'warning'} />
        </span>
        <span className="header-record">{short}</span>
      </Button>
    </Hint>
  )
}

/** How many things about the files want a look. */
function Files() {
  const run = useCommand()
  const current = useCase((s) => s.current)
  const count = current ? caseChecks(current).length : 0
  return (
    <Hint
      text={
        count === 0
          ? 'Files and indexes: nothing to look at'
          : `Files and indexes: ${plural(count, 'thing')} to look at`
      }
    >
      <Button look="quiet" onPress={() => run('show-files')}>
        <span className={count === 0 ? 'checks-none' : 'checks-some'}>
          <Icon name={count === 0 ? 'check' : 'warning'} />
        </span>
        Files
      </Button>
    </Hint>
  )
}

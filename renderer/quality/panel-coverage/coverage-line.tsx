import { useCommand } from '../../app/command-context.tsx'
import { useCase, useCoverage, useSession, useTasks } from '../../app/session-context.tsx'
import { progressOf } from '../../app/stores/task-store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { lineWords } from './coverage-words.ts'
import './coverage.css'

/** Beside the list: could what is not listed have been missed? Only while a panel is in use. */
export function CoverageLine() {
  const run = useCommand()
  const { coverage } = useSession()
  const state = useCoverage((s) => s.ofPanels)
  const current = useCase((s) => s.current)
  const share = useTasks((s) => {
    const task = s.tasks.find(({ id }) => id === state?.counting)
    return task === undefined ? null : progressOf(task)
  })
  const inUse = current?.panels.some((each) => each.inUse) === true
  if (!inUse) return null
  // The room is there from the first: the list does not move when the answer comes.
  if (state === null) return <div className="coverage-line" />
  const { text, warns, title } = lineWords(state, current, share)
  const open = (): void => {
    if (coverage.getState().asked.of.kind !== 'panels')
      void coverage.getState().ask({ of: { kind: 'panels' }, transcripts: 'canonical' })
    run('panel-coverage')
  }
  const isOpen = state.counting === null && (state.counted === null || state.stale) && state.problem === null
  return (
    <div className="coverage-line" data-warns={warns ? '' : undefined}>
      {warns && <Icon name="warning" size={12} />}
      <span className="coverage-line-words" title={title}>
        <Button look="link" onPress={open}>
          {text}
        </Button>
      </span>
      {isOpen && (
        <Button look="link" onPress={() => void coverage.getState().countPanels()}>
          Count
        </Button>
      )}
    </div>
  )
}

import { type FormEvent, useState } from 'react'
import { useCase, useCoverage, useSession, useTasks } from '../../app/session-context.tsx'
import { progressOf } from '../../app/stores/task-store.ts'
import { type CoverageOf, typedGenes } from '../../../shared/quality/coverage-asked.ts'
import type { CoverageState } from '../../../shared/quality/coverage-state.ts'
import { taskFar } from '../../review/tasks/task-words.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Progress } from '../../ui/progress.tsx'

const TRANSCRIPTS = [
  { value: 'canonical', text: 'Marked transcripts' },
  { value: 'all', text: 'All transcripts' },
] as const

const valueOf = (of: CoverageOf): string => (of.kind === 'bed' ? `bed ${of.file}` : of.kind)

/** What is counted: the panels in use, a BED of the case, or genes that are typed; of which transcripts. */
export function WhatToCount({
  typing,
  setTyping,
}: {
  /** Genes are being typed, or were. */
  typing: boolean
  setTyping: (typing: boolean) => void
}) {
  const { coverage } = useSession()
  const asked = useCoverage((s) => s.asked)
  const beds = useCase((s) => s.current?.files)?.filter(({ kind }) => kind === 'bed') ?? []
  const options = [
    { value: 'panels', text: 'Panels in use' },
    ...beds.map(({ id, name }) => ({ value: `bed ${id}`, text: `BED: ${name}` })),
    { value: 'genes', text: 'Genes by name…' },
  ]
  const choose = (value: string): void => {
    setTyping(value === 'genes')
    if (value === 'panels') void coverage.getState().ask({ ...asked, of: { kind: 'panels' } })
    const bed = beds.find(({ id }) => value === `bed ${id}`)
    if (bed) void coverage.getState().ask({ ...asked, of: { kind: 'bed', file: bed.id } })
  }
  return (
    <>
      <Choice
        label="What to count"
        value={typing ? 'genes' : valueOf(asked.of)}
        options={options}
        onChange={choose}
      />
      {typing && <TypedGenes />}
      {asked.of.kind !== 'bed' && (
        <Choice
          label="Of which transcripts"
          value={asked.transcripts}
          options={TRANSCRIPTS}
          onChange={(transcripts) => void coverage.getState().ask({ ...asked, transcripts })}
        />
      )}
    </>
  )
}

function TypedGenes() {
  const { coverage } = useSession()
  const asked = useCoverage((s) => s.asked)
  const [text, setText] = useState(asked.of.kind === 'genes' ? asked.of.genes.join(' ') : '')
  const genes = typedGenes(text)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (genes.length > 0) void coverage.getState().ask({ ...asked, of: { kind: 'genes', genes } })
  }
  return (
    <form className="coverage-genes" onSubmit={submit}>
      <input
        className="text-field"
        aria-label="Genes, by symbol or Ensembl id"
        placeholder="SCN1A KCNQ2 …"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" isDisabled={genes.length === 0}>
        Take
      </Button>
    </form>
  )
}

/** Counting: begin, how far, cancel. */
export function CountControls({ state }: { state: CoverageState }) {
  const { coverage, tasks } = useSession()
  const task = useTasks((s) => s.tasks.find(({ id }) => id === state.counting))
  if (task?.state === 'running')
    return (
      <div className="coverage-progress" role="status">
        <span className="muted">{taskFar(task)}</span>
        <Progress value={progressOf(task)} label="Counting coverage" />
        <Button onPress={() => void tasks.getState().cancel(task.id)}>Cancel</Button>
      </div>
    )
  const isDone = state.counted !== null && !state.stale
  return (
    <Button
      look={isDone ? 'normal' : 'primary'}
      isDisabled={state.problem !== null}
      onPress={() => void coverage.getState().count()}
    >
      {state.counted === null ? 'Count' : 'Count again'}
    </Button>
  )
}

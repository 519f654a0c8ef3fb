import { useEffect, useRef, useState } from 'react'
import { Switch } from 'react-aria-components'
import { filterProblem } from '../../app/list/list-query.ts'
import type { ListScope } from '../../app/list/list-scope.ts'
import { useSession } from '../../app/session-context.tsx'
import { Button } from '../../ui/button.tsx'
import { effectWords } from '../words/filter-words.ts'
import { ExpressionField } from './expression-field.tsx'
import { MissingChoice } from './missing-choice.tsx'
import type { BarFilter } from './use-filters.ts'

/** ms after the last letter before the list is asked for. */
const PAUSE_MS = 250

/** What one filter is and does. What is typed counts once it can be understood; until then the expression before does. */
export function ChipPopover({
  shown: { at, filter, effect },
  scope,
  onClose,
}: {
  shown: BarFilter
  scope: ListScope
  onClose: () => void
}) {
  const { list } = useSession()
  const [draft, setDraft] = useState(filter.expression)
  const problem = filterProblem(draft, scope.filter)
  const { type, commit, forget } = useLater((expression: string) =>
    list.getState().changeFilter(at, { expression, label: null }),
  )
  const onType = (text: string): void => {
    setDraft(text)
    if (text === filter.expression || filterProblem(text, scope.filter) !== null) forget()
    else type(text)
  }
  return (
    <div className="filter-dialog">
      <ExpressionField
        autoFocus
        value={draft}
        problem={problem}
        scope={scope}
        onChange={onType}
        onSubmit={() => {
          if (problem !== null) return
          commit()
          onClose()
        }}
      />
      {problem !== null && draft !== filter.expression && (
        <p className="muted">
          Until then it stays <span className="mono">{filter.expression}</span>
        </p>
      )}
      <p className="filter-effect" role="status">
        {!filter.enabled
          ? 'Off: hides nothing'
          : problem !== null && draft === filter.expression
            ? 'Hides nothing until it is understood'
            : effect === null
              ? 'Counting…'
              : effectWords(effect, filter.missing)}
      </p>
      <MissingChoice
        value={filter.missing}
        count={effect?.missing ?? null}
        onChange={(missing) => list.getState().changeFilter(at, { missing })}
      />
      <div className="filter-foot">
        <Switch
          className="switch"
          isSelected={filter.enabled}
          onChange={(enabled) => list.getState().changeFilter(at, { enabled })}
        >
          <span className="switch-track" aria-hidden="true" />
          {filter.enabled ? 'On' : 'Off'}
        </Switch>
        <span className="push" />
        <Button
          look="quiet"
          onPress={() => {
            forget()
            onClose()
            list.getState().removeFilters([at])
          }}
        >
          Remove
        </Button>
      </div>
    </div>
  )
}

/** Does something with the last text, once nobody has typed for a while, or when what holds the field is closed. */
function useLater(act: (text: string) => void): {
  type: (text: string) => void
  commit: () => void
  forget: () => void
} {
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null)
  const acting = useRef(act)
  useEffect(() => {
    acting.current = act
  })
  const [actions] = useState(() => {
    const forget = (): void => {
      if (waiting.current) clearTimeout(waiting.current.timer)
      waiting.current = null
    }
    const commit = (): void => {
      const text = waiting.current?.text
      forget()
      if (text !== undefined) acting.current(text)
    }
    const type = (text: string): void => {
      forget()
      waiting.current = { text, timer: setTimeout(commit, PAUSE_MS) }
    }
    return { type, commit, forget }
  })
  useEffect(() => actions.commit, [actions])
  return actions
}

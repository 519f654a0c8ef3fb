import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import { type Completion, completions } from '../../app/list/complete-filter.ts'
import type { ListScope } from '../../app/list/list-scope.ts'

/**
 * Where an expression is typed: names are completed, and what is wrong is underlined where it stands and said below.
 * Enter submits.
 */
export function ExpressionField({
  value,
  problem,
  scope,
  autoFocus = false,
  onChange,
  onSubmit,
}: {
  value: string
  problem: CasementError | null
  scope: ListScope
  autoFocus?: boolean
  onChange: (text: string) => void
  onSubmit: () => void
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [offered, setOffered] = useState<readonly Completion[]>([])
  const [active, setActive] = useState(0)
  const listId = useId()
  const errorId = useId()
  const open = offered.length > 0

  const type = (text: string, caret: number): void => {
    onChange(text)
    setOffered(completions(text, caret, scope))
    setActive(0)
  }
  const take = ({ insert, from }: Completion): void => {
    const element = field.current
    if (!element) return
    const text = value.slice(0, from) + insert + value.slice(element.selectionStart)
    onChange(text)
    setOffered([])
    const caret = from + insert.length
    // Once the text is in the field.
    requestAnimationFrame(() => element.setSelectionRange(caret, caret))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = offered[active]
    if (open && event.key === 'ArrowDown') setActive((active + 1) % offered.length)
    else if (open && event.key === 'ArrowUp') setActive(active === 0 ? offered.length - 1 : active - 1)
    else if (choice && (event.key === 'Tab' || event.key === 'Enter')) take(choice)
    else if (open && event.key === 'Escape') setOffered([])
    else if (event.key === 'Enter') onSubmit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="expression">
      <div className="expression-field" {...(problem === null ? {} : { 'data-wrong': '' })}>
        <div className="expression-shadow mono" aria-hidden="true">
          <Marked text={value} problem={problem} />
        </div>
        <textarea
          ref={field}
          className="mono"
          aria-label="Expression"
          aria-haspopup="listbox"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-invalid={problem !== null}
          {...(problem === null ? {} : { 'aria-describedby': errorId })}
          {...(open ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
          autoFocus={autoFocus}
          autoComplete="off"
          spellCheck={false}
          rows={1}
          value={value}
          onChange={(event) => type(event.target.value.replaceAll('\n', ' '), event.target.selectionStart)}
          onBlur={() => setOffered([])}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id={listId} className="offers" role="listbox" aria-label="Columns" hidden={!open}>
        {offered.map((offer, at) => (
          <li
            key={offer.insert}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === active}
            className="offer"
            title={offer.about}
            // Before the field loses the focus and with it the list.
            onPointerDown={(event) => {
              event.preventDefault()
              take(offer)
            }}
          >
            <span className="offer-name mono">{offer.insert}</span>
            <span className="muted">{offer.about}</span>
          </li>
        ))}
      </ul>
      <p id={errorId} className="expression-error" role="status">
        {problem !== null && sentence(problem)}
      </p>
    </div>
  )
}

/** The text again, behind the field, with the place that is wrong underlined. */
function Marked({ text, problem }: { text: string; problem: CasementError | null }) {
  const span = problem !== null && 'from' in problem && 'to' in problem ? problem : null
  // A line that ends the text is only as high as a line with something in it.
  if (span === null) return <>{`${text} `}</>
  const to = Math.max(span.to, span.from + 1)
  return (
    <>
      {text.slice(0, span.from)}
      <mark>{text.slice(span.from, to) || ' '}</mark>
      {`${text.slice(to)} `}
    </>
  )
}

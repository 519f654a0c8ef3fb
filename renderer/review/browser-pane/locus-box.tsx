import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { formatRegion } from '../../../shared/genome/region.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import { search } from '../../app/search.ts'
import { useSession, useView } from '../../app/session-context.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FoundOption } from './found-option.tsx'
import { type Found, foundKey, goToFound, useSearch } from './use-search.ts'

/**
 * Shows where the browser is and takes where to go: a gene or its synonym, a region, a position, a variant of the case by rs
 * number, HGVS or alleles. ↑/↓ choose a completion, Enter goes there (or to the text as typed), Esc puts the locus back.
 */
export function LocusBox() {
  const session = useSession()
  const locus = useView((s) => s.locus)
  const error = useView((s) => s.locusError)
  const [draft, setDraft] = useState<string | null>(null)
  /** The chosen completion; of another list it means nothing. */
  const [chosen, setChosen] = useState<{ of: readonly Found[]; at: number }>({ of: [], at: -1 })
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const errorId = useId()
  const { choices, note } = useSearch(draft ?? '')
  const open = draft !== null && choices.length > 0
  // An error says it, too.
  const said = draft === null || error !== null ? null : note
  const active = chosen.of === choices ? chosen.at : -1
  const setActive = (at: number): void => setChosen({ of: choices, at })
  const setError = session.view.getState().setLocusError

  const leave = (): void => {
    setDraft(null)
    input.current?.blur()
  }
  const goTo = (found: Found): void => {
    setError(null)
    leave()
    goToFound(session, found)
  }
  const submit = async (): Promise<void> => {
    const found = open ? choices[active] : undefined
    if (found) return goTo(found)
    const text = draft?.trim() ?? ''
    if (text === '') return leave()
    if (await search(session, text)) leave()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void submit()
    else if (event.key === 'Escape') {
      setError(null)
      leave()
    } else if (open && event.key === 'ArrowDown') setActive((active + 1) % choices.length)
    else if (open && event.key === 'ArrowUp') setActive(active <= 0 ? choices.length - 1 : active - 1)
    else return
    event.preventDefault()
  }

  return (
    <div className="locus-box">
      <Icon name="search" />
      <input
        ref={input}
        id="locus"
        className="text-field mono"
        role="combobox"
        aria-label="Gene, region, position or variant"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-invalid={error !== null}
        {...(error === null ? {} : { 'aria-errormessage': errorId, 'aria-describedby': errorId })}
        {...(open && active >= 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
        autoComplete="off"
        spellCheck={false}
        placeholder="Gene, region or variant"
        value={draft ?? (locus ? formatRegion(locus) : '')}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setError(null)
          setDraft(event.target.value)
        }}
        onBlur={() => {
          if (error === null) setDraft(null)
        }}
        onKeyDown={onKeyDown}
      />
      <div className="offers locus-drop" hidden={!open && said === null && error === null}>
        <ul id={listId} role="listbox" aria-label="Completions" hidden={!open}>
          {open &&
            choices.map((candidate, at) => (
              <li
                key={foundKey(candidate)}
                id={`${listId}-${at}`}
                role="option"
                aria-selected={at === active}
                className="offer"
                // Before the field loses the focus and with it the list.
                onPointerDown={(event) => {
                  event.preventDefault()
                  goTo(candidate)
                }}
              >
                <FoundOption found={candidate} />
              </li>
            ))}
        </ul>
        {said !== null && (
          <p className="locus-note muted" role="status">
            {said}
          </p>
        )}
        {error && (
          <p id={errorId} className="locus-error" role="alert">
            {sentence(error)}
          </p>
        )}
      </div>
    </div>
  )
}

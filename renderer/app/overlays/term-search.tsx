import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { TermMatch } from '../../../shared/phenotype/hpo.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useSession } from '../session-context.tsx'
import { pastedIds } from './phenotype-words.ts'
import { useTermSearch } from './use-terms.ts'

/** Finds an HPO term by name, synonym or id. ↑/↓ choose, Enter takes; several ids are taken at once. */
export function TermSearch({ onPick }: { onPick: (ids: readonly string[]) => void }) {
  const { client } = useSession()
  const [typed, setTyped] = useState('')
  /** The chosen match; of another list it means nothing. */
  const [chosen, setChosen] = useState<{ of: readonly TermMatch[]; at: number }>({ of: [], at: 0 })
  const id = useId()
  const query = typed.trim()
  const ids = pastedIds(typed)
  const several = ids !== null && ids.length > 1
  const found = useTermSearch(client, several ? '' : typed)
  const { terms } = found
  const open = terms.length > 0
  const at = chosen.of === terms ? chosen.at : 0
  const setAt = (place: number): void => setChosen({ of: terms, at: place })

  useEffect(() => {
    if (open) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at, open])

  const pick = (picked: readonly string[]): void => {
    setTyped('')
    onPick(picked)
  }
  const enter = (): void => {
    const term = found.of === query ? terms[at] : undefined
    if (several) pick(ids)
    else if (term) pick([term.id])
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') enter()
    else if (event.key === 'ArrowDown' && open) setAt((at + 1) % terms.length)
    else if (event.key === 'ArrowUp' && open) setAt((at + terms.length - 1) % terms.length)
    else if (event.key === 'Escape' && typed !== '') {
      setTyped('')
      // The dialog stays: this Esc was for the list.
      event.stopPropagation()
    } else return
    event.preventDefault()
  }

  return (
    <div className="term-search">
      <input
        className="text-field"
        role="combobox"
        aria-label="Find an HPO term"
        aria-expanded={open}
        aria-controls={id}
        aria-autocomplete="list"
        {...(open ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        placeholder="Term: seizure, short stature, HP:0001250…"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ul id={id} className="offers" role="listbox" aria-label="HPO terms" hidden={!open}>
        {terms.map((term, place) => (
          <li
            key={term.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            className="offer"
            onPointerMove={() => setAt(place)}
            // Before the field loses the focus.
            onPointerDown={(event) => {
              event.preventDefault()
              pick([term.id])
            }}
          >
            <span className="offer-name">{term.name}</span>
            {term.obsolete && !/^obsolete\b/i.test(term.name) && <span className="term-note">obsolete</span>}
            {term.via !== null && <span className="muted">{term.via}</span>}
            <span className="offer-aside mono">{term.id}</span>
          </li>
        ))}
      </ul>
      {several && <p className="muted">Enter adds {ids.length} terms.</p>}
      {found.error && <ErrorNote error={found.error} />}
      {!several && query !== '' && found.of === query && found.error === null && !open && (
        <p className="muted" role="status">
          No HPO term has “{query}” in its name, synonyms or id.
        </p>
      )}
    </div>
  )
}

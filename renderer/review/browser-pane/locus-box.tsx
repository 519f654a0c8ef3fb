import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { formatRegion } from '../../../shared/genome/region.ts'
import type { Locus } from '../../../shared/genome/gene.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import { goToRegion, goToText } from '../../app/commands.ts'
import { useSession, useView } from '../../app/session-context.tsx'
import { Icon } from '../../ui/icon.tsx'
import { LocusOption } from './locus-option.tsx'
import { useCompletion } from './use-completion.ts'

/**
 * Shows where the browser is and takes where to go: a gene or its synonym, a region, a position, a variant.
 * ↑/↓ choose a completion, Enter goes there (or to the text as typed), Esc puts the locus back.
 */
export function LocusBox() {
  const session = useSession()
  const locus = useView((s) => s.locus)
  const error = useView((s) => s.locusError)
  const [draft, setDraft] = useState<string | null>(null)
  /** The chosen completion; of another list it means nothing. */
  const [chosen, setChosen] = useState<{ of: readonly Locus[]; at: number }>({ of: [], at: -1 })
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const errorId = useId()
  const loci = useCompletion(session.client, draft ?? '')
  const open = draft !== null && loci.length > 0
  const active = chosen.of === loci ? chosen.at : -1
  const setActive = (at: number): void => setChosen({ of: loci, at })
  const setError = session.view.getState().setLocusError

  const leave = (): void => {
    setDraft(null)
    input.current?.blur()
  }
  const goTo = (place: Locus): void => {
    setError(null)
    leave()
    void goToRegion(session, place)
  }
  const submit = async (): Promise<void> => {
    const place = open ? loci[active] : undefined
    if (place) return goTo(place)
    const text = draft?.trim() ?? ''
    if (text === '') return leave()
    if (await goToText(session, text)) leave()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void submit()
    else if (event.key === 'Escape') {
      setError(null)
      leave()
    } else if (open && event.key === 'ArrowDown') setActive((active + 1) % loci.length)
    else if (open && event.key === 'ArrowUp') setActive(active <= 0 ? loci.length - 1 : active - 1)
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
      <ul id={listId} className="locus-list" role="listbox" aria-label="Completions" hidden={!open}>
        {open &&
          loci.map((candidate, at) => (
            <li
              key={`${candidate.kind} ${candidate.label} ${candidate.contig}:${candidate.start}`}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              className="locus-option"
              // Before the field loses the focus and with it the list.
              onPointerDown={(event) => {
                event.preventDefault()
                goTo(candidate)
              }}
            >
              <LocusOption locus={candidate} />
            </li>
          ))}
      </ul>
      {error && (
        <p id={errorId} className="locus-error" role="alert">
          {sentence(error)}
        </p>
      )}
    </div>
  )
}

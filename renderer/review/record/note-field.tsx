import { useEffect } from 'react'
import { useStore } from 'zustand'
import { keyText, variantKey } from '../../../shared/variant/variant-key.ts'
import { MOST_NOTE_CHARACTERS } from '../../../shared/variant/variant-note.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { useCase, useSession } from '../../app/session-context.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { noteStateWords, roomWords } from '../words/note-words.ts'

/** What the reviewer writes about the variant. It is said to be saved when the engine has written it, and not before. */
export function NoteField({ row }: { row: VariantRow }) {
  const { notes } = useSession()
  const variant = variantKey(row)
  const key = keyText(variant)
  const draft = useStore(notes, (s) => s.drafts.get(key))
  const note = useCase((s) => s.current?.notes.find((each) => keyText(each.variant) === key)?.text ?? '')
  const record = useCase((s) => s.current?.record.state ?? 'unsaved')
  useEffect(() => {
    const save = (): void => void notes.getState().saveAll()
    window.addEventListener('pagehide', save)
    return () => window.removeEventListener('pagehide', save)
  }, [notes])
  const text = draft?.text ?? note
  const room = roomWords(text.length)
  return (
    <section className="record-section" aria-labelledby="note-heading">
      <div className="section-head">
        <h2 id="note-heading">Note</h2>
        <span className="push" />
        <span className="muted" role="status">
          {noteStateWords(draft?.state, text, record)}
        </span>
      </div>
      <textarea
        className="text-field note-field"
        aria-labelledby="note-heading"
        placeholder="What you saw, and what is to be done"
        rows={Math.min(12, Math.max(2, text.split('\n').length))}
        maxLength={MOST_NOTE_CHARACTERS}
        value={text}
        onChange={(event) => notes.getState().write(variant, event.target.value)}
        onBlur={() => void notes.getState().save(key)}
      />
      {room !== null && <p className="muted">{room}</p>}
      {draft?.error && (
        <ErrorNote error={draft.error} lead="The note is not saved. What you wrote is still here.">
          <Button look="link" onPress={() => void notes.getState().save(key)}>
            Save it again
          </Button>
        </ErrorNote>
      )}
    </section>
  )
}

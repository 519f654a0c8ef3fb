import type { RecordState } from '../../../shared/case/record-state.ts'
import { MOST_NOTE_CHARACTERS } from '../../../shared/variant/variant-note.ts'
import type { NoteDraft } from '../../app/stores/note-store.ts'

/** Characters before the end of the room from which on it is said. */
const NEAR = 500

/** Whether what is written is kept. @param draft its state; undefined when the case has the text */
export function noteStateWords(
  draft: NoteDraft['state'] | undefined,
  text: string,
  record: RecordState['state'],
): string {
  if (draft === 'waiting') return 'Not saved yet'
  if (draft === 'saving') return 'Saving…'
  if (draft === 'failed') return 'Not saved'
  if (text === '') return draft === 'saved' ? 'Note removed' : ''
  // Nothing of such a case is on disk.
  return record === 'unsaved' ? 'Kept until the case is closed' : 'Saved'
}

/** How much room is left, when it is little. */
export function roomWords(length: number): string | null {
  if (length < MOST_NOTE_CHARACTERS - NEAR) return null
  const count = (n: number): string => n.toLocaleString('en-GB')
  return `${count(length)} of ${count(MOST_NOTE_CHARACTERS)} characters`
}

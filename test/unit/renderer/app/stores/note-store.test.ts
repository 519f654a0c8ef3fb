import { describe, expect, it } from 'vitest'
import { createNoteStore } from '../../../../../renderer/app/stores/note-store.ts'
import { noteStateWords, roomWords } from '../../../../../renderer/review/words/note-words.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import { keyText } from '../../../../../shared/variant/variant-key.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

const VARIANT = { file: 'f1', contig: 'chr1', position: 100, ref: 'A', alt: 'G' }
const KEY = keyText(VARIANT)
const PAUSE_MS = 20
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A store whose engine answers when it is let. */
function started() {
  const client = createFakeClient()
  const waiting: { text: string; answer: () => void; fail: () => void }[] = []
  client.answer(
    'variants.setNote',
    ({ text }) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(new Fault({ kind: 'case/lock-lost', file: 'a.casement' }))
        waiting.push({ text, answer: () => resolve({}), fail })
      }),
  )
  const store = createNoteStore(client, PAUSE_MS)
  return { store, waiting, draft: () => store.getState().drafts.get(KEY) }
}

describe('a note that is being written', () => {
  it('waits for a pause, and is saved when the engine says so and not before', async () => {
    const { store, waiting, draft } = started()
    store.getState().write(VARIANT, 'Fa')
    store.getState().write(VARIANT, 'Father')
    expect(waiting).toEqual([])
    expect(draft()?.state).toBe('waiting')
    await wait(PAUSE_MS * 4)
    expect(waiting.map(({ text }) => text)).toEqual(['Father'])
    expect(draft()?.state).toBe('saving')
    waiting[0]?.answer()
    await wait(0)
    expect(draft()).toMatchObject({ state: 'saved', text: 'Father' })
    store.getState().settle()
    expect(draft()).toBeUndefined()
  })

  it('stays, with the reason, when it cannot be saved, and can be saved again', async () => {
    const { store, waiting, draft } = started()
    store.getState().write(VARIANT, 'Father')
    void store.getState().save(KEY)
    waiting[0]?.fail()
    await wait(0)
    expect(draft()).toMatchObject({ state: 'failed', text: 'Father', error: { kind: 'case/lock-lost' } })
    // A change of the case from elsewhere does not take it away.
    store.getState().settle()
    expect(draft()?.text).toBe('Father')
    void store.getState().save(KEY)
    waiting[1]?.answer()
    await wait(0)
    expect(draft()).toMatchObject({ state: 'saved', error: null })
  })

  it('goes on when more is written while it is being saved: the last text is what is kept', async () => {
    const { store, waiting, draft } = started()
    store.getState().write(VARIANT, 'Fa')
    void store.getState().save(KEY)
    store.getState().write(VARIANT, 'Father')
    waiting[0]?.answer()
    await wait(0)
    expect(draft()).toMatchObject({ state: 'waiting', text: 'Father' })
    await wait(PAUSE_MS * 4)
    waiting[1]?.answer()
    await wait(0)
    expect(waiting.map(({ text }) => text)).toEqual(['Fa', 'Father'])
    expect(draft()?.state).toBe('saved')
  })

  it('is not of the next case', async () => {
    const { store, waiting } = started()
    store.getState().write(VARIANT, 'Father')
    store.getState().forget()
    await wait(PAUSE_MS * 4)
    expect(waiting).toEqual([])
    expect(store.getState().drafts.size).toBe(0)
  })
})

it('says whether a note is kept, and when its room ends', () => {
  expect(noteStateWords('waiting', 'a', 'writing')).toBe('Not saved yet')
  expect(noteStateWords('failed', 'a', 'writing')).toBe('Not saved')
  expect(noteStateWords(undefined, 'a', 'writing')).toBe('Saved')
  expect(noteStateWords(undefined, 'a', 'unsaved')).toBe('Kept until the case is closed')
  expect(noteStateWords('saved', '', 'writing')).toBe('Note removed')
  expect(noteStateWords(undefined, '', 'writing')).toBe('')
  expect(roomWords(100)).toBeNull()
  expect(roomWords(3999)).toBe('3,999 of 4,000 characters')
})

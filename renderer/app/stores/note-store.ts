import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { keyText, type VariantKey } from '../../../shared/variant/variant-key.ts'

/** What is being written about a variant, until the case has it. */
export type NoteDraft = {
  readonly variant: VariantKey
  readonly text: string
  /** `saved`: the engine has written it, and the case as it is known here may not have it yet. */
  readonly state: 'waiting' | 'saving' | 'saved' | 'failed'
  readonly error: CasementError | null
}

/** Notes on their way. What is noted is the case's own state. */
type NoteState = {
  /** By `keyText` of the variant. What could not be saved stays here. */
  drafts: ReadonlyMap<string, NoteDraft>
  /** Saved when nothing more is written for a moment. */
  write: (variant: VariantKey, text: string) => void
  /** Saves at once what waits, or failed. */
  save: (key: string) => Promise<void>
  saveAll: () => Promise<void>
  /** The case changed: what was saved is in it. */
  settle: () => void
  /** Another case. */
  forget: () => void
}

export type NoteStore = StoreApi<NoteState>

const PAUSE_MS = 800

export function createNoteStore(client: Client, pauseMs = PAUSE_MS): NoteStore {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const stop = (key: string): void => {
    clearTimeout(timers.get(key))
    timers.delete(key)
  }
  return createStore<NoteState>()((set, get) => {
    const put = (key: string, draft: NoteDraft): void =>
      set(({ drafts }) => ({ drafts: new Map(drafts).set(key, draft) }))
    return {
      drafts: new Map(),
      write(variant, text) {
        const key = keyText(variant)
        put(key, { variant, text, state: 'waiting', error: null })
        stop(key)
        timers.set(
          key,
          setTimeout(() => void get().save(key), pauseMs),
        )
      },
      async save(key) {
        stop(key)
        const draft = get().drafts.get(key)
        if (draft === undefined || draft.state === 'saving' || draft.state === 'saved') return
        const saving: NoteDraft = { ...draft, state: 'saving', error: null }
        put(key, saving)
        const { variant, text } = draft
        let after: NoteDraft
        try {
          await client.call('variants.setNote', { variant, text })
          after = { ...saving, state: 'saved' }
        } catch (thrown) {
          after = { ...saving, state: 'failed', error: errorOf(thrown) }
        }
        // What was written on meanwhile is saved in its turn.
        if (get().drafts.get(key) === saving) put(key, after)
      },
      async saveAll() {
        await Promise.all([...get().drafts.keys()].map((key) => get().save(key)))
      },
      settle() {
        const { drafts } = get()
        const open = [...drafts].filter(([, { state }]) => state !== 'saved')
        if (open.length < drafts.size) set({ drafts: new Map(open) })
      },
      forget() {
        for (const key of timers.keys()) stop(key)
        if (get().drafts.size > 0) set({ drafts: new Map() })
      },
    }
  })
}

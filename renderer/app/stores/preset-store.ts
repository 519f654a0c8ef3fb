import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { OwnPresets } from '../../../shared/filter/own-presets.ts'
import type { Preset } from '../../../shared/filter/preset.ts'
import { createLatest } from './latest.ts'

/** The user's own presets: of this machine, for every case. */
export type PresetState = {
  own: readonly Preset[]
  /** Why those that are kept cannot be read, or the last change could not be kept. */
  error: CasementError | null
  /** Reads them again: another window may have saved some. */
  load: () => Promise<void>
  /** One of the same name is replaced. True when they are kept. */
  save: (presets: readonly Preset[]) => Promise<boolean>
  remove: (name: string) => Promise<void>
}

export type PresetStore = StoreApi<PresetState>

export function createPresetStore(client: Client): PresetStore {
  const latest = createLatest()
  return createStore<PresetState>()((set) => {
    const take = async (answer: Promise<OwnPresets>): Promise<boolean> => {
      const isNewest = latest.begin()
      try {
        const { presets, problem } = await answer
        if (isNewest()) set({ own: presets, error: problem })
        return true
      } catch (thrown) {
        if (isNewest()) set({ error: errorOf(thrown) })
        return false
      }
    }
    return {
      own: [],
      error: null,
      load: async () => void (await take(client.call('preset.list', {}))),
      save: (presets) => take(client.call('preset.save', { presets: [...presets] })),
      remove: async (name) => void (await take(client.call('preset.remove', { name }))),
    }
  })
}

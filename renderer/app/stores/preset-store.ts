import { createStore, type StoreApi } from 'zustand/vanilla'
import { exportPresets, importPresets, type Preset } from '../../../shared/filter/preset.ts'
import type { Memory } from './view-store.ts'

/** The user's own presets: of this machine, for every case. */
export type PresetState = {
  own: readonly Preset[]
  /** One of the same name is replaced. */
  save: (presets: readonly Preset[]) => void
  remove: (name: string) => void
}

export type PresetStore = StoreApi<PresetState>

const KEY = 'casement.presets'

/** What was saved; nothing where it can no longer be read. */
function recall(memory: Memory | undefined): readonly Preset[] {
  try {
    const text = memory?.getItem(KEY) ?? null
    return text === null ? [] : importPresets(text)
  } catch {
    // Written by a newer Casement, or storage that is forbidden: the text stays as it is until a preset is saved.
    return []
  }
}

export function createPresetStore(memory?: Memory): PresetStore {
  return createStore<PresetState>()((set, get) => {
    const keep = (own: readonly Preset[]): void => {
      set({ own })
      try {
        memory?.setItem(KEY, own.length === 0 ? '' : exportPresets(own))
      } catch {
        // Storage is full or forbidden: the presets last as long as the window.
      }
    }
    return {
      own: recall(memory),
      save(presets) {
        const names = new Set(presets.map(({ name }) => name))
        keep([...get().own.filter(({ name }) => !names.has(name)), ...presets])
      },
      remove: (name) => keep(get().own.filter((preset) => preset.name !== name)),
    }
  })
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Role } from '../../../shared/case/sample.ts'
import type { CallOutput, Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { ReferenceState } from '../../../shared/genome/gene.ts'
import type { Pedigree } from '../../../shared/pedigree/individual.ts'
import { createLatest } from './latest.ts'

export type RecentCase = CallOutput<'recent.list'>[number]

/** The open case as the engine last told it, and what is under way to change it. */
export type CaseStoreState = {
  current: CaseState | null
  reference: ReferenceState | null
  /** What is being opened, in words for the screen; null when nothing is. */
  opening: string | null
  error: CasementError | null
  recent: readonly RecentCase[]
  recentError: CasementError | null
  /** Takes up a case the engine already has open (the window was reloaded). */
  load: () => Promise<void>
  open: (paths: readonly string[]) => Promise<void>
  openDemo: () => Promise<void>
  /** Adds files to the open case; opens a new one when there is none. */
  add: (paths: readonly string[]) => Promise<void>
  close: () => Promise<void>
  setRole: (sample: string, role: Role) => Promise<void>
  /** The family as it is after a change. */
  setPedigree: (pedigree: Pedigree) => Promise<void>
  /** Says that a file's reads are of a sample; or of one of its own. */
  matchFile: (file: string, sample: string) => Promise<void>
  separateFile: (file: string) => Promise<void>
  confirmAssembly: () => Promise<void>
  setLabel: (label: string) => Promise<void>
  /** Copies the case file to a place and goes on there. */
  saveAs: (path: string) => Promise<void>
  /** Takes the case file from somebody who gives no sign of life. */
  takeOver: () => Promise<void>
  undo: () => Promise<void>
  redo: () => Promise<void>
  /** Says where an input of the case lies now. */
  relink: (file: string, path: string) => Promise<void>
  rebuildIndex: (file: string) => Promise<void>
  /** Imports a file's variants that were not: it was cancelled, or failed. */
  importAgain: (file: string) => Promise<void>
  forget: (id: string) => Promise<void>
  loadRecent: () => Promise<void>
  loadReference: () => Promise<void>
  /** The engine said the case changed. */
  changed: (state: CaseState | null) => void
  clearError: () => void
}

export type CaseStore = StoreApi<CaseStoreState>

const count = (n: number): string => (n === 1 ? '1 file' : `${n} files`)

export function createCaseStore(client: Client): CaseStore {
  const references = createLatest()
  const changes = createLatest()
  return createStore<CaseStoreState>()((set, get) => {
    /** Another case: nothing of the one before may be taken for it. */
    const enter = (current: CaseState | null): void => {
      const before = get().current
      const other = current?.id !== before?.id
      // A call's answer may arrive after the events that followed it.
      if (!other && current && before && current.revision < before.revision) return
      if (other) references.forgetAll()
      set(other ? { current, reference: null } : { current })
    }
    const changing = async (opening: string | null, work: () => Promise<CaseState | null>): Promise<void> => {
      const isNewest = changes.begin()
      set({ opening, error: null })
      try {
        enter(await work())
        if (isNewest()) set({ opening: null })
      } catch (thrown) {
        const error = errorOf(thrown)
        // Cancelled by the user, or overtaken by another opening whose own answer is still to come: no failure.
        if (isNewest()) set(error.kind === 'task/cancelled' ? { opening: null } : { opening: null, error })
      }
    }
    const opened = async (opening: string, work: () => Promise<CaseState>): Promise<void> => {
      await changing(opening, work)
      if (get().error === null) await Promise.all([get().loadReference(), get().loadRecent()])
    }
    return {
      current: null,
      reference: null,
      opening: null,
      error: null,
      recent: [],
      recentError: null,
      async load() {
        await changing(null, () => client.call('case.state', {}))
        await Promise.all([get().loadReference(), get().loadRecent()])
      },
      open: (paths) =>
        opened(`Opening ${count(paths.length)}…`, () => client.call('case.open', { paths: [...paths] })),
      openDemo: () => opened('Making the demo case…', () => client.call('case.openDemo', {})),
      async add(paths) {
        if (get().current === null) return get().open(paths)
        await opened(`Adding ${count(paths.length)}…`, () => client.call('case.add', { paths: [...paths] }))
      },
      async close() {
        await changing(null, async () => {
          await client.call('case.close', {})
          return null
        })
        await get().loadRecent()
      },
      setRole: (sample, role) => changing(null, () => client.call('case.setRole', { sample, role })),
      setPedigree: (pedigree) => changing(null, () => client.call('case.setPedigree', { pedigree })),
      matchFile: (file, sample) => changing(null, () => client.call('case.matchFile', { file, sample })),
      separateFile: (file) => changing(null, () => client.call('case.separateFile', { file })),
      confirmAssembly: () => changing(null, () => client.call('case.confirmAssembly', {})),
      setLabel: (label) => changing(null, () => client.call('case.setLabel', { label })),
      saveAs: (path) => changing(null, () => client.call('case.saveAs', { path })),
      takeOver: () => changing('Taking over the case…', () => client.call('case.takeOver', {})),
      undo: () => changing(null, () => client.call('case.undo', {})),
      redo: () => changing(null, () => client.call('case.redo', {})),
      relink: (file, path) =>
        changing('Looking for files…', () => client.call('case.relink', { file, path })),
      async rebuildIndex(file) {
        try {
          await client.call('index.build', { file })
        } catch (thrown) {
          set({ error: errorOf(thrown) })
        }
      },
      async importAgain(file) {
        try {
          await client.call('variants.import', { file })
        } catch (thrown) {
          set({ error: errorOf(thrown) })
        }
      },
      async forget(id) {
        try {
          await client.call('recent.forget', { id })
          set((s) => ({ recent: s.recent.filter((r) => r.id !== id) }))
        } catch (thrown) {
          set({ recentError: errorOf(thrown) })
        }
      },
      async loadRecent() {
        try {
          set({ recent: await client.call('recent.list', {}), recentError: null })
        } catch (thrown) {
          set({ recentError: errorOf(thrown) })
        }
      },
      async loadReference() {
        if (get().current === null) return
        const isNewest = references.begin()
        try {
          const reference = await client.call('reference.state', {})
          if (isNewest()) set({ reference })
        } catch (thrown) {
          if (isNewest()) set({ error: errorOf(thrown) })
        }
      },
      changed: enter,
      clearError: () => set({ error: null }),
    }
  })
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { HpoKind } from '../../../shared/phenotype/hpo.ts'

/** What is brought to the case besides its own files. */
export type SourceKind = 'panel' | 'phenotype' | 'annotation'

const ADD = { panel: 'panel.add', phenotype: 'phenotype.add', annotation: 'annotation.add' } as const

/** What became of the files that were brought last. What is in use is the case's own state. */
export type SourceState = {
  /** What is being read; null when nothing is. */
  reading: SourceKind | null
  failed: ReadonlyArray<{ readonly kind: SourceKind | 'shortlist'; readonly error: CasementError }>
  add: (kind: SourceKind, paths: readonly string[]) => Promise<void>
  takePanel: (digest: string, inUse: boolean) => Promise<void>
  removePanel: (digest: string) => Promise<void>
  removeAnnotation: (path: string) => Promise<void>
  removeShortlist: (digest: string) => Promise<void>
  removeHpo: (brings: HpoKind) => Promise<void>
  /** The HPO terms of the case, all of them, by their ids. */
  chooseTerms: (terms: readonly string[]) => Promise<void>
  /** Takes the genes of the chosen terms into use as a panel. */
  takeTerms: () => Promise<void>
  forgetFailed: () => void
}

export type SourceStore = StoreApi<SourceState>

export function createSourceStore(client: Client): SourceStore {
  return createStore<SourceState>()((set) => {
    const changing = async (kind: SourceKind | 'shortlist', work: () => Promise<unknown>): Promise<void> => {
      try {
        await work()
      } catch (thrown) {
        set((s) => ({ failed: [...s.failed, { kind, error: errorOf(thrown) }] }))
      }
    }
    return {
      reading: null,
      failed: [],
      add: async (kind, paths) => {
        set({ reading: kind, failed: [] })
        await changing(kind, async () => {
          const { failed } = await client.call(ADD[kind], { paths: [...paths] })
          set({ failed: failed.map(({ error }) => ({ kind, error })) })
        })
        set({ reading: null })
      },
      takePanel: (digest, inUse) => changing('panel', () => client.call('panel.use', { digest, inUse })),
      removePanel: (digest) => changing('panel', () => client.call('panel.remove', { digest })),
      removeAnnotation: (path) => changing('annotation', () => client.call('annotation.remove', { path })),
      removeShortlist: (digest) => changing('shortlist', () => client.call('shortlist.remove', { digest })),
      removeHpo: (brings) => changing('phenotype', () => client.call('phenotype.remove', { brings })),
      chooseTerms: (terms) =>
        changing('phenotype', () => client.call('phenotype.choose', { terms: [...terms] })),
      takeTerms: () => changing('phenotype', () => client.call('phenotype.usePanel', {})),
      forgetFailed: () => set({ failed: [] }),
    }
  })
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { VariantKey } from '../../../shared/variant/variant-key.ts'
import { createLatest } from './latest.ts'

/** What becomes of marks. Which variants are marked is the case's own state. */
export type MarkState = {
  /** Marked variants of the listed file that it no longer has: kept, and said. */
  lost: readonly VariantKey[]
  /** Null when the engine took it. */
  mark: (variant: VariantKey, marked: boolean) => Promise<CasementError | null>
  /** Asks which marks of a file are lost. @param file null where there is nothing to ask */
  look: (file: string | null) => Promise<void>
}

export type MarkStore = StoreApi<MarkState>

export function createMarkStore(client: Client): MarkStore {
  const looks = createLatest()
  return createStore<MarkState>()((set) => ({
    lost: [],
    async mark(variant, marked) {
      try {
        await client.call('variants.mark', { variant, marked })
        return null
      } catch (thrown) {
        return errorOf(thrown)
      }
    },
    async look(file) {
      const isNewest = looks.begin()
      try {
        const lost = file === null ? [] : await client.call('variants.lostMarks', { file })
        if (isNewest()) set({ lost })
      } catch {
        // The list of the same file says what is wrong with it.
        if (isNewest()) set({ lost: [] })
      }
    },
  }))
}

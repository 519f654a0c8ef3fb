import { createStore, type StoreApi } from 'zustand/vanilla'
import { hasAlignments } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { CoverageAsked } from '../../../shared/quality/coverage-asked.ts'
import type { CoverageState } from '../../../shared/quality/coverage-state.ts'
import { COVERAGE_TARGET } from '../../../shared/quality/coverage-target.ts'
import { COVERAGE_RULES } from '../../../shared/quality/panel-coverage.ts'
import { createLatest } from './latest.ts'

/** How the genes of a count are ordered: as they are least covered, by name, as the panel has them. */
type GeneOrder = 'worst' | 'name' | 'panel'

/** How a count is looked at: kept while one goes to the reads and comes back. */
export type CoverageLook = {
  /** Place among the thresholds. */
  threshold: number
  text: string
  belowOnly: boolean
  order: GeneOrder
  /** Number of the gene that is selected; null: the first in the table. */
  gene: number | null
}

export type CoverageStoreState = {
  /** What the page is about. */
  asked: CoverageAsked
  /** How it stands; null until it is known. */
  state: CoverageState | null
  /** The same of the panels in use, for the line beside the list; null: none is in use, or it is not known. */
  ofPanels: CoverageState | null
  error: CasementError | null
  /** The page is open. */
  looking: boolean
  look: CoverageLook
  setLooking: (looking: boolean) => void
  ask: (asked: CoverageAsked) => Promise<void>
  /** Asks again how things stand. */
  refresh: () => Promise<void>
  count: () => Promise<void>
  /** Counts the panels in use, whatever the page is about. */
  countPanels: () => Promise<void>
  changeLook: (change: Partial<CoverageLook>) => void
  /** Of another case. */
  reset: () => void
}

export type CoverageStore = StoreApi<CoverageStoreState>

const PANELS: CoverageAsked = { of: { kind: 'panels' }, transcripts: 'canonical' }

const FIRST_LOOK: CoverageLook = {
  threshold: COVERAGE_RULES.thresholds.indexOf(COVERAGE_TARGET.threshold),
  text: '',
  belowOnly: false,
  order: 'worst',
  gene: null,
}

/** @param current the open case */
export function createCoverageStore(client: Client, current: () => CaseState | null): CoverageStore {
  const latest = createLatest()
  return createStore<CoverageStoreState>()((set, get) => {
    const refresh = async (): Promise<void> => {
      const isNewest = latest.begin()
      const { asked, looking } = get()
      const panels = current()?.panels ?? []
      try {
        // Without a panel there is nothing to say beside the list; the page says it.
        const isInUse = panels.some(({ inUse }) => inUse)
        const ofPanels = isInUse ? await client.call('coverage.panel', PANELS) : null
        const isSame = JSON.stringify(asked) === JSON.stringify(PANELS)
        const state =
          isSame && ofPanels ? ofPanels : looking ? await client.call('coverage.panel', asked) : null
        if (isNewest()) set({ state, ofPanels, error: null })
      } catch (thrown) {
        if (isNewest()) set({ error: errorOf(thrown) })
      }
    }
    const count = async (asked: CoverageAsked): Promise<void> => {
      try {
        await client.call('coverage.countPanel', asked)
      } catch (thrown) {
        set({ error: errorOf(thrown) })
        return
      }
      await refresh()
    }
    return {
      asked: PANELS,
      state: null,
      ofPanels: null,
      error: null,
      looking: false,
      look: FIRST_LOOK,
      setLooking(looking) {
        set({ looking })
        if (looking) void refresh()
      },
      async ask(asked) {
        set((s) => ({ asked, state: null, error: null, look: { ...s.look, gene: null, text: '' } }))
        await refresh()
      },
      refresh,
      count: () => count(get().asked),
      countPanels: () => count(PANELS),
      changeLook: (change) => set((s) => ({ look: { ...s.look, ...change } })),
      reset() {
        latest.forgetAll()
        set({ asked: PANELS, state: null, ofPanels: null, error: null, look: FIRST_LOOK })
      },
    }
  })
}

/** What of a case a count of coverage may depend on: where it is the same, nothing need be asked again. */
export function coverageMeaning(state: CaseState | null): string {
  const panels = state?.panels.map(({ panel, inUse }) => [panel.digest, inUse])
  const files = state?.files.map((file) => [file.id, hasAlignments(file) ? file.index.state : null])
  return JSON.stringify([state?.id, panels, files, state?.build, state?.samples.map(({ name }) => name)])
}

/** The task of a count that is under way. */
export const isCounting = ({ state, ofPanels }: CoverageStoreState, task: string): boolean =>
  state?.counting === task || ofPanels?.counting === task

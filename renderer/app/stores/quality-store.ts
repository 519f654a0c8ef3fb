import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { CHECK_IDS, type CheckId } from '../../../shared/quality/check-id.ts'
import { failureOf, NOT_SEEN, type WentPast } from '../../../shared/quality/first-look.ts'
import type { Gate, GateCheck } from '../../../shared/quality/gate.ts'
import { createLatest } from './latest.ts'

/** The checks of the open case as the engine last told them; none while no case is open. */
export type QualityState = {
  checks: Gate
  error: CasementError | null
  /** What was gone past in this window, of which case. */
  past: { readonly caseId: string; readonly past: WentPast } | null
  /** Another case is open, or the engine began anew. */
  load: () => Promise<void>
  changed: (checks: Gate) => void
  run: (check?: CheckId) => Promise<void>
  /** @returns whether it was taken; else `error` says why not */
  acknowledge: (check: CheckId, finding: string, reason: string) => Promise<boolean>
  withdraw: (check: CheckId) => Promise<void>
  /** The variants of a case are seen, in spite of the failures of these checks, or of those that are not made yet. */
  goPast: (caseId: string, failing: readonly GateCheck[], unchecked?: boolean) => void
}

export const wentPast = ({ past }: QualityState, caseId: string): WentPast =>
  past?.caseId === caseId ? past.past : NOT_SEEN

export type QualityStore = StoreApi<QualityState>

/** Checks in their order, the newer in place of the older. */
function withChanged(checks: Gate, newer: Gate): Gate {
  const byId = new Map<CheckId, GateCheck>([...checks, ...newer].map((check) => [check.id, check]))
  return CHECK_IDS.flatMap((id) => byId.get(id) ?? [])
}

export function createQualityStore(client: Client): QualityStore {
  const loads = createLatest()
  return createStore<QualityState>()((set, get) => {
    /** What was told while the answer was on its way is newer than the answer. */
    let told: Gate = []
    return {
      checks: [],
      error: null,
      past: null,
      async load() {
        const isNewest = loads.begin()
        told = []
        set({ checks: [], error: null })
        try {
          const checks = await client.call('quality.state', {})
          if (isNewest()) set({ checks: withChanged(checks, told) })
        } catch (thrown) {
          if (isNewest()) set({ error: errorOf(thrown) })
        }
      },
      changed(checks) {
        told = withChanged(told, checks)
        set((s) => ({ checks: withChanged(s.checks, checks) }))
      },
      async run(check) {
        try {
          await client.call('quality.run', check === undefined ? {} : { check })
          set({ error: null })
        } catch (thrown) {
          set({ error: errorOf(thrown) })
        }
      },
      async acknowledge(check, finding, reason) {
        try {
          await client.call('quality.acknowledge', { check, finding, reason })
          set({ error: null })
          return true
        } catch (thrown) {
          set({ error: errorOf(thrown) })
          return false
        }
      },
      async withdraw(check) {
        try {
          await client.call('quality.withdraw', { check })
          set({ error: null })
        } catch (thrown) {
          set({ error: errorOf(thrown) })
        }
      },
      goPast(caseId, failing, unchecked = false) {
        const before = wentPast(get(), caseId)
        const failures = new Set([...before.failures, ...failing.map(failureOf)])
        const past = { seen: true, unchecked: before.unchecked || unchecked, failures }
        set({ past: { caseId, past } })
      },
    }
  })
}

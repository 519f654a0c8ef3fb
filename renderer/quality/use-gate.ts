import { useMemo } from 'react'
import type { Acknowledgement } from '../../shared/quality/acknowledgement.ts'
import {
  type CheckStanding,
  type Gate,
  type GateCheck,
  openChecks,
  standingOf,
} from '../../shared/quality/gate.ts'
import { type FirstLook, firstLook } from '../../shared/quality/first-look.ts'
import { useCase, useQuality } from '../app/session-context.tsx'
import { wentPast } from '../app/stores/quality-store.ts'

const NONE: readonly Acknowledgement[] = []

export type GateView = {
  readonly checks: Gate
  readonly acknowledgements: readonly Acknowledgement[]
  /** Those that somebody has to look at. */
  readonly open: readonly GateCheck[]
  readonly standing: (check: GateCheck) => CheckStanding
}

/** The checks of the open case, with what of them was acknowledged. */
export function useGate(): GateView {
  const checks = useQuality((s) => s.checks)
  const acknowledgements = useCase((s) => s.current?.acknowledgements ?? NONE)
  return useMemo(() => {
    const standing = (check: GateCheck): CheckStanding => standingOf(check, acknowledgements)
    return {
      checks,
      acknowledgements,
      open: openChecks(checks, acknowledgements),
      standing,
    }
  }, [checks, acknowledgements])
}

const NO_CASE: FirstLook = { state: 'checking', checks: [] }

/** Whether the variants of the open case may be seen. */
export function useFirstLook(): FirstLook {
  const checks = useQuality((s) => s.checks)
  const current = useCase((s) => s.current)
  const past = useQuality((s) => wentPast(s, current?.id ?? ''))
  return useMemo(
    () => (current === null ? NO_CASE : firstLook(checks, current, past)),
    [checks, current, past],
  )
}

/** The name of a file of the case by its id. */
export function useFileName(): (id: string) => string {
  const files = useCase((s) => s.current?.files)
  return (id) => files?.find((file) => file.id === id)?.name ?? id
}

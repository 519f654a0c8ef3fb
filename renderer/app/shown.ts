import { useFirstLook } from '../quality/use-gate.ts'
import { useCase } from './session-context.tsx'

/** What the window shows: the start screen, a case whose variants are not to be seen (yet), or the variants of one. */
export type Shown = 'start' | 'case' | 'variants'

export function useShown(): Shown {
  const isCaseOpen = useCase((s) => s.current !== null)
  const { state } = useFirstLook()
  if (!isCaseOpen) return 'start'
  return state === 'open' ? 'variants' : 'case'
}

import type { AbortSignalLike } from '../../../shared/contract.ts'

/** The contract's signal, which knows no DOM, as Node's. */
export function abortSignal(signal: AbortSignalLike): AbortSignal {
  if (signal instanceof AbortSignal) return signal
  const controller = new AbortController()
  if (signal.aborted) controller.abort()
  signal.addEventListener('abort', () => controller.abort(), { once: true })
  return controller.signal
}

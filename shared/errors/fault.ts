import type { CasementError } from './casement-error.ts'

/** Carries a {@link CasementError} through `throw`; the union value is the error, this is only its vehicle. */
export class Fault extends Error {
  readonly error: CasementError

  constructor(error: CasementError, options?: { cause?: unknown }) {
    super(`${error.kind} ${JSON.stringify(error)}`, options)
    this.name = 'Fault'
    this.error = error
  }
}

/**
 * The domain error behind anything that was thrown. What is not a {@link Fault} is a defect of ours and becomes
 * `internal`, with the stack kept in `detail` so that it can be reported.
 */
export function errorOf(thrown: unknown): CasementError {
  if (thrown instanceof Fault) return thrown.error
  if (thrown instanceof Error) return { kind: 'internal', detail: thrown.stack ?? thrown.message }
  return { kind: 'internal', detail: String(thrown) }
}

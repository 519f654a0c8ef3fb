import { Fault } from '../../../shared/errors/fault.ts'

/** The `code` of a Node system error (`ENOENT`, `ENOSPC` …), when `thrown` is one. */
export function systemCode(thrown: unknown): string | undefined {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code
  return undefined
}

/**
 * The domain error behind a failed system call on `file`. What is already a {@link Fault} stays as it is; what is
 * no system error is a defect of ours and is returned unchanged for the caller to rethrow.
 */
export function ioFault(file: string, thrown: unknown): unknown {
  if (thrown instanceof Fault) return thrown
  const code = systemCode(thrown)
  const options = { cause: thrown }
  switch (code) {
    case undefined:
      return thrown
    case 'ENOENT':
    case 'ENOTDIR':
      return new Fault({ kind: 'file/not-found', file }, options)
    case 'EISDIR':
      return new Fault({ kind: 'file/is-folder', file }, options)
    case 'EACCES':
    case 'EPERM':
      return new Fault({ kind: 'file/no-permission', file }, options)
    // A file on a share that was replaced or removed under an open handle.
    case 'ESTALE':
      return new Fault({ kind: 'file/changed', file, detail: 'it was replaced or removed' }, options)
    case 'ENOSPC':
    case 'EDQUOT':
      return new Fault({ kind: 'file/disk-full', file }, options)
    case 'EROFS':
      return new Fault({ kind: 'file/not-writable', file }, options)
    default:
      return new Fault({ kind: 'file/io', file, code, detail: String(thrown) }, options)
  }
}

/** Throws what aborted `signal`: its reason when that is a {@link Fault}, else `task/cancelled`. */
export function throwIfCancelled(signal: AbortSignal | undefined, title: string): void {
  if (signal?.aborted !== true) return
  const reason: unknown = signal.reason
  throw reason instanceof Fault ? reason : new Fault({ kind: 'task/cancelled', title }, { cause: reason })
}

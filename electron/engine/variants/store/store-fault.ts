import { dirname } from 'node:path'
import { Fault } from '../../../../shared/errors/fault.ts'

/** What DuckDB's own words for a failed write mean; it has no codes for them. */
const CAUSES = [
  [/no space left|disk full|not enough space/i, 'file/disk-full'],
  [/permission denied|read-only file system|access is denied/i, 'file/not-writable'],
] as const

/**
 * The domain error behind an error of the database at `path`, which names the folder: the file has a name for now only.
 * What is none of the disk's is a defect of ours, and stays as it is.
 */
export function storeFault(path: string, thrown: unknown): unknown {
  if (thrown instanceof Fault || !(thrown instanceof Error)) return thrown
  const { message } = thrown
  const file = dirname(path)
  const known = CAUSES.find(([words]) => words.test(message))
  if (known) return new Fault({ kind: known[1], file }, { cause: thrown })
  if (!message.startsWith('IO Error')) return thrown
  return new Fault({ kind: 'file/io', file, code: 'EIO', detail: message }, { cause: thrown })
}

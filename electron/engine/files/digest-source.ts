import { createHash } from 'node:crypto'
import type { ByteSource } from './byte-source.ts'
import { throwIfCancelled } from './io-fault.ts'

/** Bytes that are read at once. */
const PIECE = 4 << 20

/**
 * SHA-256 (hex) of all of a file, as long as it was when it was opened.
 *
 * @param onProgress told how many bytes have been read
 * @throws Fault `task/cancelled`, and as `ByteSource.read`
 * @see FIPS 180-4
 */
export async function digestOfSource(
  source: ByteSource,
  signal: AbortSignal,
  onProgress: (done: number) => void = () => {},
): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < source.size; at += PIECE) {
    throwIfCancelled(signal, source.path)
    hash.update(await source.read(at, Math.min(PIECE, source.size - at)))
    onProgress(Math.min(source.size, at + PIECE))
  }
  return hash.digest('hex')
}

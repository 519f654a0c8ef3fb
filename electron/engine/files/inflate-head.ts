import { constants, gunzipSync } from 'node:zlib'
import { systemCode } from './io-fault.ts'

/** Compressed bytes tried one after the other, so that text compressing a thousandfold does not fill the memory. */
const STEPS = [1 << 11, 1 << 14]

/**
 * What the first bytes of a gzip or BGZF file inflate to, as far as they go and `limit` bytes at most. Damaged data
 * gives what could be inflated before it, possibly nothing: reading the file will say what is wrong.
 *
 * @param bytes the head of the file, cut anywhere
 */
export function inflateHead(bytes: Uint8Array, limit: number): Uint8Array {
  let best: Uint8Array = new Uint8Array(0)
  for (const length of [...STEPS.filter((step) => step < bytes.length), bytes.length]) {
    try {
      // The head is cut in mid-stream: take what there is instead of asking for the end.
      best = gunzipSync(bytes.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH })
    } catch (thrown) {
      if (systemCode(thrown) === undefined) throw thrown
      return best
    }
    if (best.length >= limit) return best.subarray(0, limit)
  }
  return best
}

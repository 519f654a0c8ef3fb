import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TextBlock, TextBlocks } from '../files/text/text-blocks.ts'

/** Compressed bytes kept of one file; past that, a block is found by inflating the file again. */
const KEEP_BYTES = 256 << 20

/**
 * A gzip text whose blocks can be read again after they streamed by: they are kept, compressed, in memory. Gzip has
 * no way back to a place in the file; this serves until the bgzip copy in the cache is there.
 */
export function keepBlocks(text: TextBlocks, keepBytes = KEEP_BYTES): TextBlocks {
  const kept = new Map<number, { next: number; deflated: Uint8Array }>()
  let bytes = 0
  return {
    ...text,
    async *stream(from, signal) {
      for await (const block of text.stream(from, signal)) {
        if (bytes < keepBytes && !kept.has(block.block)) {
          const deflated = deflateRawSync(block.data, { level: 1 })
          bytes += deflated.length
          kept.set(block.block, { next: block.next, deflated })
        }
        yield block
      }
    },
    async at(address): Promise<TextBlock | null> {
      const found = kept.get(address)
      if (found === undefined) return text.at(address)
      return { block: address, next: found.next, data: inflateRawSync(found.deflated) }
    },
  }
}

import type { SyncSource } from '../byte-source.ts'
import { type BgzfBlock, blockSizeAt, inflateBlock, MAX_BLOCK_SIZE } from './bgzf-block.ts'
import { wholeBlock } from './bgzf-reader.ts'
import type { BlockCache } from './block-cache.ts'

/** How many bytes are asked of the file at once: regions are small. */
const WINDOW = 1 << 18

export type BlockLoader = {
  /**
   * The block at compressed `offset`, from the cache or from the file, inflated and checked.
   *
   * @param to up to where more is going to be asked for: what is read of the file in one go ends one block past it
   * @throws Fault as `readBgzfBlocks`
   */
  at(offset: number, to: number): BgzfBlock
}

/**
 * Loads the blocks of a file that was not changed since `source.version()` was last asked, which is here. Nothing waits,
 * so a block that two readers want at the same time is inflated once.
 */
export function createBlockLoader(source: SyncSource, cache: BlockCache): BlockLoader {
  const blocks = cache.of(source.version())
  let buffer: Uint8Array = new Uint8Array(0)
  // What is in the buffer: bytes of the file from `from` on.
  let from = 0
  let bytes: Uint8Array = buffer

  const fill = (offset: number, to: number): void => {
    const length = Math.max(MAX_BLOCK_SIZE, Math.min(WINDOW, to - offset + MAX_BLOCK_SIZE))
    if (buffer.length < length) buffer = Buffer.allocUnsafeSlow(length)
    bytes = buffer.subarray(0, source.readSync(offset, buffer.subarray(0, length)))
    from = offset
  }

  const load = (offset: number, to: number): BgzfBlock => {
    let at = offset - from
    let size = at >= 0 && at < bytes.length ? blockSizeAt(bytes, at) : 'short'
    if (size === 'short' || (typeof size === 'number' && bytes.length - at < size)) {
      fill(offset, to)
      at = 0
      size = blockSizeAt(bytes, 0)
    }
    return inflateBlock(wholeBlock(bytes, at, size, source, offset), source.path, offset)
  }

  return {
    at(offset, to) {
      const known = blocks.get(offset)
      if (known) return known
      const block = load(offset, to)
      blocks.set(block)
      return block
    },
  }
}

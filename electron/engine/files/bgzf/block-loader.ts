import type { SyncSource } from '../byte-source.ts'
import { blockSizeAt, inflateBlock, MAX_BLOCK_SIZE } from './bgzf-block.ts'
import { wholeBlock } from './bgzf-reader.ts'
import { type BlockCache, type CachedBlock, HAND } from './block-cache.ts'
import { inflateHeldBlock } from './held-block.ts'

export type BlockLoader = {
  /**
   * The block at compressed `offset`, from the cache or from the file, inflated and checked (CRC-32, ISIZE). Its data
   * are good until the next call.
   *
   * @param to up to where more is going to be asked for: what is read of the file in one go ends one block past it
   * @throws Fault as `readBgzfBlocks`
   */
  at(offset: number, to: number): CachedBlock
}

/**
 * Loads the blocks of a file that is not changed since `source.version()` is asked, which is here. Nothing waits, so a
 * block that two readers want at the same time is inflated once.
 */
export function createBlockLoader(source: SyncSource, cache: BlockCache): BlockLoader {
  const blocks = cache.of(source.version())
  const { inflater } = cache
  const { input } = inflater
  let from = 0
  let held = 0

  const read = (offset: number, to: number): void => {
    const length = Math.max(MAX_BLOCK_SIZE, Math.min(HAND, to - offset + MAX_BLOCK_SIZE))
    cache.inHand = blocks
    held = source.readSync(offset, input.subarray(0, length))
    from = offset
  }

  return {
    at: (offset, to) =>
      blocks.at(offset, (room, place) => {
        let at = offset - from
        let bytes = input.subarray(0, held)
        const isHeld = cache.inHand === blocks && at >= 0 && at < held
        let size = isHeld ? blockSizeAt(bytes, at) : 'short'
        if (size === 'short' || (typeof size === 'number' && held - at < size)) {
          read(offset, to)
          at = 0
          bytes = input.subarray(0, held)
          size = blockSizeAt(bytes, 0)
        }
        const whole = wholeBlock(bytes, at, size, source, offset)
        const length = inflateHeldBlock(inflater, at, whole.length, place)
        if (length >= 0) return { size: whole.length, length }
        // zlib finds the words for what is wrong, or shows that nothing is.
        const { data } = inflateBlock(whole, source.path, offset)
        room.set(data)
        return { size: whole.length, length: data.length }
      }),
  }
}

import { crc32 } from 'node:zlib'
import type { SyncSource } from '../byte-source.ts'
import { blockSizeAt, GZIP_HEADER_SIZE, inflateBlock, MAX_BLOCK_SIZE } from './bgzf-block.ts'
import { wholeBlock } from './bgzf-reader.ts'
import type { BlockCache, CachedBlock } from './block-cache.ts'
import { createRawInflate } from './raw-inflater.ts'

/** How many bytes are asked of the file at once: regions are small. */
const WINDOW = 1 << 18
const TRAILER_SIZE = 8

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

const inflate = createRawInflate()

/** Inflates a whole block into `room`. Errors as `inflateBlock`, which finds the words for what is wrong. */
function inflateInto(room: Uint8Array, bytes: Uint8Array, file: string, offset: number): number {
  const from = GZIP_HEADER_SIZE + ((bytes[10] ?? 0) | ((bytes[11] ?? 0) << 8))
  const to = bytes.length - TRAILER_SIZE
  if (to > from) {
    const trailer = new DataView(bytes.buffer, bytes.byteOffset + to, TRAILER_SIZE)
    const length = trailer.getUint32(4, true)
    if (length <= MAX_BLOCK_SIZE && inflate(bytes, from, to, room, 0, length + 1) === length)
      if (crc32(room.subarray(0, length)) === trailer.getUint32(0, true)) return length
  }
  const { data } = inflateBlock(bytes, file, offset)
  room.set(data)
  return data.length
}

/** What is in hand of a file: `bytes` from `from` on. One per thread: each use is over before the next begins. */
const hand = Buffer.allocUnsafeSlow(WINDOW + MAX_BLOCK_SIZE)

/**
 * Loads the blocks of a file that is not changed since `source.version()` is asked, which is here. Nothing waits, so a
 * block that two readers want at the same time is inflated once.
 */
export function createBlockLoader(source: SyncSource, cache: BlockCache): BlockLoader {
  const blocks = cache.of(source.version())
  let from = 0
  let bytes: Uint8Array = hand.subarray(0, 0)

  const read = (offset: number, to: number): void => {
    const length = Math.max(MAX_BLOCK_SIZE, Math.min(WINDOW, to - offset + MAX_BLOCK_SIZE))
    holder = blocks
    bytes = hand.subarray(0, source.readSync(offset, hand.subarray(0, length)))
    from = offset
  }

  return {
    at: (offset, to) =>
      blocks.at(offset, (room) => {
        let at = offset - from
        const isHeld = holder === blocks && at >= 0 && at < bytes.length
        let size = isHeld ? blockSizeAt(bytes, at) : 'short'
        if (size === 'short' || (typeof size === 'number' && bytes.length - at < size)) {
          read(offset, to)
          at = 0
          size = blockSizeAt(bytes, 0)
        }
        const whole = wholeBlock(bytes, at, size, source, offset)
        return { size: whole.length, length: inflateInto(room, whole, source.path, offset) }
      }),
  }
}

/** Whose bytes are in {@link hand}. */
let holder: unknown

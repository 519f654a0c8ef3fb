import { crc32, deflateRawSync } from 'node:zlib'
import type { ByteSink } from '../atomic-write.ts'
import { EOF_BLOCK, MAX_BLOCK_SIZE, TRAILER_SIZE } from './bgzf-block.ts'
import type { VirtualOffset } from './virtual-offset.ts'

/** Bytes of data per block. Below 64 KiB by enough that incompressible data, stored, still fits a block. */
export const BLOCK_DATA_SIZE = 0xff00

const HEADER_SIZE = 18

/**
 * One block holding `data` (at most {@link BLOCK_DATA_SIZE} bytes), header to trailer.
 * @param level zlib's, 0 (stored) to 9.
 */
export function deflateBlock(data: Uint8Array, level = 6): Uint8Array {
  let deflated = deflateRawSync(data, { level })
  // Stored deflate blocks cost 5 bytes each: 65,280 bytes always fit.
  if (deflated.length + HEADER_SIZE + TRAILER_SIZE > MAX_BLOCK_SIZE)
    deflated = deflateRawSync(data, { level: 0 })
  const size = HEADER_SIZE + deflated.length + TRAILER_SIZE
  const block = new Uint8Array(size)
  block.set(EOF_BLOCK.subarray(0, 16))
  const view = new DataView(block.buffer)
  view.setUint16(16, size - 1, true)
  block.set(deflated, HEADER_SIZE)
  view.setUint32(size - 8, crc32(data), true)
  view.setUint32(size - 4, data.length, true)
  return block
}

export type BgzfWriter = {
  /** Appends uncompressed bytes (copied). */
  write(bytes: Uint8Array): Promise<void>
  /** The virtual offset the next byte written will have, once the blocks before it are written. */
  tell(): VirtualOffset
  /** Ends the current block, so that what follows starts a block of its own. */
  flush(): Promise<void>
  /** Ends the current block when `length` more bytes would not fit it. */
  flushUnlessFits(length: number): Promise<void>
  /** Writes what is pending and the EOF block. */
  finish(): Promise<void>
}

/** Compresses a stream of bytes to BGZF. One block of data is held in memory. */
export function createBgzfWriter(sink: ByteSink, options: { readonly level?: number } = {}): BgzfWriter {
  const { level = 6 } = options
  const buffer = new Uint8Array(BLOCK_DATA_SIZE)
  let filled = 0
  let written = 0

  const flush = async (): Promise<void> => {
    if (filled === 0) return
    const block = deflateBlock(buffer.subarray(0, filled), level)
    filled = 0
    written += block.length
    await sink.write(block)
  }

  return {
    async write(bytes) {
      let at = 0
      while (at < bytes.length) {
        const part = bytes.subarray(at, at + BLOCK_DATA_SIZE - filled)
        buffer.set(part, filled)
        filled += part.length
        at += part.length
        if (filled === BLOCK_DATA_SIZE) await flush()
      }
    },
    tell: () => ({ block: written, within: filled }),
    flush,
    async flushUnlessFits(length) {
      if (filled + length > BLOCK_DATA_SIZE) await flush()
    },
    async finish() {
      await flush()
      written += EOF_BLOCK.length
      await sink.write(EOF_BLOCK)
    },
  }
}

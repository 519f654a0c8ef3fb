import { Fault } from '../../../../shared/errors/fault.ts'
import type { ByteSource } from '../byte-source.ts'
import { throwIfCancelled } from '../io-fault.ts'
import {
  type BgzfBlock,
  EOF_BLOCK,
  blockSizeAt,
  inflateBlock,
  looksLikeGzip,
  MAX_BLOCK_SIZE,
} from './bgzf-block.ts'

export type { BgzfBlock } from './bgzf-block.ts'

/** Bytes asked of the file at a time when reading on: large enough for a disk, small enough for many readers. */
const WINDOW = 1 << 20

export type BlockRange = {
  /** Compressed offset of the first block; default 0. */
  readonly from?: number
  /** Blocks that start at or after this compressed offset are not read; default the end of the file. */
  readonly to?: number
  /** How many bytes to ask of the file at once; default 1 MiB. */
  readonly window?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * The blocks of a BGZF file in order, each inflated and checked (CRC-32, ISIZE), empty ones included.
 *
 * @throws Fault `bgzf/not-bgzf` (at offset 0), `bgzf/truncated`, `bgzf/bad-block`, `bgzf/bad-length`,
 *   `bgzf/bad-crc`, `task/cancelled`; `offset` is the compressed offset of the block.
 */
export async function* readBgzfBlocks(source: ByteSource, range: BlockRange = {}): AsyncGenerator<BgzfBlock> {
  const { from = 0, to = source.size, window = WINDOW, signal } = range
  let offset = from
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0
  while (offset < to && offset < source.size) {
    throwIfCancelled(signal, source.path)
    let size = blockSizeAt(bytes, at)
    if (size === 'short' || (typeof size === 'number' && bytes.length - at < size)) {
      // Up to one block past `to`, so that the last one is whole.
      const span = Math.min(window, to - offset + MAX_BLOCK_SIZE)
      bytes = await source.read(offset, Math.max(span, MAX_BLOCK_SIZE))
      at = 0
      size = blockSizeAt(bytes, 0)
    }
    const block = wholeBlock(bytes, at, size, source, offset)
    yield inflateBlock(block, source.path, offset)
    at += block.length
    offset += block.length
  }
}

/**
 * The bytes of the block at `bytes[at]`, which is compressed `offset`.
 *
 * @param size what `blockSizeAt` says of it
 * @throws Fault `bgzf/not-bgzf` (at offset 0), `bgzf/bad-block`, `bgzf/truncated`
 */
export function wholeBlock(
  bytes: Uint8Array,
  at: number,
  size: number | 'short' | 'not-bgzf',
  source: ByteSource,
  offset: number,
): Uint8Array {
  const file = source.path
  if (size === 'not-bgzf') {
    if (offset === 0)
      throw new Fault({ kind: 'bgzf/not-bgzf', file, isGzip: looksLikeGzip(bytes.subarray(at)) })
    throw new Fault({ kind: 'bgzf/bad-block', file, offset, detail: 'no BGZF block starts here' })
  }
  if (size === 'short' || at + size > bytes.length) throw new Fault({ kind: 'bgzf/truncated', file, offset })
  return bytes.subarray(at, at + size)
}

/** The one block that starts at compressed `offset`. Errors as {@link readBgzfBlocks}. */
export async function inflateBlockAt(source: ByteSource, offset: number): Promise<BgzfBlock> {
  if (offset >= source.size) throw new Fault({ kind: 'bgzf/truncated', file: source.path, offset })
  const bytes = await source.read(offset, MAX_BLOCK_SIZE)
  const block = wholeBlock(bytes, 0, blockSizeAt(bytes, 0), source, offset)
  return inflateBlock(block, source.path, offset)
}

/** True when the file ends with the empty block that says it is complete. @see SAMv1 §4.1.2 */
export async function hasEofBlock(source: ByteSource): Promise<boolean> {
  if (source.size < EOF_BLOCK.length) return false
  const tail = await source.read(source.size - EOF_BLOCK.length, EOF_BLOCK.length)
  return Buffer.compare(tail, EOF_BLOCK) === 0
}

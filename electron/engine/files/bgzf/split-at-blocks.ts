import type { ByteSource } from '../byte-source.ts'
import { MAX_BLOCK_SIZE, blockSizeAt } from './bgzf-block.ts'

/** Headers that must follow one another before a place is taken for the start of a block. */
const CHAIN = 4

/**
 * Compressed offsets near every multiple of `partSize` after `from` at which a block with data starts, ascending.
 * They are found by what block headers look like, which chance can imitate: whoever reads up to one of them has to
 * arrive there.
 */
export async function splitAtBlocks(source: ByteSource, from: number, partSize: number): Promise<number[]> {
  return Array.fromAsync(blocksNear(source, from, partSize, partSize))
}

/**
 * The same, one after the other: each takes a millisecond, so that the first parts can be read before the last is found.
 *
 * @param first bytes of the first part; each is twice as long as the one before, up to `partSize`
 */
export async function* blocksNear(
  source: ByteSource,
  from: number,
  first: number,
  partSize: number,
): AsyncGenerator<number, void, void> {
  let last = from
  let size = first
  for (let near = from + size; near < source.size; near += size = Math.min(partSize, size * 2)) {
    const bytes = await source.read(near, MAX_BLOCK_SIZE * 2)
    const at = firstBlock(bytes, near + bytes.length === source.size)
    if (at !== undefined && near + at > last) yield (last = near + at)
  }
}

function firstBlock(bytes: Uint8Array, isTail: boolean): number | undefined {
  for (let at = bytes.indexOf(0x1f); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] !== 0x8b) continue
    const size = blockSizeAt(bytes, at)
    if (typeof size !== 'number' || at + size > bytes.length || !isChain(bytes, at, isTail)) continue
    // An empty block is no place to start: what follows belongs to the part before it as well.
    if (bytes.subarray(at + size - 4, at + size).some((byte) => byte !== 0)) return at
  }
  return undefined
}

function isChain(bytes: Uint8Array, first: number, isTail: boolean): boolean {
  let at = first
  for (let i = 0; i < CHAIN; i++) {
    if (at >= bytes.length) return !isTail || at === bytes.length
    const size = blockSizeAt(bytes, at)
    if (size === 'short') return !isTail
    if (size === 'not-bgzf') return false
    at += size
  }
  return true
}

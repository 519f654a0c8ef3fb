import { crc32 } from 'node:zlib'
import { GZIP_HEADER_SIZE, MAX_BLOCK_SIZE, TRAILER_SIZE } from './bgzf-block.ts'
import type { Inflater } from './inflate/inflater.ts'

/**
 * Inflates the whole block of `size` bytes that lies at `from` of the inflater's input to `at` of its output, and checks it
 * against its CRC-32 and ISIZE. The output must have room for the largest block and a byte more.
 *
 * @returns bytes of data; -1 when anything is wrong with the block: `inflateBlock` finds the words for it
 */
export function inflateHeldBlock(inflater: Inflater, from: number, size: number, at: number): number {
  const { input, output } = inflater
  const data = from + GZIP_HEADER_SIZE + input.readUInt16LE(from + 10)
  const to = from + size - TRAILER_SIZE
  if (to <= data) return -1
  const length = input.readUInt32LE(to + 4)
  // Room for a byte more than it claims, so that it cannot hold more unnoticed.
  if (length > MAX_BLOCK_SIZE || inflater.inflate(data, to, at, length + 1) !== length) return -1
  return crc32(output.subarray(at, at + length)) === input.readUInt32LE(to) ? length : -1
}

import type { Fault } from '../../../../shared/errors/fault.ts'
import type { ByteSource } from '../byte-source.ts'
import {
  type CramContainer,
  type CramSliceHeader,
  type CramVersion,
  sliceHeadOf,
  sliceSize,
} from './container.ts'
import { CramCursor, damagedCram } from './cram-bytes.ts'

/** Bytes that are read of a slice: its head is some 100 bytes, more with many kinds of data or tags. */
const LIKELY = 1024

/**
 * Reads the head of the slice at `landmark` of a container and nothing else of it: all that an index needs of a slice of
 * one contig. Its data are checked when they are read.
 *
 * @throws Fault `cram/damaged`
 * @see CRAMv3 §8.5
 */
export async function readSliceHead(
  source: ByteSource,
  version: CramVersion,
  container: CramContainer,
  landmark: number,
): Promise<CramSliceHeader> {
  const fail = (detail: string): Fault => damagedCram(source.path, container.offset, detail)
  const size = sliceSize(container, landmark)
  const start = container.dataStart + landmark
  let bytes = await source.read(start, Math.min(LIKELY, size))
  const needed = blockEnd(bytes, fail)
  if (needed > bytes.length && needed <= size) bytes = await source.read(start, needed)
  return { ...sliceHeadOf(bytes, version, fail).header, size }
}

/** Where a block ends, its checksum included. */
function blockEnd(bytes: Uint8Array, fail: (detail: string) => Fault): number {
  const cursor = new CramCursor(bytes, fail)
  cursor.uint8('a block')
  cursor.uint8('a block')
  cursor.itf8('a block')
  const size = cursor.itf8('a block')
  cursor.itf8('a block')
  return cursor.at + size + 4
}

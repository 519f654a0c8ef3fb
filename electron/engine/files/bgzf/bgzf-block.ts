import { crc32, inflateRawSync } from 'node:zlib'
import { Fault } from '../../../../shared/errors/fault.ts'
import { systemCode } from '../io-fault.ts'

/** One BGZF block: `offset` and `size` are compressed bytes in the file, `data` what it inflates to (≤ 64 KiB). */
export type BgzfBlock = { readonly offset: number; readonly size: number; readonly data: Uint8Array }

/** Most a block can be, compressed or inflated. @see SAMv1 §4.1 */
export const MAX_BLOCK_SIZE = 0x10000

/** gzip's fixed header (10 bytes) and XLEN (2): what is needed to know how long the extra field is. */
export const GZIP_HEADER_SIZE = 12
/** CRC-32 and ISIZE, four bytes each, behind the data. */
export const TRAILER_SIZE = 8

/** The empty block that marks the end of a complete file. @see SAMv1 §4.1.2 */
export const EOF_BLOCK: Uint8Array = Buffer.from(
  '1f8b08040000000000ff0600424302001b0003000000000000000000',
  'hex',
)

/** True when `bytes` start with gzip's magic and deflate method. */
export function looksLikeGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
}

/** Length of the header's extra field, when all of it is in `bytes` at `at`; -1 when this is no gzip with one. */
function extraLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x1f || bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8 || bytes[at + 3] !== 4) return -1
  return (bytes[at + 10] ?? 0) | ((bytes[at + 11] ?? 0) << 8)
}

/**
 * Compressed size of the block whose header starts at `bytes[at]`, from its `BC` extra subfield.
 *
 * @returns 'short' when `bytes` end before the header does, 'not-bgzf' when this is no BGZF header.
 */
export function blockSizeAt(bytes: Uint8Array, at: number): number | 'short' | 'not-bgzf' {
  const available = bytes.length - at
  if (available < GZIP_HEADER_SIZE) {
    const magic = [0x1f, 0x8b, 8, 4]
    for (let i = 0; i < Math.min(4, available); i++) if (bytes[at + i] !== magic[i]) return 'not-bgzf'
    return 'short'
  }
  const extra = extraLength(bytes, at)
  if (extra < 0) return 'not-bgzf'
  const end = at + GZIP_HEADER_SIZE + extra
  if (bytes.length < end) return 'short'
  let field = at + GZIP_HEADER_SIZE
  while (field + 4 <= end) {
    const length = (bytes[field + 2] ?? 0) | ((bytes[field + 3] ?? 0) << 8)
    if (bytes[field] === 0x42 && bytes[field + 1] === 0x43 && length === 2 && field + 6 <= end)
      return ((bytes[field + 4] ?? 0) | ((bytes[field + 5] ?? 0) << 8)) + 1
    field += 4 + length
  }
  return 'not-bgzf'
}

/**
 * Inflates the whole block in `bytes` (header to trailer) and checks it against its CRC-32 and ISIZE.
 *
 * @param offset the block's compressed offset, for errors and for the result.
 * @throws Fault `bgzf/bad-length` (BSIZE too small, ISIZE wrong), `bgzf/bad-block` (deflate data), `bgzf/bad-crc`.
 */
export function inflateBlock(bytes: Uint8Array, file: string, offset: number): BgzfBlock {
  const dataStart = GZIP_HEADER_SIZE + extraLength(bytes, 0)
  const dataEnd = bytes.length - TRAILER_SIZE
  if (dataEnd <= dataStart) {
    const detail = `its block size of ${bytes.length} bytes leaves no room for data`
    throw new Fault({ kind: 'bgzf/bad-length', file, offset, detail })
  }
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + dataEnd, TRAILER_SIZE)
  const expectedCrc = trailer.getUint32(0, true)
  const length = trailer.getUint32(4, true)
  if (length > MAX_BLOCK_SIZE) {
    const detail = `it claims ${length} bytes of data, more than a block can hold`
    throw new Fault({ kind: 'bgzf/bad-length', file, offset, detail })
  }
  let data: Uint8Array
  try {
    // One byte of slack: zlib would otherwise allocate and try a second chunk to learn that it is done.
    data = inflateRawSync(bytes.subarray(dataStart, dataEnd), {
      chunkSize: Math.max(64, length + 1),
      maxOutputLength: MAX_BLOCK_SIZE,
    })
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === undefined) throw thrown
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      const detail = `its data inflates to more than the ${length} bytes it claims`
      throw new Fault({ kind: 'bgzf/bad-length', file, offset, detail }, { cause: thrown })
    }
    const detail = `its compressed data cannot be inflated (${code})`
    throw new Fault({ kind: 'bgzf/bad-block', file, offset, detail }, { cause: thrown })
  }
  if (data.length !== length) {
    const detail = `it claims ${length} bytes of data and holds ${data.length}`
    throw new Fault({ kind: 'bgzf/bad-length', file, offset, detail })
  }
  if (crc32(data) !== expectedCrc) throw new Fault({ kind: 'bgzf/bad-crc', file, offset })
  return { offset, size: bytes.length, data }
}

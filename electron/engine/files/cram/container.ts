import { crc32, gunzipSync } from 'node:zlib'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { ByteSource } from '../byte-source.ts'
import { CramCursor, damagedCram } from './cram-bytes.ts'

/** Bytes of the file definition: magic, version, name. */
export const DEFINITION_SIZE = 26
/** Where an end-of-file container claims to be: the letters "EOF". @see CRAMv3 §9 */
const EOF_START = 4_542_278
/** A block that inflates to more than this is damage: htslib's slices inflate to a few MB. */
const LARGEST_BLOCK = 1 << 29
/** More slices than this in a container are damage. */
const MOST_LANDMARKS = 1 << 20
/** More reads than this in a slice are damage: 10,000 are usual. */
const MOST_RECORDS = 1 << 22

export type CramVersion = { readonly major: number; readonly minor: number }

/** The head of a container. Offsets of slices (`landmarks`) count from `dataStart`. */
export type CramContainer = {
  /** Byte of the file at which it starts, and at which its blocks do. */
  readonly offset: number
  readonly dataStart: number
  /** Bytes of its blocks. */
  readonly length: number
  readonly blocks: number
  readonly records: number
  readonly landmarks: readonly number[]
  readonly isEnd: boolean
}

export type CramBlock = {
  /** 0 file header, 1 compression header, 2 slice header, 4 external data, 5 core data */
  readonly contentType: number
  readonly contentId: number
  readonly method: number
  /** As it lies: compressed by `method`. */
  readonly data: Uint8Array
  readonly inflatedSize: number
  /** Where the next block starts, in the bytes given. */
  readonly next: number
}

/** @throws Fault `cram/damaged`, `cram/unsupported` */
export async function readCramVersion(source: ByteSource): Promise<CramVersion> {
  const head = await source.read(0, DEFINITION_SIZE)
  const [major = 0, minor = 0] = head.subarray(4, 6)
  if (Buffer.from(head.subarray(0, 4)).toString('latin1') !== 'CRAM' || head.length < DEFINITION_SIZE)
    throw damagedCram(source.path, 0, 'the file definition is not whole')
  if ((major !== 2 && major !== 3) || minor > 1) {
    const detail = `it is CRAM ${major}.${minor}; versions 2.0 to 3.1 are read`
    throw new Fault({ kind: 'cram/unsupported', file: source.path, detail })
  }
  return { major, minor }
}

/** Most bytes of a container's head before its landmarks. */
const HEAD_SIZE = 4 + 5 * 4 + 9 * 2 + 5 * 2

/** Reads and checks the head of the container at `offset`. @throws Fault `cram/damaged` */
export async function readContainer(
  source: ByteSource,
  { major }: CramVersion,
  offset: number,
): Promise<CramContainer> {
  const fail = (detail: string): Fault => damagedCram(source.path, offset, detail)
  let bytes = await source.read(offset, HEAD_SIZE + 1024)
  let cursor = new CramCursor(bytes, fail)
  const length = cursor.uint32('the length of a container')
  cursor.itf8('a container')
  const start = cursor.itf8('a container')
  cursor.itf8('a container')
  const records = cursor.itf8('a container')
  if (major >= 3) cursor.ltf8('a container')
  else cursor.itf8('a container')
  cursor.ltf8('a container')
  const blocks = cursor.itf8('a container')
  const before = cursor.at
  let count = cursor.itf8('the slices of a container')
  if (count < 0 || count > MOST_LANDMARKS) throw fail(`it claims ${count} slices`)
  if (count > 100) {
    bytes = await source.read(offset, HEAD_SIZE + count * 5 + 16)
    cursor = new CramCursor(bytes, fail, before)
    count = cursor.itf8('the slices of a container')
  }
  const landmarks = Array.from({ length: count }, () => cursor.itf8('the slices of a container'))
  if (major >= 3) {
    const head = cursor.at
    if (crc32(bytes.subarray(0, head)) !== cursor.uint32('a checksum'))
      throw fail('the head of a container fails its checksum (CRC)')
  }
  const dataStart = offset + cursor.at
  if (length > source.size - dataStart) throw fail('the file ends within a container')
  if (records < 0 || blocks < 0) throw fail('a container has a negative count')
  for (const [i, landmark] of landmarks.entries())
    if (landmark >= length || landmark <= (landmarks[i - 1] ?? -1)) throw fail('its slices are out of order')
  return {
    offset,
    dataStart,
    length,
    blocks,
    records,
    landmarks,
    isEnd: records === 0 && start === EOF_START,
  }
}

/**
 * The block that starts at `at`, checked but not inflated.
 *
 * @throws Fault `cram/damaged`
 * @see CRAMv3 §8
 */
export function readBlock(
  bytes: Uint8Array,
  at: number,
  { major }: CramVersion,
  fail: (detail: string) => Fault,
): CramBlock {
  const cursor = new CramCursor(bytes, fail, at)
  const method = cursor.uint8('a block')
  const contentType = cursor.uint8('a block')
  const contentId = cursor.itf8('a block')
  const size = cursor.itf8('a block')
  const inflatedSize = cursor.itf8('a block')
  if (inflatedSize < 0 || inflatedSize > LARGEST_BLOCK)
    throw fail(`a block of ${inflatedSize} bytes is not possible`)
  const data = cursor.bytes(size, 'a block')
  if (major >= 3) {
    const end = cursor.at
    if (crc32(bytes.subarray(at, end)) !== cursor.uint32('a checksum'))
      throw fail('a block fails its checksum (CRC)')
  }
  return { contentType, contentId, method, data, inflatedSize, next: cursor.at }
}

const RAW = 0
const GZIP = 1

/** The content of a block of structure: stored or gzip, as the headers are. @throws Fault `cram/damaged` */
export function structureContent(
  { method, data, inflatedSize }: CramBlock,
  fail: (detail: string, cause?: unknown) => Fault,
): Uint8Array {
  if (method === RAW) return data
  if (method !== GZIP) throw fail(`a header is compressed by method ${method}`)
  try {
    return gunzipSync(data, { maxOutputLength: Math.max(1, inflatedSize) })
  } catch (thrown) {
    throw fail('a header cannot be inflated', thrown)
  }
}

/** The head of a slice. `refId` is -1 for reads without a place, -2 for reads of several contigs. */
export type CramSliceHeader = {
  readonly refId: number
  /** 1-based. */
  readonly start: number
  readonly span: number
  readonly records: number
  /** How many reads of the file come before its first. */
  readonly firstRecord: number
  /** Content id of the block that holds the reference's bases; -1 when they are not in the file. */
  readonly embedded: number
  /** MD5 of the reference's bases over the slice, hexadecimal; null when there is none. */
  readonly md5: string | null
  /** Bytes of the slice, its head included. */
  readonly size: number
}

/** A slice and its blocks, none of them inflated. */
export type CramSlice = CramSliceHeader & { readonly blocks: readonly CramBlock[] }

/**
 * Reads the slice at `landmark` of a container and checks every block of it, so that what is decoded afterwards is
 * what was written.
 *
 * @throws Fault `cram/damaged`
 * @see CRAMv3 §8.5
 */
export async function readSlice(
  source: ByteSource,
  version: CramVersion,
  container: CramContainer,
  landmark: number,
): Promise<CramSlice> {
  const fail = (detail: string): Fault => damagedCram(source.path, container.offset, detail)
  const size = sliceSize(container, landmark)
  const bytes = await source.read(container.dataStart + landmark, size)
  const { header, next } = sliceHeadOf(bytes, version, fail)
  const blocks: CramBlock[] = []
  let at = next
  for (let i = 0; i < header.blockCount; i++) {
    const found = readBlock(bytes, at, version, fail)
    blocks.push(found)
    at = found.next
  }
  return { ...header, blocks, size }
}

/** Bytes of the slice at `landmark`: up to the next one, or to the end of the container. */
export function sliceSize({ landmarks, length }: CramContainer, landmark: number): number {
  return (landmarks[landmarks.indexOf(landmark) + 1] ?? length) - landmark
}

/** The head that `bytes` of a slice begin with, and where the block behind it starts. */
export function sliceHeadOf(bytes: Uint8Array, version: CramVersion, fail: (detail: string) => Fault) {
  const block = readBlock(bytes, 0, version, fail)
  if (block.contentType !== 2) throw fail('where a slice should be is none')
  return { header: sliceHeader(structureContent(block, fail), version, fail), next: block.next }
}

function sliceHeader(content: Uint8Array, { major }: CramVersion, fail: (detail: string) => Fault) {
  const what = 'the head of a slice'
  const cursor = new CramCursor(content, fail)
  const refId = cursor.itf8(what)
  const start = cursor.itf8(what)
  const span = cursor.itf8(what)
  const records = cursor.itf8(what)
  const firstRecord = major >= 3 ? cursor.ltf8(what) : cursor.itf8(what)
  const blockCount = cursor.itf8(what)
  const contents = cursor.itf8(what)
  for (let i = 0; i < contents; i++) cursor.itf8(what)
  const embedded = cursor.itf8(what)
  const md5 = Buffer.from(cursor.bytes(16, what)).toString('hex')
  if (records < 0 || records > MOST_RECORDS) throw fail(`a slice claims ${records} reads`)
  if (span < 0 || blockCount < 0 || refId < -2) throw fail('the head of a slice is not possible')
  const digest = /^0+$/.test(md5) ? null : md5
  return { refId, start, span, records, firstRecord, blockCount, embedded, md5: digest }
}

import { Fault } from '../../../../shared/errors/fault.ts'
import { type ReferenceBases, referenceBases, writeBases } from './bases.ts'
import { BitReader } from './bit-reader.ts'
import { type BlockFaults, blockContent } from './block-content.ts'
import { type CompressionHeader, readCompressionHeader } from './compression-header.ts'
import type { CramContainer, CramSlice, CramVersion } from './container.ts'
import { readBlock } from './container.ts'
import { damagedCram } from './cram-bytes.ts'
import type { DecodedRecords, RecordTable } from './decoded-records.ts'
import { writeMates } from './mates.ts'
import { decodeRecords } from './record-decoder.ts'
import { type CramFields, leftOut, neededBlocks, openSeries } from './series.ts'
import type { Stream } from './series-reader.ts'
import type { ByteSource } from '../byte-source.ts'
import { FLAG_UNMAPPED } from '../bam/flags.ts'

/** The records of a slice as BAM stores them, one after the other, each with its block_size. */
export type DecodedSlice = {
  readonly table: RecordTable
  /** Longer than what is in it: where records are says the table. */
  readonly bytes: Uint8Array
}

/** A stretch of a contig that the reads of a slice lie on; 0-based, half-open. */
export type Stretch = { readonly refId: number; readonly start: number; readonly end: number }

export type SliceDecoder = {
  readonly file: string
  readonly container: CramContainer
  readonly compression: CompressionHeader
  readonly slice: CramSlice
  readonly fields: CramFields
  /** The tags of the header's read groups, by number. */
  readonly readGroups: readonly Uint8Array[]
  /** What the records are written to; more is taken when it is too small. */
  readonly room: Uint8Array
  /** Gives way to other work, and ends by throwing when the slice is no longer wanted. */
  readonly pause: () => Promise<void>
  /**
   * The reference's bases of a stretch as letters, after it was checked that they are the right ones. Those past the contig's
   * end may be missing; only the check counts when just places are decoded.
   */
  readonly bases: (stretch: Stretch) => Promise<Uint8Array>
}

/** @throws Fault `cram/damaged` */
export async function readCompression(
  source: ByteSource,
  version: CramVersion,
  container: CramContainer,
): Promise<CompressionHeader> {
  const faults = faultsOf(source.path, container)
  const length = container.landmarks[0] ?? container.length
  const block = readBlock(await source.read(container.dataStart, length), 0, version, faults.damaged)
  if (block.contentType !== COMPRESSION_HEADER) throw faults.damaged('it has no compression header')
  return readCompressionHeader(await blockContent(block, faults), faults.damaged)
}

const COMPRESSION_HEADER = 1
const EXTERNAL_DATA = 4
const CORE_DATA = 5

/**
 * Decodes a slice, all of whose blocks were checked before.
 *
 * @throws Fault `cram/damaged`, `cram/unsupported`, and what `pause` and `bases` throw
 */
export async function decodeSlice(input: SliceDecoder): Promise<DecodedSlice> {
  const { file, container, compression, slice, fields } = input
  const faults = faultsOf(file, container)
  try {
    const records = await recordsOf(input, faults)
    writeMates(records, faults.damaged)
    const reference = await referenceOf(input, records, faults)
    await input.pause()
    if (fields === 'all') writeBases(records, compression, reference, faults.damaged)
    return { table: records.table, bytes: records.out.bytes }
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    throw faults.damaged(`its ${slice.records} reads cannot be decoded: ${detail.slice(0, 200)}`, thrown)
  }
}

/** Where the reads of a slice lie, which is asked of no reference. @throws Fault `cram/damaged`, `cram/unsupported` */
export async function decodePlaces(
  input: Pick<SliceDecoder, 'file' | 'container' | 'compression' | 'slice'>,
) {
  const { table } = await recordsOf(
    { ...input, fields: 'places', readGroups: [], room: new Uint8Array(0), pause: () => Promise.resolve() },
    faultsOf(input.file, input.container),
  )
  return table
}

function faultsOf(file: string, { offset }: CramContainer): BlockFaults {
  return {
    damaged: (detail, cause) => damagedCram(file, offset, detail, cause),
    unsupported: (detail) => new Fault({ kind: 'cram/unsupported', file, detail }),
  }
}

async function recordsOf(input: Omit<SliceDecoder, 'bases'>, faults: BlockFaults): Promise<DecodedRecords> {
  const { compression, slice, fields, readGroups, room, pause } = input
  const { damaged, unsupported } = faults
  const without = leftOut(compression, fields)
  const needed = neededBlocks(compression, without)
  const streams = new Map<number, Stream>()
  let core: Uint8Array = new Uint8Array(0)
  for (const block of slice.blocks) {
    if (block.contentType === CORE_DATA) core = await blockContent(block, faults)
    if (block.contentType !== EXTERNAL_DATA || !needed.has(block.contentId)) continue
    await pause()
    streams.set(block.contentId, { bytes: await blockContent(block, faults), at: 0 })
  }
  await pause()
  const empty: Stream = { bytes: new Uint8Array(0), at: 0 }
  const series = openSeries(compression, without, {
    core: new BitReader(core, damaged),
    stream: (id) => streams.get(id) ?? empty,
    fail: damaged,
    unsupported,
  })
  const inflated = [...streams.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
  return decodeRecords({
    slice,
    compression,
    series,
    fields,
    readGroups,
    room: roomFor(slice.records, inflated, fields, room),
    fail: damaged,
  })
}

/** Most that is set aside before it is needed: a damaged slice may claim any number of reads. */
const MOST_AHEAD = 1 << 26

/** Room for the records of a slice. What is not written to takes no memory; to make more and move costs twice. */
function roomFor(records: number, inflated: number, fields: CramFields, spare: Uint8Array): Uint8Array {
  // Beside what lies in the blocks: the fixed fields, the CIGAR; half a byte for a base, which has a quality of one.
  const likely = Math.min(MOST_AHEAD, records * 64 + Math.ceil(inflated * (fields === 'all' ? 1.5 : 1)))
  return spare.length >= likely ? spare : new Uint8Array(likely)
}

/** The bases that the reads are stored relative to: those in the slice, or of the reference. */
async function referenceOf(
  { compression, slice, bases }: SliceDecoder,
  { table }: DecodedRecords,
  faults: BlockFaults,
): Promise<Map<number, ReferenceBases>> {
  const found = new Map<number, ReferenceBases>()
  // All bases are with the reads.
  if (!compression.needsReference && slice.embedded < 0) {
    for (const { refId, start } of stretchesOf(table)) found.set(refId, { start, codes: new Uint8Array(0) })
    return found
  }
  if (slice.embedded >= 0) {
    const block = slice.blocks.find(
      ({ contentId, contentType }) => contentId === slice.embedded && contentType === EXTERNAL_DATA,
    )
    if (block === undefined) throw faults.damaged('its embedded reference is missing')
    const letters = await blockContent(block, faults)
    for (const { refId, end } of stretchesOf(table)) {
      if (end > slice.start - 1 + letters.length)
        throw faults.damaged('a read reaches past the reference of its slice')
      found.set(refId, referenceBases(slice.start - 1, letters))
    }
    return found
  }
  for (const stretch of stretchesOf(table))
    found.set(stretch.refId, referenceBases(stretch.start, await bases(stretch)))
  return found
}

/** The stretches that the mapped reads of a slice lie on, one for each contig. */
function stretchesOf({ count, refIds, starts, ends, flags }: RecordTable): Stretch[] {
  const found = new Map<number, { refId: number; start: number; end: number }>()
  let last: { refId: number; start: number; end: number } | undefined
  for (let i = 0; i < count; i++) {
    const refId = refIds[i] ?? -1
    if (refId < 0 || ((flags[i] ?? 0) & FLAG_UNMAPPED) !== 0) continue
    const start = starts[i] ?? 0
    const end = ends[i] ?? 0
    if (last?.refId !== refId) {
      last = found.get(refId) ?? { refId, start, end }
      found.set(refId, last)
    }
    if (start < last.start) last.start = start
    if (end > last.end) last.end = end
  }
  return [...found.values()]
}

import { Fault } from '../../../shared/errors/fault.ts'
import { formatRegion, type Region } from '../../../shared/genome/region.ts'
import type { RecordCursor } from '../files/bam/record-cursor.ts'
import type { AlignmentReader } from './alignment-reader.ts'
import { larger } from './growing.ts'
import { hashName } from './name-hash.ts'

/** Raised when the layout of {@link ReadColumns} changes. */
const READ_COLUMNS_VERSION = 1

/**
 * The records overlapping a region as columns, in file order: element `i` of each is of record `i`. All kinds of
 * records are there, secondary, duplicate and placed-unmapped ones included.
 *
 * Layout, version 1. Every column has a buffer of its own, ready to be transferred.
 *
 * | column            | type, elements         | what                                                                 |
 * | ----------------- | ---------------------- | -------------------------------------------------------------------- |
 * | `starts`          | Int32, count           | first base on the reference, 0-based                                 |
 * | `ends`            | Int32, count           | exclusive end on the reference; an unmapped record has one base      |
 * | `flags`           | Uint16, count          | FLAG as in SAM                                                       |
 * | `mapqs`           | Uint8, count           | Phred; 255 is unknown                                                |
 * | `mateRefIds`      | Int32, count           | number of the mate's contig in the file, -1 for none                 |
 * | `mateStarts`      | Int32, count           | 0-based, -1 for none                                                 |
 * | `templateLengths` | Int32, count           | TLEN as in SAM                                                       |
 * | `nameHashes`      | Uint32, 2 × count      | 64 bits of the name: equal names have equal hashes                   |
 * | `blocks`          | Float64, count         | compressed offset of the block the record starts in                  |
 * | `withins`         | Uint16, count          | where in the inflated block; with `blocks` the way to the record     |
 * | `cigarAt`         | Uint32, count + 1      | the CIGAR of `i` is `cigars` from `cigarAt[i]` up to `cigarAt[i+1]`  |
 * | `cigars`          | Uint32                 | `length << 4 \| operation`, the real one of records with a CG tag    |
 */
export type ReadColumns = {
  readonly version: typeof READ_COLUMNS_VERSION
  readonly count: number
  readonly starts: Int32Array<ArrayBuffer>
  readonly ends: Int32Array<ArrayBuffer>
  readonly flags: Uint16Array<ArrayBuffer>
  readonly mapqs: Uint8Array<ArrayBuffer>
  readonly mateRefIds: Int32Array<ArrayBuffer>
  readonly mateStarts: Int32Array<ArrayBuffer>
  readonly templateLengths: Int32Array<ArrayBuffer>
  readonly nameHashes: Uint32Array<ArrayBuffer>
  readonly blocks: Float64Array<ArrayBuffer>
  readonly withins: Uint16Array<ArrayBuffer>
  readonly cigarAt: Uint32Array<ArrayBuffer>
  readonly cigars: Uint32Array<ArrayBuffer>
}

export type ColumnsOptions = {
  readonly signal?: AbortSignal | undefined
  /** More records than this are refused: before anything is read where the index says so. Default a million. */
  readonly maxReads?: number
}

const MAX_READS = 1_000_000
/** Operations of all CIGARs together: 64 MiB. A million short reads have two million; nanopore reads 10,000 each. */
const MAX_OPS = 1 << 24

/** An estimate from an index may be wrong by as much before a region is refused for it. */
const DOUBT = 2

/**
 * Refuses a region that, by its index, has far more than `maxReads` records, before anything is read.
 * @throws Fault `region/too-many-reads`
 */
export function refuseTooMany(
  reader: Pick<AlignmentReader, 'estimate'>,
  region: Region,
  maxReads: number,
): void {
  if (reader.estimate(region) > DOUBT * maxReads) throw tooMany(region, maxReads)
}

export function tooMany(region: Region, limit: number): Fault {
  return new Fault({ kind: 'region/too-many-reads', region: formatRegion(region), limit })
}

/**
 * The records overlapping `region`, packed.
 *
 * @throws Fault `region/too-many-reads`, otherwise as {@link AlignmentReader.records}
 */
export async function readColumns(
  reader: AlignmentReader,
  region: Region,
  { signal, maxReads = MAX_READS }: ColumnsOptions = {},
): Promise<ReadColumns> {
  refuseTooMany(reader, region, maxReads)
  const packer = spare ?? createPacker()
  spare = undefined
  try {
    await reader.walk(
      region,
      (cursor, end) => {
        if (packer.count() >= maxReads || packer.ops() > MAX_OPS) throw tooMany(region, packer.count())
        packer.add(cursor, end)
      },
      { signal, fields: 'places' },
    )
    return packer.columns()
  } finally {
    packer.clear()
    if (packer.room() <= SPARE_ROOM) spare = packer
  }
}

/** Rooms that nobody packs into just now: making and zeroing them costs more than filling them. */
let spare: ReturnType<typeof createPacker> | undefined
/** Records a spare packer may have room for: 6 MB. */
const SPARE_ROOM = 1 << 17

function createPacker() {
  let room = 2048
  let count = 0
  let starts = new Int32Array(room)
  let ends = new Int32Array(room)
  let flags = new Uint16Array(room)
  let mapqs = new Uint8Array(room)
  let mateRefIds = new Int32Array(room)
  let mateStarts = new Int32Array(room)
  let templateLengths = new Int32Array(room)
  let nameHashes = new Uint32Array(2 * room)
  let blocks = new Float64Array(room)
  let withins = new Uint16Array(room)
  let cigarAt = new Uint32Array(room)
  let cigars = new Uint32Array(2 * room)
  let ops = 0

  const grow = (): void => {
    room *= 2
    starts = larger(starts, new Int32Array(room))
    ends = larger(ends, new Int32Array(room))
    flags = larger(flags, new Uint16Array(room))
    mapqs = larger(mapqs, new Uint8Array(room))
    mateRefIds = larger(mateRefIds, new Int32Array(room))
    mateStarts = larger(mateStarts, new Int32Array(room))
    templateLengths = larger(templateLengths, new Int32Array(room))
    nameHashes = larger(nameHashes, new Uint32Array(2 * room))
    blocks = larger(blocks, new Float64Array(room))
    withins = larger(withins, new Uint16Array(room))
    cigarAt = larger(cigarAt, new Uint32Array(room))
  }

  const addCigar = (cursor: RecordCursor): void => {
    const length = cursor.opCount
    if (ops + length > cigars.length)
      cigars = larger(cigars, new Uint32Array(Math.max(2 * cigars.length, ops + length)))
    for (let i = 0; i < length; i++) cigars[ops + i] = cursor.opAt(i)
    ops += length
  }

  return {
    count: () => count,
    ops: () => ops,
    room: () => Math.max(room, cigars.length / 2),
    clear(): void {
      count = 0
      ops = 0
    },
    add(cursor: RecordCursor, end: number): void {
      if (count + 1 >= room) grow()
      const i = count++
      starts[i] = cursor.start
      ends[i] = end
      flags[i] = cursor.flags
      mapqs[i] = cursor.mapq
      mateRefIds[i] = cursor.mateRefId
      mateStarts[i] = cursor.mateStart
      templateLengths[i] = cursor.templateLength
      hashName(cursor, nameHashes, 2 * i)
      blocks[i] = cursor.block
      withins[i] = cursor.within
      addCigar(cursor)
      cigarAt[i + 1] = ops
    },
    columns: (): ReadColumns => ({
      version: READ_COLUMNS_VERSION,
      count,
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      flags: flags.slice(0, count),
      mapqs: mapqs.slice(0, count),
      mateRefIds: mateRefIds.slice(0, count),
      mateStarts: mateStarts.slice(0, count),
      templateLengths: templateLengths.slice(0, count),
      nameHashes: nameHashes.slice(0, 2 * count),
      blocks: blocks.slice(0, count),
      withins: withins.slice(0, count),
      cigarAt: cigarAt.slice(0, count + 1),
      cigars: cigars.slice(0, ops),
    }),
  }
}

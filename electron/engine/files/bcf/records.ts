import { Fault } from '../../../../shared/errors/fault.ts'
import type { VirtualOffset } from '../bgzf/virtual-offset.ts'
import type { TextBlock, TextBlocks } from '../text/text-blocks.ts'
import { FIXED_SIZE } from './record-line.ts'

/** One record as it lies in the file. */
export type BcfRecord = {
  /** Without its two lengths. */
  readonly bytes: Uint8Array
  /** How many of the bytes come before FORMAT. */
  readonly shared: number
  /** Where the record starts and where the next one does. */
  readonly place: VirtualOffset
  readonly after: VirtualOffset
}

/** The two lengths before a record. */
const LENGTHS = 8
/** A record longer than this is damage. */
const LARGEST = 1 << 28

export function badBcfRecord(file: string, offset: number, detail: string, cause?: unknown): Fault {
  return new Fault({ kind: 'bcf/bad-record', file, offset, detail }, { cause })
}

/**
 * Cuts blocks into records. Holds at most one record, and of that no more than has arrived, whatever length it
 * claims.
 */
export function createBcfSplitter(file: string) {
  let pieces: Uint8Array[] = []
  let held = 0
  let place: VirtualOffset = { block: 0, within: 0 }

  const sizesOf = (bytes: Buffer): { shared: number; size: number } => {
    const shared = bytes.readUInt32LE(0)
    const size = shared + bytes.readUInt32LE(4)
    if (shared < FIXED_SIZE || size > LARGEST)
      throw badBcfRecord(file, place.block, `its length of ${size} bytes is not possible`)
    return { shared, size }
  }
  /** Bytes the record that is begun still lacks, as far as is known. */
  let wanted = LENGTHS

  return {
    /** The records that end in `block`, read from `from` within it; at most `limit`. */
    feed(block: TextBlock, from: number, limit = Infinity): BcfRecord[] {
      const data = Buffer.from(block.data.buffer, block.data.byteOffset, block.data.length)
      const records: BcfRecord[] = []
      let at = from
      while (at < data.length && records.length < limit) {
        if (held === 0) place = { block: block.block, within: at }
        const piece = data.subarray(at, at + wanted - held)
        pieces.push(piece)
        held += piece.length
        at += piece.length
        if (held < wanted) break
        const whole = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
        pieces = [whole]
        const { shared, size } = sizesOf(Buffer.from(whole.buffer, whole.byteOffset, whole.length))
        wanted = LENGTHS + size
        if (held < wanted) continue
        const after =
          at === data.length ? { block: block.next, within: 0 } : { block: block.block, within: at }
        records.push({ bytes: whole.subarray(LENGTHS), shared, place, after })
        pieces = []
        held = 0
        wanted = LENGTHS
      }
      return records
    },
    /** @throws Fault `bcf/bad-record` when a record is begun and not ended */
    end(): void {
      if (held > 0) throw badBcfRecord(file, place.block, 'the file ends within it')
    },
  }
}

/**
 * The records of a BCF from a place on, one array per block that ends any.
 *
 * @throws Fault `bcf/bad-record`, `bgzf/…`, `task/cancelled`
 * @see VCFv4.3 §6.3
 */
export async function* readBcfRecords(
  text: TextBlocks,
  from: VirtualOffset,
  signal?: AbortSignal,
): AsyncGenerator<BcfRecord[]> {
  const splitter = createBcfSplitter(text.path)
  let { within } = from
  for await (const block of text.stream(from.block, signal)) {
    const records = splitter.feed(block, within)
    within = 0
    if (records.length > 0) yield records
  }
  splitter.end()
}

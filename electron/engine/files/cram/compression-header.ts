import type { Fault } from '../../../../shared/errors/fault.ts'
import { CramCursor } from './cram-bytes.ts'
import { type Encoding, readEncoding } from './encoding.ts'

/** How the slices of a container are written. @see CRAMv3 §8.4 */
export type CompressionHeader = {
  /** Every read has its name; otherwise only those whose mate is in another slice. */
  readonly hasNames: boolean
  /** Places are distances from the read before. */
  readonly placesAreDeltas: boolean
  /** The bases are stored relative to a reference. */
  readonly needsReference: boolean
  /** Letters by reference base (A C G T other) and code: `substitutions[base * 4 + code]`. */
  readonly substitutions: string
  /** The lists of tags that reads have: each tag three letters, its name and type. */
  readonly tagLists: readonly (readonly string[])[]
  readonly series: ReadonlyMap<string, Encoding>
  /** By tag, as in `tagLists`. */
  readonly tags: ReadonlyMap<string, Encoding>
}

const WHAT = 'a compression header'
/** More entries than this in one of its maps are damage. */
const MOST_ENTRIES = 1 << 16
/** The first alternative has code 0, and so on. */
const PLAIN_ORDER = Uint8Array.of(0x1b, 0x1b, 0x1b, 0x1b, 0x1b)

/** @throws Fault `cram/damaged` */
export function readCompressionHeader(
  content: Uint8Array,
  fail: (detail: string) => Fault,
): CompressionHeader {
  const cursor = new CramCursor(content, fail)
  const map = (take: (entries: CramCursor) => void): void => {
    const entries = new CramCursor(cursor.bytes(cursor.itf8(WHAT), WHAT), fail)
    const count = entries.itf8(WHAT)
    if (count < 0 || count > MOST_ENTRIES) throw fail(`${WHAT} claims ${count} entries`)
    for (let i = 0; i < count; i++) take(entries)
  }
  const flags = new Map<string, boolean>()
  let order = PLAIN_ORDER
  let tagLists: string[][] = []
  map((entries) => {
    const key = latin1(entries.bytes(2, WHAT))
    if (key === 'SM') order = new Uint8Array(entries.bytes(5, WHAT))
    else if (key === 'TD') tagLists = tagListsOf(entries.bytes(entries.itf8(WHAT), WHAT), fail)
    else if (['MI', 'UI', 'PI', 'RN', 'AP', 'RR'].includes(key)) flags.set(key, entries.uint8(WHAT) !== 0)
    else throw fail(`${WHAT} has an entry "${key}"`)
  })
  const series = new Map<string, Encoding>()
  map((entries) => series.set(latin1(entries.bytes(2, WHAT)), readEncoding(entries, fail)))
  const tags = new Map<string, Encoding>()
  map((entries) => {
    const key = entries.itf8(WHAT)
    const tag = String.fromCharCode((key >> 16) & 255, (key >> 8) & 255, key & 255)
    tags.set(tag, readEncoding(entries, fail))
  })
  return {
    // What is not said is so.
    hasNames: flags.get('RN') ?? true,
    placesAreDeltas: flags.get('AP') ?? true,
    needsReference: flags.get('RR') ?? true,
    substitutions: substitutionsOf(order),
    tagLists,
    series,
    tags,
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** Lists end with NUL; each tag is its name and type. */
function tagListsOf(bytes: Uint8Array, fail: (detail: string) => Fault): string[][] {
  const lists = latin1(bytes).split('\0')
  // What follows the last NUL is no list.
  lists.pop()
  return lists.map((list) => {
    if (list.length % 3 !== 0) throw fail('a list of tags is cut')
    return Array.from({ length: list.length / 3 }, (_, i) => list.slice(3 * i, 3 * i + 3))
  })
}

/** @param order for each reference base, two bits for each of the other four: its code. @see CRAMv3 §10.6 */
function substitutionsOf(order: Uint8Array): string {
  const bases = 'ACGTN'
  let all = ''
  for (const [i, codes] of order.entries()) {
    const others = bases.replace(bases[i] ?? '', '')
    const letters = ['N', 'N', 'N', 'N']
    for (let k = 0; k < 4; k++) letters[(codes >> (6 - 2 * k)) & 3] = others[k] ?? 'N'
    all += letters.join('')
  }
  return all
}

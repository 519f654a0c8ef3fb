import type { Fault } from '../../../../shared/errors/fault.ts'
import type { GrowingBytes } from './growing-bytes.ts'
import type { TagReader } from './series.ts'

/** Reads the tags of a read and appends them as BAM stores them: they lie in CRAM as in BAM, their names apart. */
export function appendTags(tags: readonly TagReader[], into: GrowingBytes): void {
  for (const { tag, values } of tags) {
    values.next()
    if (tag === OF_HTSLIB) continue
    const { bytes, from } = values
    const type = tag.charCodeAt(2)
    const head = into.add(3)
    into.bytes[head] = tag.charCodeAt(0)
    into.bytes[head + 1] = tag.charCodeAt(1)
    into.bytes[head + 2] = type
    let to = values.to
    const isText = type === TEXT || type === HEX
    if (isText) {
      let end = from
      while (end < to && bytes[end] !== 0) end++
      to = end
    }
    into.append(bytes, from, to)
    if (isText) into.bytes[into.add(1)] = 0
  }
}

/** Where htslib notes for itself whether a read had MD and NM: no tag of the read. */
const OF_HTSLIB = 'cFC'
const TEXT = 0x5a
const HEX = 0x48

/** The read groups of a header as tags, by number. */
export function readGroupTags(ids: readonly string[]): Uint8Array[] {
  return ids.map((id) => Buffer.from(`RGZ${id}\0`))
}

/** A CIGAR of more operations than BAM has room for, as the tag CG. @see SAMv1 §4.2.2 */
export function appendLongCigar(ops: Uint32Array, count: number, into: GrowingBytes): void {
  let at = into.add(8 + 4 * count)
  into.bytes.set(Buffer.from('CGBI'), at)
  into.view.setUint32(at + 4, count, true)
  at += 8
  for (let i = 0; i < count; i++, at += 4) into.view.setUint32(at, ops[i] ?? 0, true)
}

/** The list of tags that a read has. @throws Fault `cram/damaged` */
export function tagListAt<T>(lists: readonly T[], index: number, fail: (detail: string) => Fault): T {
  const list = lists[index]
  if (list === undefined) throw fail(`a read has the list of tags ${index} of ${lists.length}`)
  return list
}

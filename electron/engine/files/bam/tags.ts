/**
 * An optional field of a record. Integers of all six widths are `i` as in SAM text, with the width BAM stored in
 * `stored`; arrays (`B`) keep their element type.
 * @see SAMv1 §1.5, §4.2.4
 */
export type TagValue =
  | { readonly type: 'A'; readonly value: string }
  | { readonly type: 'i'; readonly value: number; readonly stored: 'c' | 'C' | 's' | 'S' | 'i' | 'I' }
  | { readonly type: 'f'; readonly value: number }
  | { readonly type: 'Z' | 'H'; readonly value: string }
  | { readonly type: 'B'; readonly element: ArrayElement; readonly value: readonly number[] }

type ArrayElement = 'c' | 'C' | 's' | 'S' | 'i' | 'I' | 'f'

export type Tag = { readonly name: string } & TagValue

/** Why a tag block cannot be read; the caller knows file and offset. */
export class TagError extends Error {}

const SIZES: Record<string, number> = { A: 1, c: 1, C: 1, s: 2, S: 2, i: 4, I: 4, f: 4 }

function readNumber(view: DataView, type: ArrayElement, at: number): number {
  switch (type) {
    case 'c':
      return view.getInt8(at)
    case 'C':
      return view.getUint8(at)
    case 's':
      return view.getInt16(at, true)
    case 'S':
      return view.getUint16(at, true)
    case 'i':
      return view.getInt32(at, true)
    case 'I':
      return view.getUint32(at, true)
    case 'f':
      return view.getFloat32(at, true)
  }
}

function isArrayElement(type: string): type is ArrayElement {
  return type.length === 1 && 'cCsSiIf'.includes(type)
}

/** Where a tag's value lies: bytes from `start` to `end`, type letter `type`. */
type TagSpan = { readonly name: string; readonly type: string; readonly start: number; readonly end: number }

/** Walks tag by tag without decoding values. @throws TagError naming what does not fit. */
function* tagSpans(bytes: Uint8Array, from: number): Generator<TagSpan> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = from
  while (at < bytes.length) {
    if (at + 3 > bytes.length) throw new TagError(`${bytes.length - at} stray bytes after the last tag`)
    const name = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0)
    const type = String.fromCharCode(bytes[at + 2] ?? 0)
    const start = at + 3
    let end: number
    if (type === 'Z' || type === 'H') {
      const nul = bytes.indexOf(0, start)
      if (nul < 0) throw new TagError(`tag ${name} has no end`)
      end = nul + 1
    } else if (type === 'B') {
      const element = String.fromCharCode(bytes[start] ?? 0)
      if (!isArrayElement(element) || start + 5 > bytes.length)
        throw new TagError(`tag ${name} is an array of unknown type '${element}'`)
      end = start + 5 + view.getUint32(start + 1, true) * (SIZES[element] ?? 1)
    } else {
      const size = SIZES[type]
      if (size === undefined) throw new TagError(`tag ${name} has the unknown type '${type}'`)
      end = start + size
    }
    if (end > bytes.length) throw new TagError(`tag ${name} runs past the end of the record`)
    yield { name, type, start, end }
    at = end
  }
}

function decodeTag(bytes: Uint8Array, { name, type, start, end }: TagSpan): Tag {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type === 'A') return { name, type, value: String.fromCharCode(bytes[start] ?? 0) }
  if (type === 'Z' || type === 'H')
    return {
      name,
      type,
      value: Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start - 1).toString(),
    }
  if (type === 'B') {
    const element = String.fromCharCode(bytes[start] ?? 0)
    if (!isArrayElement(element)) throw new TagError(`tag ${name} is an array of unknown type`)
    const size = SIZES[element] ?? 1
    const value: number[] = []
    for (let at = start + 5; at < end; at += size) value.push(readNumber(view, element, at))
    return { name, type, element, value }
  }
  if (!isArrayElement(type)) throw new TagError(`tag ${name} has the unknown type '${type}'`)
  const value = readNumber(view, type, start)
  return type === 'f' ? { name, type, value } : { name, type: 'i', value, stored: type }
}

/** All tags in `bytes` from `from` on, in order. @throws TagError */
export function decodeTags(bytes: Uint8Array, from: number): Tag[] {
  const tags: Tag[] = []
  for (const span of tagSpans(bytes, from)) tags.push(decodeTag(bytes, span))
  return tags
}

/** The first tag called `name`, without decoding the others. @throws TagError */
export function findTag(bytes: Uint8Array, from: number, name: string): Tag | undefined {
  for (const span of tagSpans(bytes, from)) if (span.name === name) return decodeTag(bytes, span)
  return undefined
}

/** A `B,I` or `B,i` array as it lies, for the CG tag. @throws TagError */
export function findUint32Array(bytes: Uint8Array, from: number, name: string): Uint32Array | undefined {
  for (const { name: found, type, start, end } of tagSpans(bytes, from)) {
    if (found !== name) continue
    const element = String.fromCharCode(bytes[start] ?? 0)
    if (type !== 'B' || (element !== 'I' && element !== 'i')) return undefined
    // Copied: the bytes may lie unaligned. Not by slice, which a Buffer answers with a view.
    return new Uint32Array(new Uint8Array(bytes.subarray(start + 5, end)).buffer)
  }
  return undefined
}

/** Bytes of tags as BAM stores them. */
export function encodeTags(tags: readonly Tag[]): Uint8Array {
  return Buffer.concat(tags.map(encodeTag))
}

function encodeTag(tag: Tag): Uint8Array {
  const head = (type: string): Buffer => Buffer.from(`${tag.name}${type}`, 'latin1')
  switch (tag.type) {
    case 'A':
      return Buffer.concat([head('A'), Buffer.from(tag.value, 'latin1')])
    case 'Z':
    case 'H':
      return Buffer.concat([head(tag.type), Buffer.from(`${tag.value}\0`)])
    case 'i':
      return Buffer.concat([head(tag.stored), numberBytes(tag.stored, [tag.value])])
    case 'f':
      return Buffer.concat([head('f'), numberBytes('f', [tag.value])])
    case 'B': {
      const count = numberBytes('I', [tag.value.length])
      return Buffer.concat([head('B'), Buffer.from(tag.element), count, numberBytes(tag.element, tag.value)])
    }
  }
}

function numberBytes(type: ArrayElement, values: readonly number[]): Uint8Array {
  const size = SIZES[type] ?? 1
  const bytes = new Uint8Array(size * values.length)
  const view = new DataView(bytes.buffer)
  for (const [i, value] of values.entries()) {
    const at = i * size
    if (type === 'f') view.setFloat32(at, value, true)
    else if (size === 1) view.setUint8(at, value & 0xff)
    else if (size === 2) view.setUint16(at, value & 0xffff, true)
    else view.setUint32(at, value >>> 0, true)
  }
  return bytes
}

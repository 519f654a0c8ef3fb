import { type CompressionHeader } from './compression-header.ts'
import { blocksOf, type Encoding, usesCore } from './encoding.ts'
import {
  type ArrayReader,
  arrayReader,
  type ByteReader,
  byteReader,
  intReader,
  type NextInt,
  type SeriesSource,
} from './series-reader.ts'

/**
 * What of each read is decoded: all of it, or only where it lies (flags, places, mapping quality, CIGAR, mate, name),
 * without bases, qualities and tags, whose blocks are then not even inflated.
 */
export type CramFields = 'all' | 'places'

/** Series that say nothing of where a read lies. */
const NOT_OF_PLACES = ['BA', 'QS', 'BS', 'BB', 'QQ', 'RG'] as const

/** The readers of a slice's series, by the names the specification gives them. @see CRAMv3 §8.4.2 */
export type Series = {
  readonly [name in (typeof INTS)[number]]: NextInt
} & { readonly [name in (typeof BYTES)[number]]: ByteReader } & {
  readonly [name in (typeof ARRAYS)[number]]: ArrayReader
} & {
  /** The tags of each list: three letters and the reader of the value; none when tags are left out. */
  readonly tagLists: readonly (readonly TagReader[])[]
}

export type TagReader = { readonly tag: string; readonly values: ArrayReader }

const INTS = [
  'BF',
  'CF',
  'RI',
  'RL',
  'AP',
  'RG',
  'MF',
  'NS',
  'NP',
  'TS',
  'NF',
  'TL',
  'FN',
  'FP',
  'DL',
  'RS',
  'PD',
  'HC',
  'MQ',
] as const
const BYTES = ['FC', 'BS', 'BA', 'QS'] as const
const ARRAYS = ['RN', 'IN', 'SC', 'BB', 'QQ'] as const

/**
 * What can be left out for `fields`: series and tags that nobody asked for, unless what is asked for lies in the same
 * block or they take bits of the core block. A tag goes by its three letters.
 */
export function leftOut(
  { series, tags }: Pick<CompressionHeader, 'series' | 'tags'>,
  fields: CramFields,
): ReadonlySet<string> {
  if (fields === 'all') return new Set()
  const candidates = new Set<string>([...NOT_OF_PLACES, ...tags.keys()])
  const all = [...series, ...tags]
  for (const [name, encoding] of all) if (usesBits(encoding)) candidates.delete(name)
  for (;;) {
    const needed = new Set(
      all.flatMap(([name, encoding]) => (candidates.has(name) ? [] : blocksOf(encoding))),
    )
    const bound = all.filter(
      ([name, encoding]) => candidates.has(name) && blocksOf(encoding).some((id) => needed.has(id)),
    )
    if (bound.length === 0) return candidates
    for (const [name] of bound) candidates.delete(name)
  }
}

/** A lone symbol takes no bits. */
function usesBits(encoding: Encoding): boolean {
  if (encoding.kind === 'array-length') return usesBits(encoding.lengths) || usesBits(encoding.values)
  if (encoding.kind === 'huffman' && encoding.symbols.length === 1) return false
  return usesCore(encoding)
}

/** Content ids of the blocks that must be inflated. */
export function neededBlocks(
  { series, tags }: Pick<CompressionHeader, 'series' | 'tags'>,
  without: ReadonlySet<string>,
): Set<number> {
  return new Set(
    [...series, ...tags].flatMap(([name, encoding]) => (without.has(name) ? [] : blocksOf(encoding))),
  )
}

const nothing = (): number => 0
const noBytes: ByteReader = { next: nothing, copy: () => {}, skip: () => {} }
const noArrays: ArrayReader = { bytes: new Uint8Array(0), from: 0, to: 0, next: () => {} }

/** @throws Fault `cram/damaged`; reading as well, and `cram/unsupported` */
export function openSeries(
  { series, tags, tagLists }: CompressionHeader,
  without: ReadonlySet<string>,
  source: SeriesSource,
): Series {
  const int = (name: (typeof INTS)[number]): NextInt =>
    without.has(name) ? nothing : intReader(series.get(name), source, name)
  const bytes = (name: (typeof BYTES)[number]): ByteReader =>
    without.has(name) ? noBytes : byteReader(series.get(name), source, name)
  const arrays = (name: (typeof ARRAYS)[number]): ArrayReader =>
    without.has(name) ? noArrays : arrayReader(series.get(name), source, name)
  const readers = new Map<string, TagReader>()
  const tagReader = (tag: string): TagReader => {
    const known = readers.get(tag)
    if (known) return known
    const made = { tag, values: arrayReader(tags.get(tag), source, `the tag ${tag}`) }
    readers.set(tag, made)
    return made
  }
  return {
    BF: int('BF'),
    CF: int('CF'),
    RI: int('RI'),
    RL: int('RL'),
    AP: int('AP'),
    RG: int('RG'),
    MF: int('MF'),
    NS: int('NS'),
    NP: int('NP'),
    TS: int('TS'),
    NF: int('NF'),
    TL: int('TL'),
    FN: int('FN'),
    FP: int('FP'),
    DL: int('DL'),
    RS: int('RS'),
    PD: int('PD'),
    HC: int('HC'),
    MQ: int('MQ'),
    FC: bytes('FC'),
    BS: bytes('BS'),
    BA: bytes('BA'),
    QS: bytes('QS'),
    RN: arrays('RN'),
    IN: arrays('IN'),
    SC: arrays('SC'),
    BB: arrays('BB'),
    QQ: arrays('QQ'),
    tagLists: tagLists.map((list) => list.filter((tag) => !without.has(tag)).map(tagReader)),
  }
}

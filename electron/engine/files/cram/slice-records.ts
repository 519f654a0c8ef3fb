import { CramFile, type CramRecord } from '@gmod/cram'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { ByteSource } from '../byte-source.ts'
import { sourceFilehandle } from '../fasta/source-filehandle.ts'
import type { CramContainer, CramSliceHeader } from './container.ts'
import { damagedCram } from './cram-bytes.ts'

/** Bases of the reference over a stretch (1-based, both ends included, as CRAM counts). */
export type CramBases = { readonly start: number; readonly end: number; readonly seq: string }

/** The decoded records of a slice, as the library gives them, and what it does not give. */
export type DecodedSlice = {
  readonly records: readonly CramRecord[]
  /** A record's tags as BAM stores them. */
  tagsOf(record: CramRecord): Uint8Array
  /** The file needs a reference to say this slice's bases. */
  readonly needsReference: boolean
  /** The reference's bases that the slice carries; undefined when it carries none. */
  readonly embedded: CramBases | undefined
  /** Gives a record the bases it is stored relative to. */
  resolve(record: CramRecord, bases: CramBases): void
}

/** Bases and differences a slice may claim: beyond is damage that would not end. */
const MOST_BASES = 1 << 29
const MOST_FEATURES = 1 << 26

type Scheme = NonNullable<
  Awaited<ReturnType<ReturnType<CramFile['getContainerAtPosition']>['getCompressionScheme']>>
>
type Codec = ReturnType<Scheme['getCodecForTag']>

export function openCramDecoder(source: ByteSource): CramFile {
  return new CramFile({ filehandle: sourceFilehandle(source), checkSequenceMD5: false, cacheSize: 1 })
}

/**
 * Decodes a slice, all of whose blocks were checked before. Tags are taken as they lie: the library would lose the
 * widths of their integers and the types of their arrays.
 *
 * @throws Fault `cram/damaged`, `cram/unsupported`
 */
export async function decodeSlice(
  decoder: CramFile,
  file: string,
  container: CramContainer,
  landmark: number,
  header: CramSliceHeader,
): Promise<DecodedSlice> {
  try {
    return await decode(decoder, container, landmark, header)
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    if (/not (yet )?(implemented|supported)/i.test(detail))
      throw new Fault({ kind: 'cram/unsupported', file, detail }, { cause: thrown })
    throw damagedCram(file, container.offset, `its reads cannot be decoded: ${detail.slice(0, 200)}`, thrown)
  }
}

async function decode(
  decoder: CramFile,
  { offset }: CramContainer,
  landmark: number,
  header: CramSliceHeader,
): Promise<DecodedSlice> {
  const container = decoder.getContainerAtPosition(offset)
  const scheme = await container.getCompressionScheme()
  if (scheme === undefined) throw new Error('it has no compression header')
  const compression = await container.getCompressionHeaderBlock()
  const tags = keepTags(scheme)
  boundLengths(scheme)
  const slice = container.getSlice(landmark, header.size)
  const records = await slice.getRecords(() => true)
  // What is kept is kept by whoever asked: here tags would outlive the store they are in.
  decoder.featureCache.clear()
  const block = header.embedded >= 0 ? await slice.getBlockByContentId(header.embedded) : undefined
  if (header.embedded >= 0 && block === undefined) throw new Error('its embedded reference is missing')
  return {
    records,
    tagsOf: tags,
    needsReference: compression?.parsedContent.preservation.RR !== false,
    embedded: block && {
      start: header.start,
      end: header.start + block.content.length - 1,
      seq: Buffer.from(block.content).toString('latin1'),
    },
    resolve(record, bases) {
      const last = record.alignmentStart + Math.max(1, record.lengthOnRef ?? 1) - 1
      if (
        record.alignmentStart < bases.start ||
        last > bases.end ||
        bases.seq.length <= bases.end - bases.start
      )
        throw new Error('a read reaches past the reference of its slice')
      record.addReferenceSequence(bases, scheme)
    },
  }
}

const textEnd = Uint8Array.of(0)

/**
 * Has the library keep, in place of a tag's value, the number under which its bytes are found.
 *
 * @returns what gives a record's tags as BAM stores them: name, type, bytes
 */
function keepTags(scheme: Scheme): (record: CramRecord) => Uint8Array {
  const store: Uint8Array[] = []
  const original = scheme.getCodecForTag.bind(scheme)
  const wrapped = new Map<string, Codec>()
  scheme.getCodecForTag = (id: string): Codec => {
    const known = wrapped.get(id)
    if (known) return known
    const codec = original(id)
    const head = Buffer.from(id, 'latin1')
    const isText = id.endsWith('Z') || id.endsWith('H')
    const keeping: Codec = Object.create(codec)
    keeping.decode = (...input: Parameters<Codec['decode']>) => {
      const value: unknown = codec.decode(...input)
      if (!(value instanceof Uint8Array)) throw new Error(`tag ${id} is not stored as bytes`)
      const nul = isText ? value.indexOf(0) : -1
      const bytes = nul < 0 ? value : value.subarray(0, nul)
      return store.push(Buffer.concat(isText ? [head, bytes, textEnd] : [head, bytes])) - 1
    }
    wrapped.set(id, keeping)
    return keeping
  }
  return ({ tags }) =>
    Buffer.concat(
      Object.values(tags).flatMap((number) =>
        typeof number === 'number' ? store.slice(number, number + 1) : [],
      ),
    )
}

/** Reads and differences of impossible length would be decoded for ever. */
function boundLengths(scheme: Scheme): void {
  const left = { RL: MOST_BASES, FN: MOST_FEATURES }
  const original = scheme.getCodecForDataSeries.bind(scheme)
  Object.assign(scheme, {
    getCodecForDataSeries(name: Parameters<typeof original>[0]) {
      const codec = original(name)
      if ((name !== 'RL' && name !== 'FN') || codec === undefined) return codec
      const bounded: typeof codec = Object.create(codec)
      bounded.decode = (...input: Parameters<typeof codec.decode>) => {
        const value: unknown = codec.decode(...input)
        if (typeof value !== 'number' || value < 0) throw new Error(`${name} is no length`)
        left[name] -= value
        if (left[name] < 0) throw new Error(`its reads are longer than is possible`)
        return value
      }
      return bounded
    },
  })
}

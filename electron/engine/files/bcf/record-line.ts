import type { BcfDictionaries } from './dictionaries.ts'
import { BcfCursor, BcfValueError } from './typed-value.ts'

/** What records of one file share. */
export type BcfContext = { readonly dictionaries: BcfDictionaries; readonly samples: number }

/** Where a record lies on the reference: what an index needs of it. */
export type BcfPlace = {
  /** Number of its contig in the header. */
  readonly refId: number
  /** 0-based; -1 is the telomere before base 1. */
  readonly start: number
  /** In bp: of REF, or up to INFO/END. */
  readonly length: number
}

/** Bytes of the fixed fields before ID. */
export const FIXED_SIZE = 24

/** @param at where a record starts after its two lengths; {@link FIXED_SIZE} bytes of it are there */
export function bcfPlace(view: DataView, at = 0): BcfPlace {
  return {
    refId: view.getInt32(at, true),
    start: view.getInt32(at + 4, true),
    length: view.getInt32(at + 8, true),
  }
}

/**
 * A record as the line of a VCF, its bytes one to a character, as `bcftools view` writes it.
 *
 * @param bytes of the record, without its two lengths
 * @param shared how many of them come before FORMAT
 * @throws BcfValueError what is wrong with it
 * @see VCFv4.3 §6.3
 */
export function bcfRecordLine(bytes: Uint8Array, shared: number, context: BcfContext): string {
  const { contigs, names } = context.dictionaries
  const cursor = new BcfCursor(bytes.subarray(0, shared))
  const { refId, start } = bcfPlace(new DataView(bytes.buffer, bytes.byteOffset, bytes.length))
  cursor.take(12, 'its place')
  const quality = cursor.float('QUAL')
  const counts = cursor.uint32('its counts')
  const sampleCounts = cursor.uint32('its counts')
  const infos = counts & 0xffff
  const alleleCount = counts >>> 16
  const samples = sampleCounts & 0xffffff
  const formats = sampleCounts >>> 24
  if (start < -1) throw new BcfValueError(`its position ${start} is negative`)
  if (samples !== context.samples && samples + formats > 0)
    throw new BcfValueError(`it has ${samples} samples where the header names ${context.samples}`)

  const id = cursor.string('ID') || '.'
  const alleles = Array.from({ length: alleleCount }, (_, i) => cursor.string(i === 0 ? 'REF' : 'ALT'))
  const filters = cursor.integers('FILTER').map((number) => named(names, number, 'FILTER'))
  const info: string[] = []
  for (let i = 0; i < infos; i++) {
    const key = named(names, cursor.integer('a key of INFO'), 'INFO')
    const type = cursor.valueType(`INFO/${key}`)
    info.push(type.count === 0 ? key : `${key}=${cursor.values(type, `INFO/${key}`)}`)
  }
  return [
    named(contigs, refId, 'contig'),
    start + 1,
    id,
    alleles[0] || '.',
    alleles.slice(1).join(',') || '.',
    quality,
    filters.join(';') || '.',
    info.join(';') || '.',
    ...sampleColumns(bytes.subarray(shared), formats, context),
  ].join('\t')
}

/** FORMAT and the samples; none in a file without samples. */
function sampleColumns(
  bytes: Uint8Array,
  formats: number,
  { samples, dictionaries }: BcfContext,
): readonly string[] {
  if (samples === 0) return []
  if (formats === 0) return Array.from({ length: samples + 1 }, () => '.')
  const cursor = new BcfCursor(bytes)
  const keys: string[] = []
  const columns: string[][] = Array.from({ length: samples }, () => [])
  for (let i = 0; i < formats; i++) {
    const key = named(dictionaries.names, cursor.integer('a key of FORMAT'), 'FORMAT')
    const what = `FORMAT/${key}`
    const type = cursor.valueType(what)
    keys.push(key)
    for (const column of columns)
      column.push(key === 'GT' ? cursor.genotype(type, what) : cursor.values(type, what))
  }
  return [keys.join(':'), ...columns.map((column) => column.join(':'))]
}

function named(dictionary: readonly (string | undefined)[], number: number, what: string): string {
  const name = dictionary[number]
  if (name === undefined) throw new BcfValueError(`the header has no ${what} number ${number}`)
  // Bytes one to a character, as the other fields are.
  return Buffer.from(name, 'utf8').toString('latin1')
}

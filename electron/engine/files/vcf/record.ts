import type { TextLine } from '../text/text-lines.ts'
import { decode } from './line.ts'

/** The columns of one record as text; what is `.` is null or empty. Values are as written. */
export type VcfRecord = {
  readonly contig: string
  /** 1-based POS. */
  readonly position: number
  readonly id: string | null
  readonly ref: string
  /** Empty when ALT is `.`. */
  readonly alts: readonly string[]
  readonly qual: number | null
  /** `['PASS']`, the filters that failed, or `[]` for `.`. */
  readonly filters: readonly string[]
  readonly info: string
  /** FORMAT's keys; empty when there is no FORMAT. */
  readonly format: readonly string[]
  /** One text per sample column. */
  readonly samples: readonly string[]
}

const orNull = (text: string | undefined): string | null =>
  text === undefined || text === '.' || text === '' ? null : text

function parseQual(text: string | undefined): number | null {
  const written = orNull(text)
  const value = written === null ? Number.NaN : Number(written)
  return Number.isFinite(value) ? value : null
}

/**
 * Splits a line that `scanVcfLine` accepted. Only what is asked for later (genotypes, INFO fields) is parsed
 * further.
 *
 * @see VCFv4.3 §1.6
 */
export function parseVcfRecord(line: TextLine): VcfRecord {
  const [contig = '', position = '', id, ref = '', alt, qual, filter, info = '', format, ...samples] = decode(
    line.bytes,
    0,
    line.bytes.length,
  ).split('\t')
  return {
    contig,
    position: Number(position),
    id: orNull(id),
    ref,
    alts: orNull(alt)?.split(',') ?? [],
    qual: parseQual(qual),
    filters: orNull(filter)?.split(';') ?? [],
    info: orNull(info) ?? '',
    format: orNull(format)?.split(':') ?? [],
    samples,
  }
}

/** The GT of a sample column, null when FORMAT has none or the column is missing. */
export function gtOf(record: VcfRecord, sample: number): string | null {
  const column = record.format.indexOf('GT')
  const text = record.samples[sample]
  if (column < 0 || text === undefined) return null
  // Trailing fields may be dropped: a missing GT is one that was not called.
  return text.split(':', column + 1)[column] ?? '.'
}

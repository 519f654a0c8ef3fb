import { genotypeAt } from '../../../shared/variant/genotype.ts'
import type { RecordField, VariantRecord, VariantRow } from '../../../shared/variant/variant-row.ts'
import { allConsequences } from '../files/vcf/annotation/transcript-choice.ts'
import type { TextLine } from '../files/text/text-lines.ts'
import type { VcfField, VcfHeader } from '../files/vcf/header.ts'
import { parseInfo } from '../files/vcf/info.ts'
import { decode } from '../files/vcf/line.ts'
import { gtOf, type VcfRecord } from '../files/vcf/record.ts'
import { type RowContext, transcriptsOf } from './build-row.ts'

/** Bytes of the line shown as it is in the file. */
const RAW_LIMIT = 64 << 10

function field(
  key: string,
  value: string | null,
  flag: boolean,
  declared: VcfField | undefined,
): RecordField {
  return {
    key,
    value: value === '.' ? null : value,
    flag,
    description: declared?.description ?? null,
    number: declared?.number ?? null,
    type: declared?.type ?? null,
  }
}

function sampleFields(record: VcfRecord, text: string, header: VcfHeader): RecordField[] {
  const values = text.split(':')
  // Fields dropped from the end of the column are missing ones.
  return record.format.map((key, i) => field(key, values[i] ?? null, false, header.format.get(key)))
}

/** A character must not be cut in two: bytes 10xxxxxx continue one. */
function cutAt(bytes: Uint8Array, limit: number): number {
  if (bytes.length <= limit) return bytes.length
  let end = limit
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return end
}

/**
 * Everything the file says about a row: every INFO and FORMAT field whole, with the header's descriptions, every
 * annotated transcript, and the line itself up to 64 KiB.
 */
export function buildRecord(
  row: VariantRow,
  record: VcfRecord,
  line: TextLine,
  lineNumber: number,
  header: VcfHeader,
  context: RowContext,
): VariantRecord {
  const end = cutAt(line.bytes, RAW_LIMIT)
  const lists = transcriptsOf(record, row.allele, context.readers, context.pointed)
  return {
    row,
    line: lineNumber === 0 ? null : lineNumber,
    info: parseInfo(record.info).map(({ key, value }) =>
      field(key, value, value === null, header.info.get(key)),
    ),
    samples: header.samples.map((name, i) => ({
      name,
      genotype: genotypeAt(gtOf(record, i), row.allele),
      fields: sampleFields(record, record.samples[i] ?? '', header),
    })),
    filters: record.filters.map((id) => ({
      id,
      description: header.filters.get(id) ?? (id === 'PASS' ? 'All filters passed' : null),
    })),
    consequences: lists.flatMap(allConsequences),
    raw: decode(line.bytes, 0, end),
    rawTruncated: end < line.bytes.length,
  }
}

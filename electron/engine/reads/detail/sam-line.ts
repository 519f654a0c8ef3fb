import type { Contig } from '../../../../shared/genome/region.ts'
import { formatCigar } from '../../files/bam/cigar.ts'
import type { BamRecord } from '../../files/bam/record.ts'
import type { Tag } from '../../files/bam/tags.ts'
import { samNumber } from './sam-number.ts'

/**
 * A record as a line of SAM, as `samtools view` prints it.
 *
 * @param references the contigs of the record's file
 * @throws Fault `bam/bad-record`
 * @see SAMv1 §1.4, §1.5
 */
export function samLine(record: BamRecord, references: readonly Contig[]): string {
  const { refId, mateRefId } = record
  const name = (id: number): string => references[id]?.name ?? '*'
  const fields = [
    record.name,
    record.flags,
    name(refId),
    record.start + 1,
    record.mapq,
    formatCigar(record.cigar),
    mateRefId >= 0 && mateRefId === refId ? '=' : name(mateRefId),
    record.mateStart + 1,
    record.templateLength,
    record.sequence || '*',
    qualityText(record),
    ...record.tags.map((tag) => `${tag.name}:${tag.type}:${valueText(tag)}`),
  ]
  return fields.join('\t')
}

/** Phred + 33. */
function qualityText({ qualities }: BamRecord): string {
  return qualities ? Buffer.from(qualities.map((quality) => quality + 33)).toString('latin1') : '*'
}

function valueText(tag: Tag): string {
  switch (tag.type) {
    case 'B': {
      const { element, value } = tag
      return [element, ...value.map((v) => (element === 'f' ? samNumber(v) : String(v)))].join(',')
    }
    case 'f':
      return samNumber(tag.value)
    case 'i':
      return String(tag.value)
    case 'A':
    case 'H':
    case 'Z':
      return tag.value
  }
}

import type { Contig } from '../../../../shared/genome/region.ts'
import type { BamRecord } from '../../files/bam/record.ts'
import type { Tag } from '../../files/bam/tags.ts'
import { samFields } from '../json.ts'
import { samNumber } from './sam-number.ts'

/**
 * A record as a line of SAM, as `samtools view` prints it.
 *
 * @param references the contigs of the record's file
 * @throws Fault `bam/bad-record`
 * @see SAMv1 §1.4, §1.5
 */
export function samLine(record: BamRecord, references: readonly Contig[]): string {
  const tags = record.tags.map((tag) => `${tag.name}:${tag.type}:${valueText(tag)}`)
  return [...Object.values(samFields(record, references)), ...tags].join('\t')
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

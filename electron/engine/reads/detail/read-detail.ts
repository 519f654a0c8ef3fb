import type { Contig } from '../../../../shared/genome/region.ts'
import type { ReadDetail } from '../../../../shared/reads/read-detail.ts'
import { formatCigar } from '../../files/bam/cigar.ts'
import type { BamRecord } from '../../files/bam/record.ts'
import type { Tag } from '../../files/bam/tags.ts'
import { flagWords } from './flag-words.ts'
import { samLine } from './sam-line.ts'
import { supplementaryOf } from './supplementary.ts'

/**
 * Everything a record says.
 *
 * @param references the contigs of the record's file
 * @param renamed the case's name of a contig of the file
 * @throws Fault `bam/bad-record`
 */
export function readDetail(
  record: BamRecord,
  references: readonly Contig[],
  renamed: (contig: string) => string,
): ReadDetail {
  const { tags, qualities, refId, mateRefId, start, mateStart } = record
  const contig = (id: number): string | null => {
    const name = references[id]?.name
    return name === undefined ? null : renamed(name)
  }
  const isPlaced = refId >= 0 && start >= 0
  const sa = tags.find((tag) => tag.name === 'SA' && tag.type === 'Z')
  return {
    name: record.name,
    flag: record.flags,
    flags: flagWords(record.flags),
    contig: contig(refId),
    start: isPlaced ? start : null,
    end: isPlaced ? record.end : null,
    mapq: record.mapq,
    cigar: formatCigar(record.cigar),
    mateContig: contig(mateRefId),
    mateStart: mateRefId >= 0 && mateStart >= 0 ? mateStart : null,
    templateLength: record.templateLength,
    sequence: record.sequence,
    qualities: qualities ? [...qualities] : null,
    tags: tags.map(shown),
    supplementary: sa?.type === 'Z' ? supplementaryOf(sa.value, renamed) : [],
    sam: samLine(record, references),
  }
}

function shown(tag: Tag): ReadDetail['tags'][number] {
  const { name, type } = tag
  return tag.type === 'B'
    ? { name, type, element: tag.element, value: [...tag.value] }
    : { name, type, value: tag.value }
}

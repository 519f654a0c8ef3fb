import type { Contig } from '../../../shared/genome/region.ts'
import { formatCigar } from '../files/bam/cigar.ts'
import type { BamRecord } from '../files/bam/record.ts'
import type { TagValue } from '../files/bam/tags.ts'

/**
 * A record in the terms of SAM text: positions 1-based (0 for none), `*` for what is absent, `=` for a mate on the
 * same contig, qualities as Phred + 33. Integer tags have type `i` whatever their width, as in SAM.
 * @see SAMv1 §1.4
 */
export type SamJson = {
  readonly qname: string
  readonly flag: number
  readonly rname: string
  readonly pos: number
  readonly mapq: number
  readonly cigar: string
  readonly rnext: string
  readonly pnext: number
  readonly tlen: number
  readonly seq: string
  readonly qual: string
  readonly tags: Readonly<Record<string, SamJsonTag>>
}

type SamJsonTag = {
  readonly type: 'A' | 'i' | 'f' | 'Z' | 'H' | 'B'
  readonly value: string | number | readonly number[]
  /** Of a `B` array: the type of its elements. */
  readonly element?: string
}

function tagJson(tag: TagValue): SamJsonTag {
  if (tag.type === 'B') return { type: 'B', element: tag.element, value: tag.value }
  return { type: tag.type, value: tag.value }
}

/** The mandatory fields, in the order of SAM text. @param references the contigs of the record's file. @throws Fault `bam/bad-record`. */
export function samFields(record: BamRecord, references: readonly Contig[]): Omit<SamJson, 'tags'> {
  const { refId, mateRefId, qualities } = record
  const name = (id: number): string => references[id]?.name ?? '*'
  return {
    qname: record.name,
    flag: record.flags,
    rname: name(refId),
    pos: record.start + 1,
    mapq: record.mapq,
    cigar: formatCigar(record.cigar),
    rnext: mateRefId >= 0 && mateRefId === refId ? '=' : name(mateRefId),
    pnext: record.mateStart + 1,
    tlen: record.templateLength,
    seq: record.sequence || '*',
    qual: qualities ? Buffer.from(qualities.map((quality) => quality + 33)).toString('latin1') : '*',
  }
}

/** @param references the contigs of the record's file. @throws Fault `bam/bad-record`. */
export function recordToJson(record: BamRecord, references: readonly Contig[]): SamJson {
  const tags = Object.fromEntries(record.tags.map((tag) => [tag.name, tagJson(tag)]))
  return { ...samFields(record, references), tags }
}

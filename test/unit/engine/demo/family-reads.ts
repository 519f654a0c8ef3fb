import type { Member } from '../../../../electron/engine/demo/family.ts'
import { contigIndex } from '../../../../electron/engine/demo/contigs.ts'
import { memberReads } from '../../../../electron/engine/demo/member-reads.ts'
import type { NewRecord } from '../../../../electron/engine/files/bam/record-encoder.ts'

const made = new Map<Member, NewRecord[]>()

/** A member's records, made once per test file. */
export function readsOf(member: Member): NewRecord[] {
  const known = made.get(member) ?? memberReads(member)
  made.set(member, known)
  return known
}

/** Records that start in `[from, to)`, 0-based. */
export function readsIn(member: Member, contig: string, from: number, to: number): NewRecord[] {
  const refId = contigIndex(contig)
  return readsOf(member).filter((r) => r.refId === refId && r.start >= from && r.start < to)
}

export function tagOf(record: NewRecord, name: string): string | number | undefined {
  const tag = record.tags.find((t) => t.name === name)
  return tag === undefined || tag.type === 'B' ? undefined : tag.value
}

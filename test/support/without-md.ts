import { writeFile } from 'node:fs/promises'
import { CIGAR_EQ, CIGAR_X } from '../../electron/engine/files/bam/cigar.ts'
import { readBamHeader } from '../../electron/engine/files/bam/header.ts'
import { referenceFromRead } from '../../electron/engine/files/bam/md.ts'
import type { BamRecord } from '../../electron/engine/files/bam/record.ts'
import { readRecords } from '../../electron/engine/files/bam/record-stream.ts'
import { createBamWriter } from '../../electron/engine/files/bam/writer.ts'
import { openByteSource } from '../../electron/engine/files/byte-source.ts'
import { all } from './bam-files.ts'

/** What the reads of a file prove of a contig; undefined where they say nothing, or contradict one another. */
export type ProvenReference = ReadonlyMap<string, string | undefined>

/** A record that does not tell where it differs: without MD, `=` and `X` as `M`. */
function silent(record: BamRecord) {
  const { name, flags, refId, start, mapq, mateRefId, mateStart, templateLength, sequence, qualities } =
    record
  const code = (op: number): number => ((op & 15) === CIGAR_EQ || (op & 15) === CIGAR_X ? 0 : op & 15)
  return {
    name,
    flags,
    refId,
    start,
    mapq,
    cigar: record.cigar.map((op) => (op & ~15) | code(op)),
    mateRefId,
    mateStart,
    templateLength,
    sequence,
    qualities,
    tags: record.tags.filter((tag) => tag.name !== 'MD'),
  }
}

/** Copies a BAM without what tells where reads differ, and gathers what they prove of the reference. */
export async function withoutMd(from: string, to: string): Promise<ProvenReference> {
  const source = await openByteSource(from)
  const header = await readBamHeader(source)
  const records = await all(readRecords(source, header))
  await source.close()
  const parts: Uint8Array[] = []
  const writer = await createBamWriter({ write: async (bytes) => void parts.push(bytes.slice()) }, header)
  const proven = new Map<string, string | undefined>()
  for (const record of records) {
    await writer.write(silent(record))
    for (const { start, bases } of referenceFromRead(record))
      for (let i = 0; i < bases.length; i++) {
        const key = `${record.refId} ${start + i}`
        const base = bases[i]
        proven.set(key, !proven.has(key) || proven.get(key) === base ? base : undefined)
      }
  }
  await writer.finish()
  await writeFile(to, Buffer.concat(parts))
  return proven
}

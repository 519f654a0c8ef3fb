import { CIGAR_EQ, opCode } from '../files/bam/cigar.ts'
import { readBamHeader } from '../files/bam/header.ts'
import { readRecords } from '../files/bam/record-stream.ts'
import { openByteSource } from '../files/byte-source.ts'

/** Mapped reads looked at: an aligner writes MD tags to all of its reads or to none. */
const LOOK_AT = 200
/** Reads looked at in search of them: a file of unmapped reads alone is not read to its end. */
const SEARCH = 20_000

/** True when a BAM's first mapped reads carry MD tags or `=` CIGARs, so that the reference can be rebuilt. */
export async function provesReference(path: string): Promise<boolean> {
  const source = await openByteSource(path)
  try {
    let left = LOOK_AT
    let searched = 0
    for await (const record of readRecords(source, await readBamHeader(source))) {
      if (++searched > SEARCH) return false
      if (record.isUnmapped) continue
      if (record.tag('MD') !== undefined || record.cigar.some((op) => opCode(op) === CIGAR_EQ)) return true
      if (--left <= 0) return false
    }
    return false
  } finally {
    await source.close()
  }
}

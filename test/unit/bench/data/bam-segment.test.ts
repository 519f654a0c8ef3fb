import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { EOF_BLOCK } from '../../../../electron/engine/files/bgzf/bgzf-block.ts'
import { byteSourceOf } from '../../../../electron/engine/files/byte-source.ts'
import { readBamHeader } from '../../../../electron/engine/files/bam/header.ts'
import { referenceFromRead } from '../../../../electron/engine/files/bam/md.ts'
import type { BamRecord } from '../../../../electron/engine/files/bam/record.ts'
import { readRecords } from '../../../../electron/engine/files/bam/record-stream.ts'
import { encodeHeader } from '../../../../electron/engine/files/bam/writer.ts'
import { bamSegment, unplacedReads } from '../../../bench/data/bam-segment.ts'
import { createBlockPacker } from '../../../bench/data/block-packer.ts'
import { DEPTH, READ_LENGTH } from '../../../bench/data/fragments.ts'
import { LETTER_OF_CODE, referenceBases, SEGMENT, TILE } from '../../../bench/data/genome.ts'

const COVERED = 2 * SEGMENT
const segment = (sample: string, segment: number): Uint8Array =>
  bamSegment({ sample, refId: 0, segment, covered: COVERED })

async function recordsOf(...parts: Uint8Array[]): Promise<BamRecord[]> {
  const head = createBlockPacker()
  head.addText(encodeHeader({ text: '@HD\tVN:1.6\n', references: [{ name: 'chr1', length: COVERED }] }))
  const source = byteSourceOf(Buffer.concat([head.finish(), ...parts, EOF_BLOCK]), 'made.bam')
  return Array.fromAsync(readRecords(source, await readBamHeader(source)))
}

describe('the reads of a benchmark BAM', () => {
  let first: Uint8Array
  let records: BamRecord[]
  beforeAll(async () => {
    first = segment('CHILD', 0)
    records = await recordsOf(first, segment('CHILD', 1))
  })

  it('are the same every time, others for another sample', () => {
    expect(Buffer.compare(segment('CHILD', 0), first)).toBe(0)
    expect(Buffer.compare(segment('FATHER', 0), first)).not.toBe(0)
  })

  it('are sorted across segments, and as deep as promised', () => {
    const starts = records.map(({ start }) => start)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    const depth = (records.length * READ_LENGTH) / COVERED
    expect(depth).toBeGreaterThan(DEPTH * 0.98)
    expect(depth).toBeLessThan(DEPTH * 1.02)
  })

  it('are whole pairs that know each other', () => {
    const mates = Map.groupBy(records, ({ name }) => name)
    const pairs = [...mates.values()].filter((reads) => reads.length === 2)
    // Names are drawn: a few pairs share one.
    expect(pairs.length * 2).toBeGreaterThan(records.length * 0.99)
    for (const [left, right] of pairs) {
      expect(left?.mateStart).toBe(right?.start)
      expect(right?.mateStart).toBe(left?.start)
    }
  })

  it('tell by MD and bases exactly the reference they were drawn from', () => {
    const reference = Buffer.from(
      referenceBases(0, 0, SEGMENT + TILE).map((code) => LETTER_OF_CODE[code] ?? 0),
    ).toString('latin1')
    const ends = new Set<string>()
    for (const record of records.slice(0, 5000)) {
      const segments = referenceFromRead(record)
      expect(segments.length).toBeGreaterThan(0)
      for (const { start, bases } of segments)
        expect(reference.slice(start, start + bases.length)).toBe(bases)
      for (const op of record.cigar) ends.add('MIDNSHP=X'[op & 15] ?? '?')
    }
    expect([...ends].toSorted()).toEqual(['D', 'I', 'M', 'S'])
  })

  it('compress about as well as the genome that was measured for the targets, seven to one', () => {
    const ratio = gunzipSync(first).length / first.length
    expect(ratio).toBeGreaterThan(6.5)
    expect(ratio).toBeLessThan(8)
  })

  it('end with reads that have no place', async () => {
    const unplaced = await recordsOf(unplacedReads('CHILD', 3))
    expect(unplaced).toHaveLength(6)
    for (const record of unplaced) {
      expect(record.isUnmapped).toBe(true)
      expect(record.refId).toBe(-1)
    }
  })
})

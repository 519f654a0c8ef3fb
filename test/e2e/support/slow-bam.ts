import { writeFileSync } from 'node:fs'
import { encodeRecord } from '../../../electron/engine/files/bam/record-encoder.ts'
import { EOF_BLOCK } from '../../../electron/engine/files/bgzf/bgzf-block.ts'
import { deflateBlock } from '../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { encodeHeader } from '../../../electron/engine/files/bam/writer.ts'
import { newRecord } from '../../support/bam-files.ts'

/**
 * A small file that takes long to index: one block of equal reads, over and over. 100,000 blocks are 40 MB on disk and
 * 6.5 GB to walk through.
 */
export function writeSlowBam(path: string, blocks = 100_000): void {
  const header = encodeHeader({
    text: '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:chr1\tLN:248956422\n@RG\tID:1\tSM:SLOW\n',
    references: [{ name: 'chr1', length: 248_956_422 }],
  })
  const read = encodeRecord(
    newRecord({
      start: 1000,
      cigar: Uint32Array.of(100 << 4),
      sequence: 'A'.repeat(100),
      qualities: new Uint8Array(100),
    }),
  )
  const full = deflateBlock(Buffer.concat(Array<Uint8Array>(Math.floor(65_000 / read.length)).fill(read)), 6)
  writeFileSync(
    path,
    Buffer.concat([deflateBlock(header, 6), ...Array<Uint8Array>(blocks).fill(full), EOF_BLOCK]),
  )
}

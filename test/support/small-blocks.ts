import { writeFileSync } from 'node:fs'
import { EOF_BLOCK } from '../../electron/engine/files/bgzf/bgzf-block.ts'
import { deflateBlock } from '../../electron/engine/files/bgzf/bgzf-writer.ts'
import { encodeRecord, type NewRecord } from '../../electron/engine/files/bam/record-encoder.ts'
import { encodeHeader } from '../../electron/engine/files/bam/writer.ts'
import type { Contig } from '../../shared/genome/region.ts'

/**
 * Writes a BAM file in blocks of random small sizes that take no notice of where records end, empty blocks among them:
 * what few writers do and the format allows.
 */
export function writeSmallBlocks(
  path: string,
  references: readonly Contig[],
  records: readonly NewRecord[],
  random: () => number,
): void {
  const bytes = Buffer.concat([encodeHeader({ text: '', references }), ...records.map(encodeRecord)])
  const blocks: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const size = random() < 0.1 ? 0 : 1 + Math.floor(random() ** 3 * 600)
    blocks.push(deflateBlock(bytes.subarray(at, at + size), 1))
    at += size
  }
  writeFileSync(path, Buffer.concat([...blocks, EOF_BLOCK]))
}

/**
 * A text as BGZF in blocks of random small sizes, empty ones among them; some end where a line does.
 */
export function textInSmallBlocks(text: string, random: () => number): Buffer {
  const bytes = Buffer.from(text)
  const blocks: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const line = bytes.indexOf(10, at) + 1 - at
    const chance = random()
    const size = chance < 0.15 ? 0 : chance < 0.35 && line > 0 ? line : 1 + Math.floor(random() ** 3 * 3000)
    // No block holds more than 64 KiB.
    const held = Math.min(size, 60_000)
    blocks.push(deflateBlock(bytes.subarray(at, at + held), 1))
    at += held
  }
  return Buffer.concat([...blocks, EOF_BLOCK])
}

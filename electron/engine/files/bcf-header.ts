import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { type ByteSource, byteSourceOf } from './byte-source.ts'
import { textBlocks } from './text/text-blocks.ts'
import { type VcfHeader, readVcfHeader } from './vcf/header.ts'

/** `BCF\2\x` and the length of the text. */
const PREFIX = 9
const MAX_HEADER = 256 << 20

/**
 * The header of a BCF, which is that of a VCF as text.
 *
 * @throws Fault `vcf/bad-header`, `vcf/no-header`, `bgzf/…`
 * @see VCFv4.3 §6.2
 */
export async function readBcfHeader(source: ByteSource, compression: Compression): Promise<VcfHeader> {
  const parts: Uint8Array[] = []
  let length = 0
  let wanted = PREFIX
  for await (const { data } of textBlocks(source, compression).stream(0)) {
    parts.push(data)
    length += data.length
    if (wanted === PREFIX && length >= PREFIX) {
      const text = Buffer.concat(parts).readUInt32LE(5)
      wanted = PREFIX + Math.min(text, MAX_HEADER)
    }
    if (length >= wanted) break
  }
  if (length < wanted) {
    const detail = 'the file ends within the header'
    throw new Fault({ kind: 'vcf/bad-header', file: source.path, line: 1, detail })
  }
  const bytes = Buffer.concat(parts).subarray(PREFIX, wanted)
  // The text is padded with NUL.
  const nul = bytes.indexOf(0)
  const text = byteSourceOf(nul < 0 ? bytes : bytes.subarray(0, nul), source.path)
  return readVcfHeader(textBlocks(text, 'none'))
}

import type { Compression } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { type ByteSource, byteSourceOf } from '../byte-source.ts'
import { type TextBlocks, textBlocks } from '../text/text-blocks.ts'
import { type VcfHeader, readVcfHeader } from '../vcf/header.ts'

/** `BCF\2\x` and the length of the text. */
const PREFIX = 9
const MAX_HEADER = 256 << 20

/**
 * The header of a BCF, which is that of a VCF as text; `end` is where the first record starts.
 *
 * @throws Fault `vcf/bad-header`, `vcf/no-header`, `bgzf/…`
 * @see VCFv4.3 §6.2
 */
export async function readBcfHeader(text: TextBlocks, signal?: AbortSignal): Promise<VcfHeader> {
  const parts: Uint8Array[] = []
  let length = 0
  let wanted = PREFIX
  let end = { block: 0, within: 0 }
  for await (const { block, next, data } of text.stream(0, signal)) {
    parts.push(data)
    if (wanted === PREFIX && length + data.length >= PREFIX) {
      const size = Buffer.concat(parts).readUInt32LE(5)
      wanted = PREFIX + Math.min(size, MAX_HEADER)
    }
    const within = wanted - length
    end = within === data.length ? { block: next, within: 0 } : { block, within }
    length += data.length
    if (length >= wanted && wanted > PREFIX) break
  }
  if (length < wanted) {
    const detail = 'the file ends within the header'
    throw new Fault({ kind: 'vcf/bad-header', file: text.path, line: 1, detail })
  }
  const bytes = Buffer.concat(parts).subarray(PREFIX, wanted)
  // The text is padded with NUL.
  const nul = bytes.indexOf(0)
  const own = byteSourceOf(nul < 0 ? bytes : bytes.subarray(0, nul), text.path)
  return { ...(await readVcfHeader(textBlocks(own, 'none'))), end }
}

/** {@link readBcfHeader} of an open file. */
export function bcfHeaderOf(source: ByteSource, compression: Compression): Promise<VcfHeader> {
  return readBcfHeader(textBlocks(source, compression))
}

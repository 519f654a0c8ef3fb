import type { Compression } from '../../../shared/case/case-file.ts'
import { bcfLines } from './bcf/record-lines.ts'
import { readBcfHeader } from './bcf/header.ts'
import type { ByteSource } from './byte-source.ts'
import { type TextBlocks, textBlocks } from './text/text-blocks.ts'
import { type LineSource, textLines } from './text/text-lines.ts'
import { type VcfHeader, readVcfHeader } from './vcf/header.ts'

/** The kinds of file that hold variants. */
export type VariantKind = 'vcf' | 'bcf'

/** A file of variants: its header, and its records as the lines of a VCF. */
export type VariantLines = { readonly header: VcfHeader; readonly lines: LineSource }

/**
 * @param through what the blocks of the file are read through, once its header is read
 * @throws Fault `vcf/no-header`, `vcf/bad-header`, those of reading
 */
export async function variantLines(
  source: ByteSource,
  kind: VariantKind,
  compression: Compression,
  through: (text: TextBlocks) => TextBlocks = (text) => text,
): Promise<VariantLines> {
  const text = textBlocks(source, compression)
  if (kind === 'bcf') {
    const header = await readBcfHeader(text)
    return { header, lines: bcfLines(through(text), header) }
  }
  const header = await readVcfHeader(text)
  return { header, lines: textLines(through(text)) }
}

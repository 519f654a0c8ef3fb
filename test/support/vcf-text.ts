import { writeFileSync } from 'node:fs'
import { createBgzfWriter } from '../../electron/engine/files/bgzf/bgzf-writer.ts'
import { byteSourceOf } from '../../electron/engine/files/byte-source.ts'
import { type TextBlocks, textBlocks } from '../../electron/engine/files/text/text-blocks.ts'
import type { TextLine } from '../../electron/engine/files/text/text-lines.ts'

/** A VCF as text. `columns` of a record are CHROM … INFO, FORMAT and samples, joined by tabs here. */
export function vcfText(
  records: readonly (readonly (string | number)[])[],
  options: { readonly meta?: readonly string[]; readonly samples?: readonly string[] } = {},
): string {
  const { meta = [], samples = [] } = options
  const columns = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO']
  if (samples.length > 0) columns.push('FORMAT', ...samples)
  const lines = ['##fileformat=VCFv4.2', ...meta, columns.join('\t'), ...records.map((r) => r.join('\t'))]
  return `${lines.join('\n')}\n`
}

/** `text` as plain text blocks in memory. */
export function plainText(text: string, path = 'a.vcf'): TextBlocks {
  return textBlocks(byteSourceOf(Buffer.from(text), path), 'none')
}

/** One line as the readers give it. */
export function textLine(text: string, number = 1): TextLine {
  const start = { block: 0, within: 0 }
  return { bytes: Buffer.from(text), number, place: start, after: { block: 0, within: text.length + 1 } }
}

/** `text` as BGZF. */
export async function bgzip(text: string | Uint8Array): Promise<Buffer> {
  const parts: Uint8Array[] = []
  const writer = createBgzfWriter({
    write: (bytes) => {
      parts.push(bytes)
      return Promise.resolve()
    },
  })
  await writer.write(Buffer.from(text))
  await writer.finish()
  return Buffer.concat(parts)
}

export async function writeBgzip(path: string, text: string): Promise<string> {
  writeFileSync(path, await bgzip(text))
  return path
}

export function writeText(path: string, text: string): string {
  writeFileSync(path, text)
  return path
}

/** Header lines of fields that have their values for the record, for each allele, for REF as well, and as text. */
export function fieldsOfEachKind(of: 'INFO' | 'FORMAT'): string[] {
  const kinds = [
    ['N1', '1', 'Integer'],
    ['F1', '1', 'Float'],
    ['NA', 'A', 'Integer'],
    ['FR', 'R', 'Float'],
    ['TA', 'A', 'String'],
    ['T', '.', 'String'],
    ['C', '1', 'Character'],
    ['MANY', '.', 'Integer'],
  ]
  return kinds.map(([id, number, type]) => `##${of}=<ID=${id},Number=${number},Type=${type},Description="x">`)
}

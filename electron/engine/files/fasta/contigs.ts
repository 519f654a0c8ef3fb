import { readFile } from 'node:fs/promises'
import type { Compression } from '../../../../shared/case/case-file.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { openByteSource } from '../byte-source.ts'
import { ioFault, systemCode } from '../io-fault.ts'
import { textBlocks } from '../text/text-blocks.ts'
import { parseFai } from './fai.ts'
import { scanFasta } from './scan-fasta.ts'

/**
 * Names and lengths of a FASTA's contigs: from the `.fai` beside it, else by reading all of it (a genome takes
 * several seconds). What the contigs of a case file are checked by.
 *
 * @throws Fault `reference/bad-file`, `index/truncated`, `bgzf/…`, `file/…`, `task/cancelled`
 */
export async function fastaContigs(
  path: string,
  compression: Compression,
  signal?: AbortSignal,
): Promise<Contig[]> {
  const index = `${path}.fai`
  try {
    const text = await readFile(index, 'utf8')
    return parseFai(text, { file: path, index }).map(({ name, length }) => ({ name, length }))
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw ioFault(index, thrown)
  }
  const source = await openByteSource(path)
  try {
    const scan = scanFasta(path)
    for await (const { data } of textBlocks(source, compression).stream(0, signal)) scan.feed(data)
    return scan.finish().map(({ name, length }) => ({ name, length }))
  } finally {
    await source.close()
  }
}

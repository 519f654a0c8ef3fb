import type { Compression } from '../../../../shared/case/case-file.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { openByteSource } from '../byte-source.ts'
import { textBlocks } from '../text/text-blocks.ts'
import { entriesBeside } from './fasta-index.ts'
import { scanFasta } from './scan-fasta.ts'

/**
 * Names and lengths of a FASTA's contigs: from the `.fai` beside it when it is this file's, else by reading all of it
 * (a genome takes several seconds). What the contigs of a case file are checked by: an index left behind by another
 * build must not vouch for this one.
 *
 * @throws Fault `reference/bad-file`, `bgzf/…`, `file/…`, `task/cancelled`
 */
export async function fastaContigs(
  path: string,
  compression: Compression,
  signal?: AbortSignal,
): Promise<Contig[]> {
  const indexed = await entriesBeside(path, compression)
  if (indexed !== null) return indexed.map(({ name, length }) => ({ name, length }))
  const source = await openByteSource(path)
  try {
    const scan = scanFasta(path)
    for await (const { data } of textBlocks(source, compression).stream(0, signal)) scan.feed(data)
    return scan.finish().map(({ name, length }) => ({ name, length }))
  } finally {
    await source.close()
  }
}

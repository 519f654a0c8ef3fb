import { basename, dirname, join } from 'node:path'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { createBgzfWriter } from '../files/bgzf/bgzf-writer.ts'
import type { ByteSource } from '../files/byte-source.ts'
import { makeFolderOf } from '../files/make-folder.ts'
import { gunzipBlocks } from '../files/text/gunzip-blocks.ts'
import { TEXT_WINDOW } from '../files/text/text-blocks.ts'
import type { JobContext } from '../work/job.ts'
import { cacheKey } from './index-place.ts'

/** Where the bgzip copy of a gzip VCF lies, whether it is there or not. */
export function bgzipCopyPath(identity: FileIdentity, cacheFolder: string): string {
  return join(cacheFolder, 'copies', `${cacheKey(identity)}.vcf.gz`)
}

/**
 * The data file an index in the cache belongs to when the case's file is gzip: its path without the index's ending.
 */
export function copyOfIndex(indexPath: string): string {
  return join(dirname(indexPath), basename(indexPath).replace(/\.(tbi|csi)$/, ''))
}

/**
 * Writes the text of a gzip file as BGZF, complete or not at all.
 *
 * @throws Fault `gzip/truncated`, `gzip/damaged`, `file/disk-full`, `file/not-writable`, `task/cancelled`
 */
export async function writeBgzipCopy(source: ByteSource, target: string, context: JobContext): Promise<void> {
  await makeFolderOf(target)
  let consumed = 0
  const watched: ByteSource = {
    ...source,
    read(offset, length) {
      consumed = Math.min(source.size, offset + length)
      return source.read(offset, length)
    },
  }
  await writeAtomically(
    target,
    async (sink) => {
      const writer = createBgzfWriter(sink)
      for await (const { data } of gunzipBlocks(watched, TEXT_WINDOW, context.signal)) {
        await writer.write(data)
        context.progress({ phase: 'copying as bgzip', done: consumed, total: source.size, unit: 'bytes' })
      }
      await writer.finish()
    },
    context.signal,
  )
}

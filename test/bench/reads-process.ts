import { fork } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import type { Region } from '../../shared/genome/region.ts'

const answerSchema = z.object({ ms: z.number(), counts: z.array(z.number()) })
/** What reading regions to columns took, ms, and how many records overlap each of them. */
type Answer = z.infer<typeof answerSchema>

/** A file of reads, open in a process of its own, its index parsed and no block of it in memory. */
export type ReadsProcess = {
  /** Reads the regions one after the other. */
  read(regions: readonly Region[]): Promise<Answer>
  close(): Promise<void>
}

/**
 * As in a worker that somebody has worked with: it has read the `before` regions, and its cache has memory, but no block
 * of the file.
 *
 * @param cram the FASTA of a CRAM, and what is read of it
 */
export async function startReads(
  path: string,
  cacheFolder: string,
  before: readonly Region[],
  cram?: { readonly reference: string; readonly what: 'columns' | 'records' },
): Promise<ReadsProcess> {
  const args = [path, cacheFolder, ...(cram === undefined ? [] : [cram.reference, cram.what])]
  const child = fork(join(import.meta.dirname, 'reads-child.ts'), args)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answer = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(answerSchema.parse(message)))
      void ended.then(() => reject(new Error(`reading ${path} ended with code ${child.exitCode}`)))
    })
  const read = (regions: readonly Region[], forget: boolean): Promise<Answer> => {
    const answered = answer()
    child.send({ regions, forget })
    return answered
  }
  await answer()
  await read(before, true)
  return {
    read: (regions) => read(regions, false),
    async close() {
      child.disconnect()
      await ended
    },
  }
}

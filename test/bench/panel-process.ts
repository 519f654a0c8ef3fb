import { fork } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'

const answerSchema = z.object({ ms: z.number(), depths: z.array(z.number()), bed: z.string() })
/** What counting took, ms, the sum of depths of each file over all exons, and the exons, none twice, as BED. */
type PanelAnswer = z.infer<typeof answerSchema>

/** The engine's threads, which count the coverage of a panel, in a process of its own. */
export type PanelProcess = {
  /** Counts all files once. */
  count(): Promise<PanelAnswer>
  close(): Promise<void>
}

/** @param sizeMb of the files, which tells their contigs */
export function startPanel(
  genes: number,
  sizeMb: number,
  cache: string,
  files: readonly string[],
): PanelProcess {
  const child = fork(join(import.meta.dirname, 'panel-child.ts'), [
    String(genes),
    String(sizeMb),
    cache,
    ...files,
  ])
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    count: () =>
      new Promise((resolve, reject) => {
        child.once('message', (message) => resolve(answerSchema.parse(message)))
        void ended.then(() => reject(new Error(`counting coverage ended with code ${child.exitCode}`)))
        child.send('count')
      }),
    async close() {
      child.disconnect()
      await ended
    },
  }
}

/**
 * Reads regions in a process of its own, as the engine does: the one that runs the outside tools forks them, and after
 * each fork the system makes all its memory fault again, which no process of the app suffers. Spoken to by `reads-process.ts`.
 */
import { z } from 'zod'
import { openCramReads, openReads } from './product.ts'

const regionSchema = z.object({ contig: z.string(), start: z.number(), end: z.number() })
const requestSchema = z.object({ regions: z.array(regionSchema), forget: z.boolean() })

const [path = '', cacheFolder = '', reference, what] = process.argv.slice(2)
const reads = await (reference === undefined
  ? openReads(path, cacheFolder)
  : openCramReads(path, reference, cacheFolder, what === 'records' ? 'records' : 'columns'))

async function answer(message: unknown): Promise<void> {
  const { regions, forget } = requestSchema.parse(message)
  const counts: number[] = []
  const start = performance.now()
  for (const region of regions) counts.push(await reads.readColumns(region))
  const ms = performance.now() - start
  if (forget) reads.forget()
  process.send?.({ ms, counts })
}

process.on('message', (message) => void answer(message))
process.on('disconnect', () => void reads.close())
process.send?.({ ms: 0, counts: [] })

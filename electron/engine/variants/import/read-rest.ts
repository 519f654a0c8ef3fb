import { setImmediate } from 'node:timers/promises'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { openByteSource } from '../../files/byte-source.ts'
import { throwIfCancelled } from '../../files/io-fault.ts'
import { variantLines } from '../../files/variant-lines.ts'
import type { JobContext } from '../../work/job.ts'
import type { RestOfFile, RestRead } from '../store/writer-protocol.ts'
import { bundledWords } from './bundled-words.ts'
import type { ImportPlan } from './import-plan.ts'
import { createRowBatches, type RowBatch } from './row-batches.ts'

/**
 * Reads the rows of a file from a place on, as far as it can be read: BCF, gzip, and what is out of the ordinary. What
 * was read before an error stays.
 *
 * @param take gets the rows; their line numbers count from the file's first line
 * @throws Fault `task/cancelled`, and when the file cannot be opened any more
 */
export async function readRest(
  rest: RestOfFile,
  plan: ImportPlan,
  take: (batches: readonly RowBatch[]) => void,
  context: JobContext,
): Promise<RestRead> {
  const { signal } = context
  const source = await openByteSource(rest.path)
  try {
    const { header, lines } = await variantLines(source, rest.variantKind, rest.compression)
    const rows = createRowBatches(header, plan, rest.path, rest.firstLine, await bundledWords(plan))
    let stopped: RestRead['stopped'] = null
    let isWithin = rest.isFirst
    try {
      for await (const batch of lines.lines({ from: rest.from, firstNumber: rest.firstLine, signal })) {
        for (const { bytes, place } of batch) {
          if (isWithin) rows.take(bytes, 0, bytes.length, place.block, place.within)
          isWithin = true
        }
        take(rows.full())
        context.progress({
          phase: 'importing',
          done: batch.at(-1)?.after.block ?? 0,
          total: source.size,
          unit: 'bytes',
        })
        await setImmediate()
        // What was read ahead is not waited for.
        throwIfCancelled(signal, rest.path)
      }
    } catch (thrown) {
      throwIfCancelled(signal, rest.path)
      stopped = errorOf(thrown)
      if (stopped.kind === 'internal') throw thrown
    }
    const { batches, counts } = rows.finish()
    take(batches)
    return { counts, stopped }
  } finally {
    await source.close()
  }
}

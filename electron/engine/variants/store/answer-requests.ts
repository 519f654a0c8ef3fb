import { Fault } from '../../../../shared/errors/fault.ts'
import type { JobContext } from '../../work/job.ts'
import { storedColumns, type ImportPlan } from '../import/import-plan.ts'
import { readRest } from '../import/read-rest.ts'
import { storeFault } from './store-fault.ts'
import { createStoreWriter, type StoreWriter } from './store-writer.ts'
import type { RestRead, WriterRequest } from './writer-protocol.ts'

/** What answers the requests of one import; the next is made when the one before has been answered. */
export function requestAnswerer(
  context: JobContext,
): (request: Exclude<WriterRequest, { kind: 'abort' }>) => Promise<RestRead | undefined> {
  let writer: StoreWriter | undefined
  let plan: ImportPlan | undefined
  let path = ''

  function open(): { writer: StoreWriter; plan: ImportPlan } {
    if (writer && plan) return { writer, plan }
    throw new Fault({ kind: 'internal', detail: 'no store is being written' })
  }

  const answer = async (
    request: Exclude<WriterRequest, { kind: 'abort' }>,
  ): Promise<RestRead | undefined> => {
    switch (request.kind) {
      case 'create':
        ;({ plan, path } = request)
        writer = await createStoreWriter(request.path, storedColumns(request.plan), request.contigs)
        return undefined
      case 'append':
        for (const batch of request.batches) open().writer.append(batch, request.firstLine)
        return undefined
      case 'read-rest': {
        const to = open()
        // Lines are numbered as in the file already.
        const take = (batches: Parameters<Parameters<typeof readRest>[2]>[0]): void =>
          batches.forEach((batch) => to.writer.append(batch, 0))
        return readRest(request.rest, to.plan, take, context)
      }
      case 'annotate':
        await open().writer.annotate(request.files, request.annotated, context)
        return undefined
      case 'finish': {
        const to = open().writer
        await to.finish({ ...request.meta, contigs: [...to.contigs.names], rows: to.rows })
        return undefined
      }
      case 'discard':
        await writer?.discard()
        return undefined
    }
  }

  return async (request) => {
    try {
      return await answer(request)
    } catch (thrown) {
      throw storeFault(path, thrown)
    }
  }
}

import { parentPort } from 'node:worker_threads'
import { errorOf, Fault } from '../../../../shared/errors/fault.ts'
import { storedColumns, type ImportPlan } from '../import/import-plan.ts'
import { readRest } from '../import/read-rest.ts'
import { storeFault } from './store-fault.ts'
import { createStoreWriter, type StoreWriter } from './store-writer.ts'
import type { RestRead, WriterReply, WriterRequest } from './writer-protocol.ts'

/**
 * The entry of the thread that writes a store. DuckDB's appender works in the thread that calls it, for seconds on end:
 * neither the engine's own nor one that reads for a person may be that thread.
 */
const say = (reply: WriterReply): void => parentPort?.postMessage(reply, [])
const stop = new AbortController()
let writer: StoreWriter | undefined
let plan: ImportPlan | undefined
let path = ''

function open(): { writer: StoreWriter; plan: ImportPlan } {
  if (writer && plan) return { writer, plan }
  throw new Fault({ kind: 'internal', detail: 'no store is being written' })
}

async function answer(request: Exclude<WriterRequest, { kind: 'abort' }>): Promise<RestRead | undefined> {
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
      return readRest(
        request.rest,
        to.plan,
        (batches) => batches.forEach((batch) => to.writer.append(batch, 0)),
        {
          signal: stop.signal,
          progress: (report) => say({ kind: 'progress', report }),
        },
      )
    }
    case 'annotate':
      await open().writer.annotate(request.files, request.annotated, {
        signal: stop.signal,
        progress: (report) => say({ kind: 'progress', report }),
      })
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

let last = Promise.resolve()
parentPort?.on('message', (request: WriterRequest) => {
  if (request.kind === 'abort') return stop.abort()
  const before = last
  last = (async () => {
    await before
    try {
      const value = await answer(request)
      say(value === undefined ? { kind: 'done' } : { kind: 'done', value })
    } catch (thrown) {
      say({ kind: 'failed', error: errorOf(storeFault(path, thrown)) })
    }
  })()
})

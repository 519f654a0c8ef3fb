import { expect, test } from 'vitest'
import { attachEngine } from '../../../electron/engine/attach-engine.ts'
import type { Engine } from '../../../electron/engine/engine.ts'
import type { HostMessage } from '../../../electron/engine/link.ts'
import { collectGarbage } from '../../support/collect-garbage.ts'

test('who cancels a bulk request stops its work, however long it was under way', async () => {
  const aborted: string[] = []
  const engine: Engine = {
    call: async () => ({ ok: true, value: null }),
    bulk(request) {
      const { url, signal } = request
      signal.addEventListener('abort', () => aborted.push(url))
      return new Promise(() => undefined)
    },
    on: () => () => undefined,
    dispose: async () => undefined,
  }
  let send: (message: HostMessage) => void = () => undefined
  attachEngine(engine, { post: () => undefined, onMessage: (listener) => (send = listener) }, () => undefined)
  const url = 'http://engine/bulk/slab/f1'
  send({ type: 'bulk', id: 1, request: { method: 'GET', url, headers: [] } })
  await new Promise((resolve) => setTimeout(resolve, 10))
  collectGarbage()
  expect(aborted).toEqual([])
  send({ type: 'cancel', id: 1 })
  await expect.poll(() => aborted).toEqual([url])
})

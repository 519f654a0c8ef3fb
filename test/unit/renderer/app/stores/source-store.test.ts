import { expect, test } from 'vitest'
import { createSourceStore } from '../../../../../renderer/app/stores/source-store.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

test('what could not be read is kept until more is brought', async () => {
  const client = createFakeClient({
    'panel.add': async ({ paths }) => ({
      added: [],
      failed: paths.map((path) => ({ path, error: { kind: 'file/empty', file: path } as const })),
    }),
    'annotation.add': async () => ({ added: ['clinvar.vcf.gz'], failed: [] }),
  })
  const store = createSourceStore(client)
  const adding = store.getState().add('panel', ['/a', '/b'])
  expect(store.getState().reading).toBe('panel')
  await adding
  expect(store.getState()).toMatchObject({
    reading: null,
    failed: [
      { kind: 'panel', error: { kind: 'file/empty', file: '/a' } },
      { kind: 'panel', error: { kind: 'file/empty', file: '/b' } },
    ],
  })
  await store.getState().add('annotation', ['/c'])
  expect(store.getState().failed).toEqual([])
})

test('a call that is refused is said where it was made', async () => {
  const client = createFakeClient({
    'panel.use': async () => {
      throw new Fault({ kind: 'case/none-open' })
    },
  })
  const store = createSourceStore(client)
  await store.getState().takePanel('d', true)
  expect(store.getState().failed).toEqual([{ kind: 'panel', error: { kind: 'case/none-open' } }])
})

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

test('HPO files and terms: what is asked of the engine, and what it refuses', async () => {
  const client = createFakeClient({
    'phenotype.add': async () => ({ added: ['hp.obo'], failed: [] }),
    'phenotype.choose': async () => ({}),
    'phenotype.remove': async () => ({}),
    'phenotype.usePanel': async () => {
      throw new Fault({ kind: 'phenotype/no-file', wanted: 'genes' })
    },
  })
  const store = createSourceStore(client)
  await store.getState().add('phenotype', ['/hp.obo'])
  await store.getState().chooseTerms(['HP:0001250'])
  await store.getState().removeHpo('terms')
  expect(client.made).toEqual([
    { name: 'phenotype.add', input: { paths: ['/hp.obo'] } },
    { name: 'phenotype.choose', input: { terms: ['HP:0001250'] } },
    { name: 'phenotype.remove', input: { brings: 'terms' } },
  ])
  await store.getState().takeTerms()
  expect(store.getState().failed).toEqual([
    { kind: 'phenotype', error: { kind: 'phenotype/no-file', wanted: 'genes' } },
  ])
})

import { describe, expect, it } from 'vitest'
import { createBrowseStore, type Entry, shownEntries } from '../../../../renderer/start/browse-store.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { createFakeClient } from '../../../support/fake-client.ts'

const entry = (name: string, change: Partial<Entry> = {}): Entry => ({
  name,
  path: `/data/${name}`,
  folder: false,
  size: 1,
  mtimeMs: 0,
  likely: name.endsWith('.bam') ? 'bam' : null,
  ...change,
})
const listing = (entries: Entry[], folder: string | null = '/data') => ({ folder, parent: null, entries })

describe('the server’s files', () => {
  it('are sorted as people sort them, folders first, unknown kinds on request', () => {
    const entries = [entry('S10.bam'), entry('S2.bam'), entry('notes.txt'), entry('z', { folder: true })]
    const shown = (everything: boolean, filter = '') =>
      shownEntries({ listing: listing(entries), filter, everything }).map((e) => e.name)
    expect(shown(false)).toEqual(['z', 'S2.bam', 'S10.bam'])
    expect(shown(true)).toEqual(['z', 'notes.txt', 'S2.bam', 'S10.bam'])
    expect(shown(false, ' s1')).toEqual(['S10.bam'])
  })

  it('stay ticked from folder to folder', () => {
    const store = createBrowseStore(createFakeClient())
    store.getState().tick([entry('a.bam')], new Set(['/data/a.bam']))
    store.getState().tick([entry('b.bam'), entry('c.bam')], new Set(['/data/b.bam']))
    expect([...store.getState().ticked]).toEqual(['/data/a.bam', '/data/b.bam'])
    store.getState().tick([entry('a.bam')], new Set())
    expect([...store.getState().ticked]).toEqual(['/data/b.bam'])
  })

  it('go straight into a single root', async () => {
    const client = createFakeClient({
      'host.browse': async ({ folder }) =>
        folder === null
          ? listing([entry('data', { path: '/data', folder: true })], null)
          : listing([entry('a.bam')], folder),
    })
    const store = createBrowseStore(client)
    await store.getState().go(null)
    expect(store.getState().listing?.folder).toBe('/data')
  })

  it('drop the answer of a folder that was left', async () => {
    const waiting: (() => void)[] = []
    const client = createFakeClient({
      'host.browse': ({ folder }) =>
        new Promise((resolve) => waiting.push(() => resolve(listing([], folder)))),
    })
    const store = createBrowseStore(client)
    const slow = store.getState().go('/slow')
    const fast = store.getState().go('/fast')
    waiting[1]?.()
    await fast
    waiting[0]?.()
    await slow
    expect(store.getState().listing?.folder).toBe('/fast')
  })

  it('say why a folder cannot be shown and keep the one before', async () => {
    const client = createFakeClient({ 'host.browse': async ({ folder }) => listing([], folder) })
    const store = createBrowseStore(client)
    await store.getState().go('/data')
    client.answer('host.browse', async () => {
      throw new Fault({ kind: 'file/no-permission', file: '/data/secret' })
    })
    await store.getState().go('/data/secret')
    expect(store.getState()).toMatchObject({
      error: { kind: 'file/no-permission' },
      listing: { folder: '/data' },
      loading: false,
    })
  })
})

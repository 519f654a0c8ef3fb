import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from '../app/stores/latest.ts'
import type { CallOutput, Client } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'

type Listing = CallOutput<'host.browse'>
export type Entry = Listing['entries'][number]

/** Looking through the server's folders; what is ticked stays ticked from folder to folder. */
export type BrowseState = {
  listing: Listing | null
  loading: boolean
  error: CasementError | null
  filter: string
  /** Also files that do not look like any kind Casement reads. */
  everything: boolean
  ticked: ReadonlySet<string>
  go: (folder: string | null) => Promise<void>
  setFilter: (filter: string) => void
  setEverything: (everything: boolean) => void
  /** Replaces what is ticked of the shown entries. */
  tick: (shown: readonly Entry[], ticked: ReadonlySet<string>) => void
}

export type BrowseStore = StoreApi<BrowseState>

/** Folders first, then files by name as people sort them (`S2` before `S10`); index files are hidden with the rest. */
export function shownEntries({
  listing,
  filter,
  everything,
}: Pick<BrowseState, 'listing' | 'filter' | 'everything'>): Entry[] {
  const wanted = filter.trim().toLowerCase()
  return (listing?.entries ?? [])
    .filter((entry) => everything || entry.folder || entry.likely !== null)
    .filter((entry) => entry.name.toLowerCase().includes(wanted))
    .toSorted(
      (a, b) => Number(b.folder) - Number(a.folder) || a.name.localeCompare(b.name, 'en', { numeric: true }),
    )
}

export function createBrowseStore(client: Client): BrowseStore {
  const latest = createLatest()
  return createStore<BrowseState>()((set) => ({
    listing: null,
    loading: true,
    error: null,
    filter: '',
    everything: false,
    ticked: new Set(),
    async go(folder) {
      const isNewest = latest.begin()
      set({ loading: true, error: null })
      try {
        let listing = await client.call('host.browse', { folder })
        // A single root is not worth a list of its own.
        const [only, ...others] = listing.entries
        if (folder === null && only?.folder && others.length === 0)
          listing = { ...(await client.call('host.browse', { folder: only.path })), parent: null }
        if (isNewest()) set({ listing, loading: false, filter: '' })
      } catch (thrown) {
        if (isNewest()) set({ loading: false, error: errorOf(thrown) })
      }
    },
    setFilter: (filter) => set({ filter }),
    setEverything: (everything) => set({ everything }),
    tick(shown, ticked) {
      set((s) => {
        const next = new Set(s.ticked)
        for (const entry of shown) next.delete(entry.path)
        for (const path of ticked) next.add(path)
        return { ticked: next }
      })
    },
  }))
}

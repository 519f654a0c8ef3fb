import { z } from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { DEFAULT_READ_OPTIONS, readOptionsSchema } from '../../browser/reads/options.ts'
import type { Region } from '../../../shared/genome/region.ts'

const themeSchema = z.enum(['system', 'light', 'dark'])
type Theme = z.infer<typeof themeSchema>

/** What is remembered between sessions: how the window looks, nothing of a case. */
const rememberedSchema = z.object({
  theme: themeSchema,
  colourBlindBases: z.boolean(),
  /** Widths of the side panes in px. */
  listWidth: z.number().min(200).max(900),
  recordWidth: z.number().min(240).max(900),
  listFolded: z.boolean(),
  recordFolded: z.boolean(),
  /** How reads are drawn. */
  reads: readOptionsSchema,
})
export type Remembered = z.infer<typeof rememberedSchema>

type Overlay =
  | 'about'
  | 'shortcuts'
  | 'palette'
  | 'files'
  | 'tasks'
  | 'checks'
  | 'sources'
  | 'columns'
  | 'panel-coverage'
  | 'save-preset'
  | 'share-presets'
  | 'browse-files'
  | 'browse-add'
  | 'browse-panels'
  | 'browse-phenotype'
  | 'browse-annotation'
  | 'save-case'
  | 'rename-case'
  | 'history'
  | 'identifiers'
  | 'family'
  | 'find-file'

export type ViewState = Remembered & {
  overlay: Overlay | null
  /** The side panes as drawers, where the window is too narrow for them. */
  listDrawer: boolean
  recordDrawer: boolean
  /** What the genome browser shows. */
  locus: Region | null
  /** What went wrong with the last locus asked for; shown under the locus box. */
  locusError: CasementError | null
  /** Tracks of reads, by file, that are drawn otherwise than `reads.classic` says of all. */
  classicTracks: Readonly<Record<string, boolean>>
  /** One quiet line about what was just done; it goes by itself. */
  said: string | null
  /** The input of the case that is being looked for in `find-file`, by its id. */
  finding: string | null
  /** Paths that came (drop, menu) while a case was open: to be added to it or opened instead of it. */
  dropped: readonly string[]
  change: (change: Partial<Remembered>) => void
  nextTheme: () => void
  changeReads: (change: Partial<Remembered['reads']>) => void
  /** Draws a track by igv.js's own class, or by ours; without a file, all of them. */
  drawClassic: (classic: boolean, file?: string) => void
  show: (overlay: Overlay | null) => void
  setDrawer: (drawer: 'list' | 'record', open: boolean) => void
  setLocus: (locus: Region | null) => void
  setLocusError: (error: CasementError | null) => void
  find: (file: string) => void
  askAboutDropped: (paths: readonly string[]) => void
  say: (said: string) => void
}

export type ViewStore = StoreApi<ViewState>

export const DEFAULTS: Remembered = {
  theme: 'system',
  colourBlindBases: false,
  listWidth: 392,
  recordWidth: 360,
  listFolded: false,
  recordFolded: false,
  reads: DEFAULT_READ_OPTIONS,
}

/** The part of `localStorage` used; a private window may have none or refuse. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>

const KEY = 'casement.view'

/** What was remembered, each setting by itself, so that one that no longer parses does not take the others along. */
export function recall(memory: Memory | undefined): Remembered {
  let stored: unknown
  try {
    stored = JSON.parse(memory?.getItem(KEY) ?? '{}')
  } catch {
    // Unreadable or forbidden storage only costs the remembered looks.
    return DEFAULTS
  }
  if (typeof stored !== 'object' || stored === null) return DEFAULTS
  const parsed = rememberedSchema.partial().safeParse(stored)
  if (parsed.success) return { ...DEFAULTS, ...withoutUndefined(parsed.data) }
  const bad = new Set(parsed.error.issues.map((issue) => issue.path[0]))
  const good = Object.fromEntries(Object.entries(stored).filter(([key]) => !bad.has(key)))
  return { ...DEFAULTS, ...withoutUndefined(rememberedSchema.partial().parse(good)) }
}

function withoutUndefined(values: {
  [K in keyof Remembered]?: Remembered[K] | undefined
}): Partial<Remembered> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

/** How long a line about what was done stays. */
const SAID_MS = 2_500

export function createViewStore(memory?: Memory): ViewStore {
  let saying: ReturnType<typeof setTimeout> | undefined
  const store = createStore<ViewState>()((set) => ({
    ...recall(memory),
    overlay: null,
    listDrawer: false,
    recordDrawer: false,
    locus: null,
    locusError: null,
    classicTracks: {},
    said: null,
    finding: null,
    dropped: [],
    change: (change) => set(change),
    changeReads: (change) => set((s) => ({ reads: { ...s.reads, ...change } })),
    drawClassic: (classic, file) =>
      set((s) =>
        file === undefined
          ? { reads: { ...s.reads, classic }, classicTracks: {} }
          : { classicTracks: { ...s.classicTracks, [file]: classic } },
      ),
    nextTheme: () =>
      set((s) => ({ theme: THEMES[(THEMES.indexOf(s.theme) + 1) % THEMES.length] ?? 'system' })),
    show: (overlay) => set({ overlay }),
    setDrawer: (drawer, open) => set(drawer === 'list' ? { listDrawer: open } : { recordDrawer: open }),
    setLocus: (locus) => set({ locus }),
    setLocusError: (locusError) => set({ locusError }),
    find: (finding) => set({ finding, overlay: 'find-file' }),
    askAboutDropped: (dropped) => set({ dropped }),
    say(said) {
      clearTimeout(saying)
      set({ said })
      saying = setTimeout(() => set({ said: null }), SAID_MS)
    },
  }))
  store.subscribe((state, before) => {
    const remembered = rememberedSchema.parse(state)
    if (JSON.stringify(remembered) === JSON.stringify(rememberedSchema.parse(before))) return
    try {
      memory?.setItem(KEY, JSON.stringify(remembered))
    } catch {
      // As above: looks that cannot be remembered are not worth an error.
    }
  })
  return store
}

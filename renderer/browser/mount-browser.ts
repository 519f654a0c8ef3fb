import type { Client } from '../../shared/contract.ts'
import { type CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import type { ReferenceState } from '../../shared/genome/gene.ts'
import type { Region } from '../../shared/genome/region.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import type { BaseColours } from './base-colours.ts'
import type { BrowserHandle, BrowserSelection, BrowserTrack } from './browser-types.ts'
import { firstLocus } from './first-locus.ts'
import { placeOverlay } from './selection-overlay.ts'
import { type BrowserSession, openSession } from './session.ts'
import type { ReadOptions } from './reads/options.ts'
import type { ThemeName } from './theme.ts'
import { createWorkCount } from './work-count.ts'

/** What may change while a browser is on the screen. */
export type BrowserInputs = {
  readonly tracks: readonly BrowserTrack[]
  readonly selection: BrowserSelection
  readonly theme: ThemeName
  readonly baseColours: BaseColours
  readonly reads: ReadOptions
}

type BrowserListeners = {
  readonly locusChanged: (region: Region) => void
  readonly trackFailed: (file: string | null, error: CasementError) => void
  readonly variantPicked: (row: VariantRow) => void
  /** Somebody chose, on a track, another way to draw reads: of all tracks, or of one whether igv.js draws it. */
  readonly readsChanged: (change: Partial<ReadOptions>) => void
  readonly classicChosen: (file: string, classic: boolean) => void
  /** Somebody wants this text on the clipboard. */
  readonly copied: (text: string) => void
  /** The genome could not be read (nothing is drawn), or now can (null). */
  readonly failed: (error: CasementError | null) => void
  /** Something is being opened, moved or loaded, or nothing is any more. */
  readonly busy: (busy: boolean) => void
}

export type MountOptions = {
  /** Scrolls; its size is the room there is. */
  readonly area: HTMLElement
  /** Inside `area`: igv.js is put in here, below the marking of the selected variant. */
  readonly content: HTMLElement
  readonly client: Client
  readonly reference: ReferenceState
  readonly inputs: BrowserInputs
  readonly listeners: BrowserListeners
}

export type BrowserMount = {
  readonly handle: BrowserHandle
  update(inputs: BrowserInputs): void
  dispose(): void
}

/** Narrower panes are folded away, px: igv.js would divide by their width. */
const FOLDED = 120

/** igv.js's popups: a press anywhere else, or Escape, closes them. */
const POPUPS = /\bigv-(ui-popover|menu-popup|ui-generic-dialog)/

/** Puts a genome browser into the page and keeps it to its inputs until it is disposed of. */
export function mountBrowser(options: MountOptions): BrowserMount {
  const { area, content, client, reference, listeners } = options
  let inputs = options.inputs
  let session: BrowserSession | null = null
  let host: HTMLElement | null = null
  /** Counts openings: one that was overtaken disposes of itself. */
  let opening = 0
  let disposed = false
  let here: Region | null = null
  let nextFrame = 0
  const work = createWorkCount((busy) => {
    if (!disposed) listeners.busy(busy)
  })

  const overlay = document.createElement('div')
  overlay.className = 'genome-browser-selection'
  overlay.hidden = true
  overlay.setAttribute('aria-hidden', 'true')
  overlay.append(document.createElement('span'))
  content.append(overlay)

  const mark = (): void => {
    if (session && host && !('jumping' in host.dataset))
      placeOverlay(overlay, session.browser, inputs.selection)
  }
  const moved = (region: Region): void => {
    here = region
    nextFrame ||= requestAnimationFrame(() => {
      nextFrame = 0
      if (disposed) return
      mark()
      if (here) listeners.locusChanged(here)
    })
  }
  const jump = (under: boolean): void => {
    if (!host) return
    // While old reads are still on the screen, the marking of the new variant would lie over them.
    if (under) host.dataset['jumping'] = ''
    else delete host.dataset['jumping']
    if (under) overlay.hidden = true
    else mark()
  }

  const close = (): void => {
    opening++
    session?.dispose()
    session = null
    host?.remove()
    host = null
  }
  const open = async (): Promise<void> => {
    close()
    const turn = opening
    const mine = document.createElement('div')
    mine.dataset['theme'] = inputs.theme
    content.prepend(mine)
    host = mine
    const done = work.begin()
    try {
      const { theme, baseColours, reads } = inputs
      const opened = await openSession({
        parent: mine,
        client,
        reference,
        locus: here ?? firstLocus(reference, inputs.selection),
        theme,
        baseColours,
        reads,
        onMoved: moved,
        onJump: jump,
        onError: listeners.trackFailed,
        onPick: listeners.variantPicked,
        onReads: listeners.readsChanged,
        onClassic: listeners.classicChosen,
        onCopy: listeners.copied,
        work,
      })
      if (turn !== opening) return opened.dispose()
      session = opened
      listeners.failed(null)
      opened.fit(area.clientHeight)
      if (inputs.theme !== theme || inputs.baseColours !== baseColours)
        opened.setColours(inputs.theme, inputs.baseColours)
      if (inputs.reads !== reads) opened.setReads(inputs.reads)
      opened.setTracks(inputs.tracks)
      opened.setSelection(inputs.selection)
    } catch (thrown) {
      if (turn === opening) listeners.failed(errorOf(thrown))
    } finally {
      done()
    }
  }

  let room = { width: area.clientWidth, height: area.clientHeight }
  const observer = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = area
    if (width < FOLDED || (width === room.width && height === room.height)) return
    room = { width, height }
    session?.fit(height)
  })
  observer.observe(area)
  const closeOn = (event: Event): void => {
    const inside = event.composedPath().some((node) => node instanceof Element && POPUPS.test(node.className))
    if (event instanceof KeyboardEvent ? event.key === 'Escape' : !inside) session?.closePopups()
  }
  document.addEventListener('keydown', closeOn)
  document.addEventListener('mousedown', closeOn)
  void open()

  return {
    handle: {
      goTo: async (region) => session?.goTo(region),
      showSelection: () => session?.showSelection(),
      zoom: (factor) => session?.zoom(factor),
      pan: (fraction) => session?.pan(fraction),
      sortReads: () => session?.sortReads(),
      toggleReference: () => session?.toggleReference(),
      prefetch: (regions) => session?.prefetch(regions),
      caseChanged: () => session?.caseChanged(),
      back: () => session?.back(),
      forward: () => session?.forward(),
      reload: () => (session ? session.reload() : open()),
      svg: () => session?.svg() ?? '',
    },
    update(next) {
      const last = inputs
      inputs = next
      if (host) host.dataset['theme'] = next.theme
      if (!session) return
      if (next.theme !== last.theme || next.baseColours !== last.baseColours)
        session.setColours(next.theme, next.baseColours)
      if (next.reads !== last.reads) session.setReads(next.reads)
      if (next.tracks !== last.tracks) session.setTracks(next.tracks)
      if (next.selection === last.selection) return
      session.setSelection(next.selection)
      if (next.selection === null) overlay.hidden = true
    },
    dispose() {
      disposed = true
      cancelAnimationFrame(nextFrame)
      observer.disconnect()
      document.removeEventListener('keydown', closeOn)
      document.removeEventListener('mousedown', closeOn)
      close()
      overlay.remove()
    },
  }
}

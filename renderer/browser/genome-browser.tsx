import { type CSSProperties, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Client } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import type { Build } from '../../shared/genome/build.ts'
import type { ReferenceState } from '../../shared/genome/gene.ts'
import type { Region } from '../../shared/genome/region.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import type { BaseColours } from './base-colours.ts'
import type { BrowserHandle, BrowserSelection, BrowserTrack, TrackErrorListener } from './browser-types.ts'
import './genome-browser.css'
import { firstLocus } from './first-locus.ts'
import { placeOverlay } from './selection-overlay.ts'
import { type BrowserSession, openSession } from './session.ts'
import { paletteOf, type ThemeName } from './theme.ts'

export type GenomeBrowserProps = {
  readonly client: Client
  readonly reference: ReferenceState
  readonly build: Build
  readonly tracks: readonly BrowserTrack[]
  readonly selection: BrowserSelection
  readonly theme: ThemeName
  readonly baseColours: BaseColours
  /** What is shown, at most once a frame. */
  readonly onLocusChange: (region: Region) => void
  readonly onTrackError: TrackErrorListener
  /** A variant of a variants track was clicked. */
  readonly onSelectVariant?: (row: VariantRow) => void
  readonly ref?: Ref<BrowserHandle>
}

/** The newest value, for callbacks that outlive a render. */
function useNewest<T>(value: T): { readonly current: T } {
  const newest = useRef(value)
  useEffect(() => {
    newest.current = value
  })
  return newest
}

type Variables = CSSProperties & { readonly [name: `--casement-${string}`]: string }

const cssVariables = (theme: ThemeName): Variables => {
  const { ground, ground2, ink, ink2, line, accent, danger } = paletteOf(theme)
  return {
    '--casement-ground': ground,
    '--casement-ground-2': ground2,
    '--casement-ink': ink,
    '--casement-ink-2': ink2,
    '--casement-line': line,
    '--casement-accent': accent,
    '--casement-danger': danger,
    '--casement-font': "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  }
}

/** The genome browser: igv.js behind the case's own data, offline. */
export function GenomeBrowser(props: GenomeBrowserProps) {
  const { client, reference, tracks, selection, theme, baseColours } = props
  const newest = useNewest(props)
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const overlay = useRef<HTMLDivElement>(null)
  const session = useRef<BrowserSession>(null)
  const [opened, setOpened] = useState<BrowserSession | null>(null)
  const [failure, setFailure] = useState<CasementError | null>(null)
  const [attempt, setAttempt] = useState(0)
  const lastSeen = useRef<Region>(null)

  // Another reference is another igv.js: its genome cannot be exchanged without rebuilding everything anyway.
  const genome = `${reference.source} ${reference.fastaPath} ${reference.contigs.length} ${reference.contigs[0]?.name}`
  const referenceNow = useNewest(reference)

  useEffect(() => {
    const parent = content.current
    if (parent === null) return
    const host = document.createElement('div')
    host.dataset['theme'] = newest.current.theme
    parent.prepend(host)
    let live: BrowserSession | null = null
    let over = false
    let drawing = 0
    const follow = (region: Region): void => {
      lastSeen.current = region
      if (drawing !== 0) return
      drawing = requestAnimationFrame(() => {
        drawing = 0
        if (over || live === null || overlay.current === null) return
        if (!('moving' in host.dataset)) placeOverlay(overlay.current, live.browser, newest.current.selection)
        if (lastSeen.current) newest.current.onLocusChange(lastSeen.current)
      })
    }
    const now = newest.current
    openSession({
      parent: host,
      client,
      reference: referenceNow.current,
      locus: lastSeen.current ?? firstLocus(referenceNow.current, now.selection),
      theme: now.theme,
      baseColours: now.baseColours,
      selection: now.selection,
      onMoved: follow,
      onLoading: (moving) => {
        if (moving) host.dataset['moving'] = ''
        else delete host.dataset['moving']
        if (moving && overlay.current) overlay.current.hidden = true
        if (!moving && live && overlay.current)
          placeOverlay(overlay.current, live.browser, newest.current.selection)
      },
      onError: (file, error) => newest.current.onTrackError(file, error),
      onPick: (row) => newest.current.onSelectVariant?.(row),
    }).then(
      (made) => {
        if (over) return made.dispose()
        live = made
        session.current = made
        setFailure(null)
        setOpened(made)
      },
      (thrown: unknown) => {
        if (over) return
        setFailure(errorOf(thrown))
        newest.current.onTrackError(null, errorOf(thrown))
      },
    )
    return () => {
      over = true
      cancelAnimationFrame(drawing)
      live?.dispose()
      session.current = null
      setOpened(null)
      host.remove()
    }
  }, [client, genome, attempt, newest, referenceNow])

  useEffect(() => {
    const area = frame.current
    if (opened === null || area === null) return
    let width = 0
    let height = 0
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect
      // A folded pane has no width: igv.js would divide by it.
      if (!box || box.width < 120 || (box.width === width && box.height === height)) return
      width = box.width
      height = box.height
      opened.fit(height)
    })
    observer.observe(area)
    return () => observer.disconnect()
  }, [opened])

  useEffect(() => {
    opened?.setTracks(tracks)
  }, [opened, tracks])

  useEffect(() => {
    const host = content.current?.firstElementChild
    if (host instanceof HTMLElement) host.dataset['theme'] = theme
    opened?.setColours(theme, baseColours)
  }, [opened, theme, baseColours])

  useEffect(() => {
    opened?.setSelection(selection)
    if (selection === null && overlay.current) overlay.current.hidden = true
  }, [opened, selection])

  useImperativeHandle(
    props.ref,
    (): BrowserHandle => ({
      goTo: async (region) => session.current?.goTo(region),
      zoom: (factor) => session.current?.zoom(factor),
      pan: (fraction) => session.current?.pan(fraction),
      sortByBase: () => session.current?.sortByBase(),
      toggle: (option) => session.current?.toggle(option),
      back: () => session.current?.back(),
      forward: () => session.current?.forward(),
      reload: async () => {
        if (session.current === null) setAttempt((n) => n + 1)
        else await session.current.refresh()
      },
      svg: () => session.current?.svg() ?? '',
    }),
    [],
  )

  const hasReads = tracks.some((track) => track.kind === 'alignments')
  return (
    <div className="genome-browser" style={cssVariables(theme)} role="group" aria-label="Genome browser">
      {failure && (
        <div className="genome-browser-failure" role="alert">
          <p>{sentence(failure)}</p>
          <button type="button" className="button" onClick={() => setAttempt((n) => n + 1)}>
            Try again
          </button>
        </div>
      )}
      <div className="genome-browser-tracks" ref={frame}>
        <div className="genome-browser-content" ref={content}>
          {/* igv.js's element comes first, put here by hand. */}
          <div className="genome-browser-selection" ref={overlay} hidden aria-hidden="true" />
        </div>
      </div>
      {hasReads && (
        <p className="genome-browser-filter">
          Not drawn: unmapped, duplicate and QC-failed reads. Secondary and supplementary alignments are
          drawn.
        </p>
      )}
    </div>
  )
}

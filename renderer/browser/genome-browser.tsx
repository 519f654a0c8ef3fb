import { type CSSProperties, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Client } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import type { Build } from '../../shared/genome/build.ts'
import type { ReferenceState } from '../../shared/genome/gene.ts'
import type { Region } from '../../shared/genome/region.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import { copyText } from '../ui/copy-button.tsx'
import type { BrowserHandle, TrackErrorListener } from './browser-types.ts'
import './genome-browser.css'
import { type BrowserInputs, type BrowserMount, mountBrowser } from './mount-browser.ts'
import { filterWords, type ReadOptions } from './reads/options.ts'
import { paletteOf, type ThemeName } from './theme.ts'

export type GenomeBrowserProps = BrowserInputs & {
  readonly client: Client
  readonly reference: ReferenceState
  readonly build: Build
  /** What is shown, at most once a frame. */
  readonly onLocusChange: (region: Region) => void
  readonly onTrackError: TrackErrorListener
  /** Another way to draw reads was chosen on a track. */
  readonly onReads?: (change: Partial<ReadOptions>) => void
  /** One track is to be drawn by igv.js's own class, or by ours. */
  readonly onClassic?: (file: string, classic: boolean) => void
  /** A variant of a variants track was clicked. */
  readonly onSelectVariant?: (row: VariantRow) => void
  readonly ref?: Ref<BrowserHandle>
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

/** Another genome is another igv.js; a state that says the same again is not. */
const sameGenome = (a: ReferenceState, b: ReferenceState): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/** The genome browser: igv.js on the case's own data, offline. */
export function GenomeBrowser({ ref, ...props }: GenomeBrowserProps) {
  const { client, tracks, selection, theme, baseColours, reads, build } = props
  const [reference, setReference] = useState(props.reference)
  if (!sameGenome(reference, props.reference)) setReference(props.reference)
  const [failure, setFailure] = useState<CasementError | null>(null)
  const [busy, setBusy] = useState(true)
  const area = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const mounted = useRef<BrowserMount>(null)
  const newest = useRef(props)

  useEffect(() => {
    newest.current = props
    mounted.current?.update({ tracks, selection, theme, baseColours, reads })
  })

  useEffect(() => {
    if (area.current === null || content.current === null) return
    const mount = mountBrowser({
      area: area.current,
      content: content.current,
      client,
      reference,
      inputs: newest.current,
      listeners: {
        locusChanged: (region) => newest.current.onLocusChange(region),
        trackFailed: (file, error) => newest.current.onTrackError(file, error),
        variantPicked: (row) => newest.current.onSelectVariant?.(row),
        readsChanged: (change) => newest.current.onReads?.(change),
        classicChosen: (file, classic) => newest.current.onClassic?.(file, classic),
        copied: (text) => void copyText(text),
        failed: setFailure,
        busy: setBusy,
      },
    })
    mounted.current = mount
    return () => {
      mounted.current = null
      mount.dispose()
    }
  }, [client, reference])

  useImperativeHandle(
    ref,
    (): BrowserHandle => ({
      goTo: async (region) => mounted.current?.handle.goTo(region),
      showSelection: () => mounted.current?.handle.showSelection(),
      zoom: (factor) => mounted.current?.handle.zoom(factor),
      pan: (fraction) => mounted.current?.handle.pan(fraction),
      sortReads: () => mounted.current?.handle.sortReads(),
      toggleReference: () => mounted.current?.handle.toggleReference(),
      prefetch: (regions) => mounted.current?.handle.prefetch(regions),
      caseChanged: () => mounted.current?.handle.caseChanged(),
      back: () => mounted.current?.handle.back(),
      forward: () => mounted.current?.handle.forward(),
      reload: async () => mounted.current?.handle.reload(),
      svg: () => mounted.current?.handle.svg() ?? '',
    }),
    [],
  )

  const drawers = new Set(tracks.flatMap((track) => (track.kind === 'alignments' ? [track.classic] : [])))
  const classic = drawers.size === 2 ? 'some' : drawers.has(true) ? 'all' : 'none'
  const name = build === 'unknown' ? 'Genome browser' : `Genome browser, ${build}`
  return (
    <div
      className="genome-browser"
      style={cssVariables(theme)}
      role="group"
      aria-label={name}
      data-busy={busy}
    >
      {failure && (
        <div className="genome-browser-failure" role="alert">
          <p>{sentence(failure)}</p>
          <button type="button" className="button" onClick={() => void mounted.current?.handle.reload()}>
            Try again
          </button>
        </div>
      )}
      {/* The keyboard scrolls it. */}
      <div className="genome-browser-tracks" ref={area} role="region" aria-label="Tracks" tabIndex={0}>
        <div className="genome-browser-content" ref={content} />
      </div>
      {drawers.size > 0 && <p className="genome-browser-filter">{filterWords(reads, classic)}</p>}
    </div>
  )
}

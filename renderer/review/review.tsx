import { useEffect } from 'react'
import { LIST_IS_DRAWER, RECORD_IS_DRAWER } from '../app/commands.ts'
import { ErrorBoundary } from '../app/error-boundary.tsx'
import { useCase, useQuality, useSelection, useView, useSession } from '../app/session-context.tsx'
import { GateCover } from '../quality/gate-cover.tsx'
import { GateNote } from '../quality/gate-note.tsx'
import { useFirstLook } from '../quality/use-gate.ts'
import { Splitter } from '../ui/splitter.tsx'
import { useMedia } from '../ui/use-media.ts'
import { Banners } from './banners.tsx'
import { BrowserPane } from './browser-pane/browser-pane.tsx'
import { HeaderBar } from './header/header-bar.tsx'
import { RecordPane } from './record/record-pane.tsx'
import { StatusBar } from './status-bar.tsx'
import { VariantPane } from './variant-list/variant-pane.tsx'
import { changeText, placeText } from './words/variant-words.ts'
import './review.css'

/** Narrowest useful panes, px. */
const LIST_MIN = 240
const RECORD_MIN = 260
const PANE_MAX = 720

/** The review of a case: the list, the reads, the record. */
export function Review() {
  return (
    <div className="review">
      <WindowTitle />
      <HeaderBar />
      <Banners />
      <Body />
      <StatusBar />
    </div>
  )
}

/** The variants, under what has to be known before the first of them. Nothing of another reference is there at all. */
function Body() {
  const look = useFirstLook()
  const goPast = useQuality((s) => s.goPast)
  const caseId = useCase((s) => s.current?.id)
  const isOpen = look.state === 'open'
  useEffect(() => {
    if (isOpen && caseId !== undefined) goPast(caseId, [])
  }, [isOpen, caseId, goPast])
  return (
    <div className="review-body">
      {/* They are drawn meanwhile: what is under the cover is there at once. */}
      {look.state !== 'blocked' && <Panes covered={!isOpen} />}
      {!isOpen && <GateCover look={look} />}
    </div>
  )
}

function Panes({ covered }: { covered: boolean }) {
  const { view } = useSession()
  const listWidth = useView((s) => s.listWidth)
  const recordWidth = useView((s) => s.recordWidth)
  const listFolded = useView((s) => s.listFolded)
  const recordFolded = useView((s) => s.recordFolded)
  const listDrawerOpen = useView((s) => s.listDrawer)
  const recordDrawerOpen = useView((s) => s.recordDrawer)
  const listIsDrawer = useMedia(LIST_IS_DRAWER)
  const recordIsDrawer = useMedia(RECORD_IS_DRAWER)
  const showList = listIsDrawer ? listDrawerOpen : !listFolded
  const showRecord = recordIsDrawer ? recordDrawerOpen : !recordFolded
  useEscape(listIsDrawer && listDrawerOpen, recordIsDrawer && recordDrawerOpen)

  return (
    <main className="panes" inert={covered}>
      {showList && (
        <section
          id="list-pane"
          className={listIsDrawer ? 'pane drawer drawer-left' : 'pane'}
          style={{ width: listWidth }}
          aria-label="Variants"
        >
          <ErrorBoundary>
            <VariantPane />
          </ErrorBoundary>
        </section>
      )}
      {showList && !listIsDrawer && (
        <Splitter
          label="Width of the variant list"
          controls="list-pane"
          side="left"
          size={listWidth}
          min={LIST_MIN}
          max={PANE_MAX}
          onResize={(width) => view.getState().change({ listWidth: width })}
        />
      )}
      <section className="pane pane-browser" aria-label="Genome browser">
        <BrowserPane listShown={showList} recordShown={showRecord} />
      </section>
      {showRecord && !recordIsDrawer && (
        <Splitter
          label="Width of the record"
          controls="record-pane"
          side="right"
          size={recordWidth}
          min={RECORD_MIN}
          max={PANE_MAX}
          onResize={(width) => view.getState().change({ recordWidth: width })}
        />
      )}
      {showRecord && (
        <section
          id="record-pane"
          className={recordIsDrawer ? 'pane drawer drawer-right' : 'pane'}
          style={{ width: recordWidth }}
          aria-label="Record of the selected variant"
          tabIndex={-1}
        >
          <GateNote />
          <ErrorBoundary>
            <RecordPane />
          </ErrorBoundary>
        </section>
      )}
    </main>
  )
}

/** Esc closes a drawer, the record's first. */
function useEscape(listOpen: boolean, recordOpen: boolean): void {
  const { view } = useSession()
  useEffect(() => {
    if (!listOpen && !recordOpen) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      view.getState().setDrawer(recordOpen ? 'record' : 'list', false)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [view, listOpen, recordOpen])
}

/** ms */
const TITLE_LATER = 300

/** The variant under review and the case, in the window's title. By itself: nothing else is drawn anew for it. */
function WindowTitle(): null {
  const label = useCase((s) => s.current?.label ?? '')
  const variant = useSelection((s) => s.variant)
  const gene = variant ? (variant.consequence?.gene ?? placeText(variant)) : null
  const title = variant ? `${gene} ${changeText(variant)} — ${label} — Casement` : `${label} — Casement`
  useEffect(() => {
    // After the step: telling the window system takes as long as drawing a track.
    const timer = setTimeout(() => {
      document.title = title
    }, TITLE_LATER)
    return () => clearTimeout(timer)
  }, [title])
  useEffect(
    () => () => {
      document.title = 'Casement'
    },
    [],
  )
  return null
}

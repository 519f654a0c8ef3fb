import { useMemo, useState } from 'react'
import { hasAlignments } from '../../../shared/case/case-file.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { GenomeBrowser } from '../../browser/index.ts'
import { useCommand } from '../../app/command-context.tsx'
import { ErrorBoundary } from '../../app/error-boundary.tsx'
import { useCase, useHost, useSession, useView } from '../../app/session-context.tsx'
import { useResolvedTheme } from '../../app/theme.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useStable } from '../../ui/use-stable.ts'
import { browserTracks } from './browser-tracks.ts'
import { useClassic } from './use-classic.ts'
import { BrowserToolbar } from './browser-toolbar.tsx'
import { TrackNotes } from './track-notes.tsx'
import { useTarget } from './use-target.ts'

/** The genome browser with what steers it; it moves to the selected variant by itself. */
export function BrowserPane({ listShown, recordShown }: { listShown: boolean; recordShown: boolean }) {
  const hasReads = useCase((s) => s.current?.files.some((file) => hasAlignments(file)) === true)
  const id = useCase((s) => s.current?.id)
  const generation = useHost((s) => s.generation)
  return (
    <>
      <BrowserToolbar listShown={listShown} recordShown={recordShown} />
      <TrackNotes />
      {!hasReads && <NoReads />}
      <div id="genome-browser" className="browser-frame" role="group" aria-label="Tracks" tabIndex={-1}>
        <ErrorBoundary>
          {/* A new case or a new engine is a new browser: nothing of the old one may stay on the screen. */}
          <Browser key={`${id} ${generation}`} />
        </ErrorBoundary>
      </div>
    </>
  )
}

function NoReads() {
  const run = useCommand()
  return (
    <p className="track-note">
      <span className="push">This case has no BAM file, so there are no reads to show.</span>
      <Button look="link" onPress={() => run('add-files')}>
        Add files…
      </Button>
    </p>
  )
}

function Browser() {
  const session = useSession()
  const { client, view, selection, attachBrowser } = session
  const current = useCase((s) => s.current)
  const reference = useCase((s) => s.reference)
  const colourBlind = useView((s) => s.colourBlindBases)
  const reads = useView((s) => s.reads)
  const isClassic = useClassic()
  const theme = useResolvedTheme()
  const target = useTarget()
  const [trackError, setTrackError] = useState<CasementError | null>(null)

  // Redrawn only when the tracks themselves change, not with every event of the case.
  const tracks = useStable(
    useMemo(() => (current ? browserTracks(current, isClassic) : []), [current, isClassic]),
  )

  if (current === null || reference === null)
    return <p className="browser-wait muted">Preparing the genome browser…</p>
  if (reference.contigs.length === 0)
    return (
      <p className="browser-wait muted">
        The files of this case name no contigs, so there is no genome to show. Add a BAM, VCF or reference
        file.
      </p>
    )
  return (
    <>
      {trackError && (
        <div className="track-error">
          <ErrorNote error={trackError} onDismiss={() => setTrackError(null)} />
        </div>
      )}
      <GenomeBrowser
        ref={attachBrowser}
        client={client}
        reference={reference}
        build={current.build}
        tracks={tracks}
        selection={target}
        theme={theme}
        baseColours={colourBlind ? 'okabe-ito' : 'igv'}
        reads={reads}
        onLocusChange={(locus) => view.getState().setLocus(locus)}
        onReads={(change) => view.getState().changeReads(change)}
        onClassic={(file, classic) => view.getState().drawClassic(classic, file)}
        onSelectVariant={(row) => selection.getState().select(row.file, row.row, row)}
        onTrackError={(_file, error) => setTrackError(error)}
      />
    </>
  )
}

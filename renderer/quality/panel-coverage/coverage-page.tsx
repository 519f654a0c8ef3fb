import { useEffect, useMemo, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { CoverageSummary } from '../../../shared/quality/coverage-state.ts'
import { useCase, useCoverage, useSession } from '../../app/session-context.tsx'
import { IconButton } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { CountControls, WhatToCount } from './count-controls.tsx'
import { CoverageNotes } from './coverage-notes.tsx'
import { RULES_HINT, planWords, rulesWords, targetPlace } from './coverage-words.ts'
import { GeneDetail } from './gene-detail.tsx'
import { shownGenes } from './gene-rows.ts'
import { GeneTable } from './gene-table.tsx'
import { SampleTotals } from './sample-totals.tsx'
import { TableTools } from './table-tools.tsx'
import { useGenes } from './use-count.ts'
import './coverage.css'

/** Could we have missed it? Coverage of a panel's exons, gene by gene and gap by gap, over the review. Esc returns. */
export function CoveragePage({ onClose }: { onClose: () => void }) {
  const { coverage } = useSession()
  const asked = useCoverage((s) => s.asked.of.kind)
  const [typing, setTyping] = useState(asked === 'genes')
  const known = useCoverage((s) => s.state)
  // What was asked for before is not what is being typed.
  const state = typing && asked !== 'genes' ? null : known
  const error = useCoverage((s) => s.error)
  useEffect(() => {
    coverage.getState().setLooking(true)
    return () => coverage.getState().setLooking(false)
  }, [coverage])
  const counted = state?.counted ?? null
  // The case's own banner is behind the page.
  const caseWords = useCase((s) => (s.current ? `${s.current.label} · ${s.current.build}` : ''))
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      className="modal-overlay coverage-overlay"
    >
      <Modal className="modal coverage-modal">
        <Dialog className="dialog coverage-page">
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              Coverage of the panel
              <span className="muted">{caseWords}</span>
            </Heading>
            <IconButton icon="close" label="Back to the review" keys="Esc" onPress={onClose} />
          </header>
          <div className="coverage-what">
            <WhatToCount typing={typing} setTyping={setTyping} />
            <span className="push" />
            {state && <CountControls state={state} />}
          </div>
          {error && <ErrorNote error={error} />}
          {state && <CoverageNotes state={state} />}
          {counted && <Counted summary={counted} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** A count, also one that is out of date, which the notes above say. */
function Counted({ summary }: { summary: CoverageSummary }) {
  const { value, error } = useGenes(summary.key)
  const look = useCoverage((s) => s.look)
  const at = targetPlace(summary)
  const rows = useMemo(() => shownGenes(value?.genes ?? [], look, at), [value, look, at])
  const selected = rows.find(({ gene }) => gene === look.gene) ?? rows[0] ?? null
  return (
    <>
      <p className="coverage-rules muted" title={RULES_HINT}>
        {planWords(summary.plan)} · {rulesWords(summary)}
      </p>
      <SampleTotals summary={summary} genes={value?.genes ?? []} />
      <TableTools summary={summary} shown={rows.length} counted={value} />
      {error && <ErrorNote error={error} />}
      <div className="coverage-panes">
        <GeneTable summary={summary} rows={rows} selected={selected} ready={value !== null} />
        <GeneDetail summary={summary} gene={selected} />
      </div>
    </>
  )
}

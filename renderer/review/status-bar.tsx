import { useEffect, useState } from 'react'
import { formatRegion } from '../../shared/genome/region.ts'
import { storeOf } from '../app/list/list-scope.ts'
import type { EngineState } from '../app/stores/host-store.ts'
import { useCase, useHost, useVariants, useView } from '../app/session-context.tsx'
import { countText, plural } from '../ui/amounts.ts'
import { Hint } from '../ui/button.tsx'
import { Focusable } from 'react-aria-components'
import { buildText, buildWhy } from './words/build-words.ts'
import { markedWords } from './words/filter-words.ts'
import { useMarkCount } from './use-marks.ts'
import { blockCount, lineLeftOut, variantCount } from './words/variant-words.ts'

const ENGINE = {
  starting: 'engine starting…',
  ready: 'engine ready',
  down: 'engine stopped, restarting…',
  restarted: 'engine ready (restarted, views reloaded)',
  failed: 'engine not running',
} as const

/** Where one is, in what, by which reference: one quiet line. */
export function StatusBar() {
  const build = useCase((s) => s.current?.build ?? 'unknown')
  const locus = useView((s) => s.locus)
  const engine = useHost((s) => s.engine)
  const quiet = useQuiet(engine)
  const reference = useReferenceWords()
  const list = useVariants((s) => s)
  const goesOn = useCase((s) => lineLeftOut(list.stopped, storeOf(s.current, list.file)) !== null)
  const passing = list.asked !== null && list.asked.query.filters.length > 0 && list.of === 'variants'
  const variants = passing
    ? `${countText(list.available)} of ${plural(list.found, 'variant')} pass the filters`
    : list.error !== null && list.found === 0
      ? 'variants not readable'
      : variantCount(list, goesOn)
  const marked = useMarkCount()
  const counts = [variants, blockCount(list), marked === 0 ? null : markedWords(marked, 0)].filter(
    (count) => count !== null,
  )
  return (
    <footer className="status-bar">
      <Hint text={buildWhy(build)}>
        <Focusable>
          <span role="note">{buildText(build)}</span>
        </Focusable>
      </Hint>
      <span className="status-locus">{locus ? formatRegion(locus) : '–'}</span>
      <span>{list.file === null ? 'no VCF' : counts.join(' · ')}</span>
      <span className="status-reference" title={reference}>
        {reference}
      </span>
      <span
        className="status-engine"
        role="status"
        data-state={engine.state}
        title={engine.detail ?? undefined}
      >
        {quiet ? ENGINE.ready : ENGINE[engine.state]}
      </span>
    </footer>
  )
}

function useReferenceWords(): string {
  const reference = useCase((s) => s.reference)
  const files = useCase((s) => s.current?.files)
  if (reference === null) return 'reference: …'
  if (reference.source === 'reads') return 'no reference installed (mismatches from MD)'
  if (reference.source === 'none') return 'no reference sequence'
  const name = files?.find((file) => file.id === reference.file)?.name
  return name === undefined ? 'reference installed' : `reference ${name}`
}

/** How long the line about a restart stays, ms. */
const RESTART_LINE_MS = 20_000

/** True once a restart is old news. */
function useQuiet(engine: EngineState): boolean {
  const [old, setOld] = useState<EngineState | null>(null)
  useEffect(() => {
    if (engine.state !== 'restarted') return
    const timer = setTimeout(() => setOld(engine), RESTART_LINE_MS)
    return () => clearTimeout(timer)
  }, [engine])
  return old === engine
}

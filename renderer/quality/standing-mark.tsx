import { STANDING_WORDS } from '../../shared/quality/gate-words.ts'
import type { CheckStanding } from '../../shared/quality/gate.ts'

/** Shapes on a 16-unit grid: none is told from another by its colour alone. */
const SHAPES: Readonly<Record<CheckStanding, string>> = {
  passes: 'M3 8.5l3.2 3.2L13 5',
  acknowledged: 'M2 4.5h12v8H2zM4.5 8.5l2 2 5-4',
  'not-possible': 'M3.5 8h9',
  pending: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5M8 5v3l2 1.5',
  warns: 'M8 2 1.5 13.5h13L8 2ZM8 6.5v3.2M8 11.6v.4',
  fails: 'M4 4l8 8M12 4l-8 8',
  blocks: 'M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM4.5 8h7',
}

/** How a check stands: shape, colour and, unless it is said beside it, the word. */
export function StandingMark({ standing, word = false }: { standing: CheckStanding; word?: boolean }) {
  return (
    <span className="standing" data-standing={standing}>
      <svg width="16" height="16" viewBox="0 0 16 16" className="icon" aria-hidden="true">
        <path
          d={SHAPES[standing]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={word ? undefined : 'visually-hidden'}>{STANDING_WORDS[standing]}</span>
    </span>
  )
}

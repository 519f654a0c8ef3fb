import { COVERAGE_TARGET, type TargetVerdict } from '../../../shared/quality/coverage-target.ts'

/** A share as a bar, beside its number; with the target as a line. Decorative. */
export function ShareBar({ share, target = false }: { share: number | null; target?: boolean }) {
  return (
    <span className="share-bar" aria-hidden="true" data-below={isBelow(share) ? '' : undefined}>
      {share !== null && <span className="share-bar-fill" style={{ width: `${share * 100}%` }} />}
      {target && <span className="share-bar-target" style={{ left: `${COVERAGE_TARGET.share * 100}%` }} />}
    </span>
  )
}

const isBelow = (share: number | null): boolean => share !== null && share < COVERAGE_TARGET.share

/** By shape first, colour second; the words stand beside it. */
export function VerdictGlyph({ verdict }: { verdict: TargetVerdict }) {
  return (
    <svg className="verdict-glyph" width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
      {verdict === 'meets' && <circle cx="6" cy="6" r="4.5" fill="currentColor" />}
      {verdict === 'below' && <path d="M6 1.2 11 10.5H1Z" fill="currentColor" />}
      {verdict === 'not-counted' && <path d="M2 6h8" stroke="currentColor" strokeWidth="1.6" />}
    </svg>
  )
}

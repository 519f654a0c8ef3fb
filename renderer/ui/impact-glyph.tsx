import type { Impact } from '../../shared/variant/variant-row.ts'

const DIAMOND = 'M8 2.5 13.5 8 8 13.5 2.5 8Z'

/** HIGH, MODERATE, LOW, MODIFIER as filled, half, outline, dot: by shape first, colour second. Decorative. */
export function ImpactGlyph({ impact, size = 14 }: { impact: Impact; size?: number }) {
  return (
    <svg
      className={`impact-glyph impact-${impact.toLowerCase()}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      {impact === 'HIGH' && <path d={DIAMOND} fill="currentColor" />}
      {impact === 'MODERATE' && (
        <>
          <path d={DIAMOND} />
          <path d="M8 2.5 2.5 8 8 13.5Z" fill="currentColor" stroke="none" />
        </>
      )}
      {impact === 'LOW' && <path d={DIAMOND} />}
      {impact === 'MODIFIER' && <circle cx="8" cy="8" r="2" fill="currentColor" stroke="none" />}
    </svg>
  )
}

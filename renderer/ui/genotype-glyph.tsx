import type { ShownState } from '../../shared/variant/genotype.ts'

const RIGHT = 'M8 3a5 5 0 0 1 0 10Z'
const LEFT = 'M8 3a5 5 0 0 0 0 10Z'
const LEFT_EDGE = 'M8 3a5 5 0 0 0 0 10'
const RIGHT_EDGE = 'M8 3a5 5 0 0 1 0 10'
const MISSING = { strokeDasharray: '1.6 2' }

/**
 * One copy of the chromosome per half of the disc: filled is the alternate allele, an outline the reference, a
 * dashed edge a copy that is not there or not called; a slash is a sample that the file does not have. Purely decorative: the words go on what holds it.
 */
export function GenotypeGlyph({ state, size = 16 }: { state: ShownState; size?: number }) {
  return (
    <svg
      className="genotype-glyph"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      {shapes(state)}
    </svg>
  )
}

function shapes(state: ShownState) {
  switch (state) {
    case 'hom-ref':
      return <circle cx="8" cy="8" r="5" />
    case 'het':
      return (
        <>
          <circle cx="8" cy="8" r="5" />
          <path d={RIGHT} fill="currentColor" stroke="none" />
        </>
      )
    case 'hom-alt':
      return <circle cx="8" cy="8" r="5" fill="currentColor" />
    case 'het-alt':
      return (
        <>
          <circle cx="8" cy="8" r="5" />
          <path d={RIGHT} fill="currentColor" stroke="none" />
          <path d="M5.4 5.6v4.8M6.8 4.6v6.8" strokeWidth="0.9" />
        </>
      )
    case 'hemizygous':
      return (
        <>
          <path d={LEFT} fill="currentColor" />
          <path d={RIGHT_EDGE} {...MISSING} />
        </>
      )
    case 'hemizygous-ref':
      return (
        <>
          <path d={LEFT} />
          <path d={RIGHT_EDGE} {...MISSING} />
        </>
      )
    case 'partial':
      return (
        <>
          <path d={RIGHT} fill="currentColor" />
          <path d={LEFT_EDGE} {...MISSING} />
        </>
      )
    case 'not-called':
      return <circle cx="8" cy="8" r="1.5" fill="currentColor" stroke="none" />
    case 'other-allele':
      return (
        <>
          <circle cx="8" cy="8" r="5" />
          <path d="M8 5.5v5M5.5 8h5" strokeWidth="1.1" />
        </>
      )
    case 'absent':
      return <path d="M5.5 8h5" />
    case 'not-in-file':
      return <path d="M6 11l4-6" strokeWidth="1.1" />
  }
}

import type { Locus } from '../../../shared/genome/gene.ts'
import { formatRegion } from '../../../shared/genome/region.ts'

export function LocusOption({ locus }: { locus: Locus }) {
  return (
    <>
      <span className="locus-label">{locus.label}</span>
      {locus.via !== undefined && <span className="muted">({locus.via})</span>}
      <span className="locus-place">{formatRegion(locus)}</span>
    </>
  )
}

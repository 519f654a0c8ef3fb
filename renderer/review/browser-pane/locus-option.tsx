import type { Locus } from '../../../shared/genome/gene.ts'
import { formatRegion } from '../../../shared/genome/region.ts'

export function LocusOption({ locus }: { locus: Locus }) {
  return (
    <>
      <span className="offer-name">{locus.label}</span>
      {locus.via !== undefined && <span className="muted">({locus.via})</span>}
      <span className="offer-aside">{formatRegion(locus)}</span>
    </>
  )
}

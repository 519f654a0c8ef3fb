import { LocusOption } from './locus-option.tsx'
import type { Found } from './use-search.ts'
import { VariantOption } from './variant-option.tsx'

export function FoundOption({ found }: { found: Found }) {
  return found.kind === 'variant' ? <VariantOption row={found.row} /> : <LocusOption locus={found.locus} />
}

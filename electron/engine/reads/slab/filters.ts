import type { SlabFilters, SlabMeta } from '../../../../shared/reads/read-slab.ts'
import { FLAG_DUPLICATE, FLAG_QC_FAIL, FLAG_SECONDARY, FLAG_SUPPLEMENTARY } from '../../files/bam/flags.ts'

type Filter = keyof SlabFilters

/** The first of the filters, in the order of the slab's meta, that hides a read; undefined when it is shown. */
export function hiddenBy(flags: number, mapq: number, filters: SlabFilters): Filter | undefined {
  if (filters.duplicates && (flags & FLAG_DUPLICATE) !== 0) return 'duplicates'
  if (filters.secondary && (flags & FLAG_SECONDARY) !== 0) return 'secondary'
  if (filters.supplementary && (flags & FLAG_SUPPLEMENTARY) !== 0) return 'supplementary'
  if (filters.qcFail && (flags & FLAG_QC_FAIL) !== 0) return 'qcFail'
  return mapq < filters.minMapq ? 'minMapq' : undefined
}

export function noneHidden(): SlabMeta['hidden'] {
  return { duplicates: 0, secondary: 0, supplementary: 0, qcFail: 0, minMapq: 0 }
}

import type { StoreSummary } from '../../../shared/variant/store-summary.ts'
import { MARKED_COLUMN, VARIANT_COLUMNS, sampleColumns } from '../../../shared/variant/variant-column.ts'
import type { StoreMeta } from './store/store-meta.ts'

/** Malformed lines that are told on the screen. */
const TOLD = 20

/** What a store says of itself, as the case keeps it. */
export function summaryOf(meta: StoreMeta): StoreSummary {
  const { rows, records, withoutAllele, malformed, listed, stopped, samples, samplesLeftOut, infoLeftOut } =
    meta
  const info = meta.columns.map(({ column }) => column).filter(({ name }) => name.startsWith('info.'))
  return {
    rows,
    records,
    withoutAllele,
    malformed,
    listed: listed.slice(0, TOLD),
    stopped,
    samples,
    samplesLeftOut,
    infoLeftOut,
    columns: [MARKED_COLUMN, ...VARIANT_COLUMNS, ...samples.flatMap(sampleColumns), ...info],
  }
}

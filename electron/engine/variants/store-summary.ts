import type { StoreSummary } from '../../../shared/variant/store-summary.ts'
import {
  formatFieldOf,
  CASE_COLUMNS,
  sampleColumns,
  VARIANT_COLUMNS,
  type VariantColumn,
} from '../../../shared/variant/variant-column.ts'
import type { StoreMeta } from './store/store-meta.ts'

/** Malformed lines that are told on the screen. */
const TOLD = 20

/** What a store says of itself, as the case keeps it. */
export function summaryOf(meta: StoreMeta): StoreSummary {
  const { rows, records, withoutAllele, malformed, listed, stopped, samples } = meta
  const { samplesLeftOut, infoLeftOut, formatLeftOut } = meta
  const all = meta.columns.map(({ column }) => column)
  const info = all.filter(({ name }) => name.startsWith('info.'))
  const ofSample = (sample: string): VariantColumn[] => [
    ...sampleColumns(sample),
    ...all.filter((column) => column.sample === sample && formatFieldOf(column.name) !== null),
  ]
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
    formatLeftOut,
    columns: [...CASE_COLUMNS, ...VARIANT_COLUMNS, ...samples.flatMap(ofSample), ...info],
  }
}

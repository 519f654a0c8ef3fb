import { sortedBy } from './table-columns.ts'
import { MARKED_COLUMN } from '../../../shared/variant/variant-column.ts'
import type { VariantQuery } from '../../../shared/variant/variant-query.ts'

export type ExportFormat = 'tsv' | 'vcf'

/** What a table needs to be of use elsewhere, whatever the list shows. */
const PLACE = ['chrom', 'pos', 'ref', 'alt'] as const

/** Columns of an exported table: the place and alleles, those that are shown, as far as the file has them, and the marks. */
export function exportColumns(shown: readonly string[], known: (name: string) => boolean): string[] {
  return [...new Set([...PLACE, ...shown.map(sortedBy), MARKED_COLUMN.name])].filter(known)
}

/** Where the variants that pass are downloaded from. */
export function exportUrl(
  bulkRoot: string,
  file: string,
  format: ExportFormat,
  query: VariantQuery,
  columns: readonly string[],
): string {
  const parameters = new URLSearchParams({
    format,
    query: JSON.stringify(query),
    columns: JSON.stringify(columns),
  })
  return `${bulkRoot}export/${encodeURIComponent(file)}?${parameters.toString()}`
}

import type { VariantQuery } from '../../../shared/variant/variant-query.ts'

export type ExportFormat = 'tsv' | 'vcf'

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

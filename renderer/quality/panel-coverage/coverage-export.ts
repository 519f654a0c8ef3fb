/** Where a count's tables are downloaded from. */
export function coverageUrl(
  bulkRoot: string,
  key: string,
  what: 'genes.tsv' | 'exons.tsv' | { readonly sample: number; readonly threshold: number },
): string {
  const gaps = typeof what === 'string' ? null : what
  const parameters = new URLSearchParams({
    key,
    ...(gaps === null ? {} : { sample: String(gaps.sample), threshold: String(gaps.threshold) }),
  })
  return `${bulkRoot}panel-coverage/${typeof what === 'string' ? what : 'gaps.bed'}?${parameters.toString()}`
}

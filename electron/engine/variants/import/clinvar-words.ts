/**
 * Stars by ClinVar's review status, as VCFs write it (CLNREVSTAT), 0 for one it does not know.
 *
 * @see https://www.ncbi.nlm.nih.gov/clinvar/docs/review_status/
 */
export function clinvarStars(status: string): number {
  const words = status
    .toLowerCase()
    .replace(/[\s,&|]+/g, '_')
    .replace(/_+/g, '_')
  if (words.includes('practice_guideline')) return 4
  if (words.includes('reviewed_by_expert_panel')) return 3
  if (words.includes('multiple_submitters_no_conflicts')) return 2
  if (words.includes('conflicting') || words.includes('single_submitter')) return 1
  return 0
}

/** ClinVar's significance as all sources can be compared: lower case, parts joined by `/`. */
export function clinvarWords(significance: string): string {
  return significance
    .toLowerCase()
    .replaceAll(' ', '_')
    .replace(/[&,|/]+_*/g, '/')
    .replace(/^[_/]+|[_/]+$/g, '')
}

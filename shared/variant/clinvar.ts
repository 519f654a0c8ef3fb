/**
 * ClinVar's review statuses that have stars, as its VCF writes them. All others have none: no assertion criteria, no
 * classification provided, no classification of the variant by itself, none from unflagged records.
 *
 * @see https://www.ncbi.nlm.nih.gov/clinvar/docs/review_status/
 */
const STARS: Readonly<Record<string, number>> = {
  practice_guideline: 4,
  reviewed_by_expert_panel: 3,
  'criteria_provided,_multiple_submitters,_no_conflicts': 2,
  // The word was `interpretations` until January 2024.
  'criteria_provided,_conflicting_classifications': 1,
  'criteria_provided,_conflicting_interpretations': 1,
  'criteria_provided,_single_submitter': 1,
}

/** Stars, 0 to 4, of a review status (`CLNREVSTAT`), written with underscores or blanks. */
export function reviewStars(status: string): number {
  // Annotators write `&` or `|` for the comma that INFO has for itself.
  return STARS[status.trim().toLowerCase().replaceAll(' ', '_').replace(/[&|]/g, ',')] ?? 0
}

/** ClinVar's words as people write them: its VCF has underscores for blanks. */
export function clinvarWords(text: string): string {
  return text.replaceAll('_', ' ').trim()
}

/** A significance as those of all sources can be compared: lower case, blanks as `_`, parts joined by `/`. */
export function comparableSignificance(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(' ', '_')
    .replace(/[&,|/]+_*/g, '/')
    .replace(/^[_/]+|[_/]+$/g, '')
}

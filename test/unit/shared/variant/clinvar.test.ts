import { expect, it } from 'vitest'
import { clinvarWords, reviewStars } from '../../../../shared/variant/clinvar.ts'

// Witness: the table of https://www.ncbi.nlm.nih.gov/clinvar/docs/review_status/, with the values of CLNREVSTAT.
it.each([
  ['practice_guideline', 4],
  ['reviewed_by_expert_panel', 3],
  ['criteria_provided,_multiple_submitters,_no_conflicts', 2],
  ['criteria_provided,_conflicting_classifications', 1],
  ['criteria_provided,_conflicting_interpretations', 1],
  ['criteria_provided,_single_submitter', 1],
  ['no_assertion_criteria_provided', 0],
  ['no_assertion_provided', 0],
  ['no_classification_provided', 0],
  ['no_classification_for_the_single_variant', 0],
  ['no_interpretation_for_the_single_variant', 0],
  ['no_classifications_from_unflagged_records', 0],
  ['something new', 0],
  ['', 0],
])('%s has %i stars', (status, stars) => {
  expect(reviewStars(status)).toBe(stars)
  expect(reviewStars(clinvarWords(status))).toBe(stars)
})

it('writes blanks', () => {
  expect(clinvarWords('Conflicting_classifications_of_pathogenicity|drug_response')).toBe(
    'Conflicting classifications of pathogenicity|drug response',
  )
})

import type { FilterChip, Preset } from './preset.ts'

/** Kept only when the file says so. */
const only = (expression: string): FilterChip => ({ expression, missing: 'drop', enabled: true })
/** Dropped only when the file says so. */
const unless = (expression: string): FilterChip => ({ expression, missing: 'keep', enabled: true })

/** A frequency that no source has counts as zero. */
const RARE = only('popmax_af < 0.01')

/**
 * What to begin with. Anything splice-related is beside the impact because Ensembl ranks the splice region LOW; 0.2 is
 * the SpliceAI score that ClinGen takes as evidence of an effect on splicing.
 *
 * @see Jaganathan et al. 2019, doi:10.1016/j.cell.2018.12.015; Walker et al. 2023, doi:10.1016/j.ajhg.2023.06.002
 */
export const BUILT_IN_PRESETS: readonly Preset[] = [
  {
    name: 'All PASS',
    description: 'Variants that passed all filters of the caller, and those of files that were not filtered.',
    filters: [unless('filter == "PASS"')],
  },
  {
    name: 'Rare coding',
    description:
      'Rarer than 1% in every population, with a HIGH or MODERATE impact or a consequence for splicing.',
    filters: [RARE, only('impact in ["HIGH", "MODERATE"] or contains(consequence, "splice")')],
  },
  {
    name: 'Rare HIGH impact',
    description: 'Rarer than 1% in every population, with a HIGH impact on the shown transcript.',
    filters: [RARE, only('impact == "HIGH"')],
  },
  {
    name: 'ClinVar P/LP',
    description: 'Pathogenic or likely pathogenic according to the ClinVar annotation in the file.',
    filters: [only('has(clinvar, "pathogenic") or has(clinvar, "likely_pathogenic")')],
  },
  {
    name: 'Panel genes',
    description: 'In a gene that is green on a panel in use, or on a list without ratings.',
    filters: [only('panel_confidence in ["green", "unrated"]')],
  },
  {
    name: 'Splice',
    description:
      'Rarer than 1% in every population, with a consequence for splicing or a SpliceAI score of at least 0.2.',
    filters: [RARE, only('spliceai >= 0.2 or contains(consequence, "splice")')],
  },
  {
    name: 'Structural',
    description: 'Symbolic alleles and breakends, and any other change of 50 bp or more.',
    filters: [only('type in ["DEL", "INS", "DUP", "INV", "CNV", "breakend", "symbolic"] or length >= 50')],
  },
  {
    name: 'Mitochondrial',
    description: 'On the mitochondrial genome, by any of its usual names.',
    filters: [only('chrom in ["chrM", "MT", "M", "chrMT", "NC_012920.1"]')],
  },
]

/** Of a case alone, as {@link MARKED_PRESET}. */
export const SHORTLIST_PRESET: Preset = {
  name: 'On a starting shortlist',
  description: 'Singled out by another program whose list is in this case: tiering, Exomiser.',
  filters: [only('shortlisted')],
}

/** Of a case alone: outside a case nothing is marked. */
export const MARKED_PRESET: Preset = {
  name: 'Marked',
  description: 'Marked for review in this case.',
  filters: [only('marked')],
}

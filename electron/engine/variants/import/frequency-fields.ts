/** Populations VEP writes 1000 Genomes and ESP frequencies of. */
const VEP_POPULATIONS = /^((AFR|AMR|EAS|EUR|SAS|AA|EA)_)?AF$/
/** Databases of frequencies, as annotators name them in front of `AF`. */
const DATABASES = /(gnomad|exac|topmed|1000g|1kg|kgp|esp6500|uk10k|abraom|max)/i
/** `AF` as a word of its own: not the AC, AN, FAF or AFR of the same source. */
const FREQUENCY = /(^|[_.-])(popmax_|grpmax_)?af([_.-]|$)/i

/**
 * Whether a field gives how frequent the allele is in a population. INFO's plain `AF` is that of the samples in the
 * file and is none; among the fields of VEP it is that of 1000 Genomes.
 *
 * @see https://www.ensembl.org/info/docs/tools/vep/vep_formats.html#other_fields
 */
export function isPopulationFrequency(field: string, where: 'INFO' | 'annotation'): boolean {
  if (where === 'annotation' && VEP_POPULATIONS.test(field)) return true
  return DATABASES.test(field) && FREQUENCY.test(field)
}

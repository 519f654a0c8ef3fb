/** Chance that a fragment shows another allele than the one it comes from. */
const ERROR = 0.01

/**
 * Phred-scaled confidence in a genotype from fragments per allele: the likelihood of the genotype against the best
 * of all others of the same ploidy, 0–99.
 * @param alleles the called alleles' numbers, as in GT.
 */
export function genotypeQuality(fragments: readonly number[], alleles: readonly number[]): number {
  const called = logLikelihood(fragments, alleles)
  let best = Number.NEGATIVE_INFINITY
  for (const other of genotypes(fragments.length, alleles.length))
    if (other.join('/') !== [...alleles].sort((a, b) => a - b).join('/'))
      best = Math.max(best, logLikelihood(fragments, other))
  return Math.max(0, Math.min(99, Math.round(10 * (called - best))))
}

function logLikelihood(fragments: readonly number[], alleles: readonly number[]): number {
  let sum = 0
  for (const [allele, count] of fragments.entries()) {
    let chance = 0
    for (const from of alleles) chance += (from === allele ? 1 - ERROR : ERROR) / alleles.length
    sum += count * Math.log10(chance)
  }
  return sum
}

function genotypes(alleles: number, ploidy: number): number[][] {
  const result: number[][] = []
  for (let a = 0; a < alleles; a++) {
    if (ploidy === 1) result.push([a])
    else for (let b = a; b < alleles; b++) result.push([a, b])
  }
  return result
}

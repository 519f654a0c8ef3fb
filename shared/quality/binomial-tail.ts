/** Terms that are this far below the largest, natural log, change nothing. */
const NEGLIGIBLE = -40

/** ln(n!) for n from 0 on: exact sums below, Stirling's series above, good to 12 digits. */
function lnFactorial(n: number): number {
  if (n < 20) {
    let sum = 0
    for (let i = 2; i <= n; i++) sum += Math.log(i)
    return sum
  }
  return (
    n * Math.log(n) -
    n +
    Math.log(2 * Math.PI * n) / 2 +
    1 / (12 * n) -
    1 / (360 * n ** 3) +
    1 / (1260 * n ** 5)
  )
}

/**
 * Log10 of the chance of `successes` or more among `trials` of chance `p` each: the one-sided exact binomial test. 0, a
 * chance of one, without successes.
 */
export function log10BinomialTail(successes: number, trials: number, p: number): number {
  if (successes <= 0 || p >= 1) return 0
  if (p <= 0 || successes > trials) return Number.NEGATIVE_INFINITY
  const lnOdds = Math.log(p) - Math.log1p(-p)
  const start =
    lnFactorial(trials) -
    lnFactorial(successes) -
    lnFactorial(trials - successes) +
    successes * lnOdds +
    trials * Math.log1p(-p)
  // Relative to the first term: they grow up to the mean and fall from there.
  let term = 0
  let most = 0
  let sum = 1
  for (let k = successes; k < trials; k++) {
    term += Math.log((trials - k) / (k + 1)) + lnOdds
    if (term > most) {
      sum = sum * Math.exp(most - term) + 1
      most = term
    } else {
      sum += Math.exp(term - most)
      if (term - most < NEGLIGIBLE) break
    }
  }
  return Math.min(0, (start + most + Math.log(sum)) / Math.LN10)
}

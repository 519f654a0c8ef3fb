/**
 * Which genes are annotated with which term, as columns. The genes of `terms[i]` are `genes[first[i]]` up to
 * `genes[first[i + 1]]`, indexes into `symbols`, each once and ascending.
 */
export type GeneAnnotations = {
  /** HP numbers, ascending. */
  readonly terms: Int32Array
  readonly first: Uint32Array
  readonly genes: Uint32Array
  /** As the file writes them. */
  readonly symbols: readonly string[]
}

/** Most genes there can be: a pair of term and gene is one exact number. */
export const MAX_GENES = 2 ** 20

/** Collects pairs of term and gene as single numbers, in memory that grows. */
export function annotationCollector(): {
  add(term: number, gene: number): void
  finish(symbols: string[]): GeneAnnotations
} {
  let pairs = new Float64Array(1 << 16)
  let length = 0
  let last = -1
  return {
    add(term, gene) {
      const pair = term * MAX_GENES + gene
      // Lines differ by disease: a gene follows itself.
      if (pair === last) return
      last = pair
      if (length === pairs.length) {
        const larger = new Float64Array(length * 2)
        larger.set(pairs)
        pairs = larger
      }
      pairs[length++] = pair
    },
    finish(symbols) {
      const sorted = pairs.subarray(0, length).sort()
      const genes = new Uint32Array(length)
      const terms: number[] = []
      const first: number[] = []
      let count = 0
      sorted.forEach((pair, i) => {
        if (i > 0 && pair === sorted[i - 1]) return
        const term = Math.floor(pair / MAX_GENES)
        if (term !== terms.at(-1)) {
          terms.push(term)
          first.push(count)
        }
        genes[count++] = pair % MAX_GENES
      })
      return {
        terms: Int32Array.from(terms),
        first: Uint32Array.from([...first, count]),
        genes: genes.slice(0, count),
        symbols,
      }
    },
  }
}

import { minimalAllele } from '../../../shared/variant/minimal-allele.ts'

/** Alleles of one contig, in any order. Each is one alternate allele: `alts[i]` is not a list. */
export type ContigAlleles = {
  /** The case's name of the contig. */
  readonly contig: string
  /** POS, 1-based. */
  readonly positions: Int32Array
  readonly refs: readonly string[]
  readonly alts: readonly string[]
}

/** Finds alleles of one contig for records that come in the order of a sorted file, or in another. */
export type AlleleMatcher = {
  /**
   * Goes on to a record. False when none of its alleles, whatever they are, can be among the alleles; most records of
   * a large file are passed over by this alone.
   *
   * @param position POS, 1-based
   */
  seek(position: number, refLength: number): boolean
  /** Indexes of the alleles equal to one of the record's: the same minimal form. */
  find(position: number, ref: string, alt: string): number[]
  /** First base of REF of an allele at exactly this POS, upper case; empty when there is none. */
  baseAt(position: number): string
}

/** Indexes are packed below positions into one exact number. */
const INDEXES = 2 ** 26

/** Positions of the minimal forms, ascending, and which allele each is of; what is no change of sequence is left out. */
function inOrder({ positions, refs, alts }: ContigAlleles): { sorted: Int32Array; indexes: Uint32Array } {
  const packed = new Float64Array(positions.length)
  let count = 0
  positions.forEach((position, index) => {
    const minimal = minimalAllele(position, refs[index] ?? '', alts[index] ?? '')
    if (minimal) packed[count++] = minimal.position * INDEXES + index
  })
  const ordered = packed.subarray(0, count).sort()
  return {
    sorted: Int32Array.from(ordered, (value) => Math.floor(value / INDEXES)),
    indexes: Uint32Array.from(ordered, (value) => value % INDEXES),
  }
}

/**
 * First index at or after `from` whose value is not below `value`. Steps double before they are halved: near `from`,
 * as in a merge of sorted files, it takes few; far from it no more than a search through all.
 */
function gallop(sorted: Int32Array, from: number, value: number): number {
  let low = from
  let step = 1
  while (low + step <= sorted.length && (sorted[low + step - 1] ?? 0) < value) {
    low += step
    step *= 2
  }
  let high = Math.min(sorted.length, low + step - 1)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * @param alleles fewer than 67 million
 */
export function createAlleleMatcher(alleles: ContigAlleles): AlleleMatcher {
  const { positions, refs, alts } = alleles
  const { sorted, indexes } = inOrder(alleles)
  let cursor = 0
  let last = 0
  return {
    seek(position, refLength) {
      // A minimal form is never left of POS: what the cursor has passed can come again only in an unsorted file.
      if (position < last) cursor = 0
      last = position
      cursor = gallop(sorted, cursor, position)
      return cursor < sorted.length && (sorted[cursor] ?? 0) <= position + refLength
    },
    find(position, ref, alt) {
      const wanted = minimalAllele(position, ref, alt)
      if (wanted === null) return []
      const found: number[] = []
      for (let i = gallop(sorted, cursor, wanted.position); sorted[i] === wanted.position; i++) {
        const index = indexes[i] ?? 0
        const own = minimalAllele(positions[index] ?? 0, refs[index] ?? '', alts[index] ?? '')
        if (own?.ref === wanted.ref && own.alt === wanted.alt) found.push(index)
      }
      return found
    },
    baseAt(position) {
      for (let i = cursor; sorted[i] === position; i++) {
        const index = indexes[i] ?? 0
        if (positions[index] === position) return (refs[index] ?? '').slice(0, 1).toUpperCase()
      }
      return ''
    },
  }
}

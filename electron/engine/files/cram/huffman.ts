import type { Fault } from '../../../../shared/errors/fault.ts'
import type { BitReader } from './bit-reader.ts'

const LONGEST_CODE = 31

/**
 * What reads a canonical Huffman code: codes of one length are consecutive numbers, in the order of their symbols. A
 * lone symbol of length 0 takes no bits.
 *
 * @throws Fault `cram/damaged` when it is no code, and while reading
 * @see CRAMv3 §13.4
 */
export function huffmanReader(
  symbols: readonly number[],
  lengths: readonly number[],
  core: BitReader,
  fail: (detail: string) => Fault,
): () => number {
  const [only = 0] = symbols
  if (symbols.length === 1 && lengths[0] === 0) return () => only
  const ordered = symbols
    .map((symbol, i) => ({ symbol, length: lengths[i] ?? 0 }))
    .toSorted((a, b) => a.length - b.length || a.symbol - b.symbol)
  const longest = ordered.at(-1)?.length ?? 0
  const counts = new Int32Array(longest < 1 || longest > LONGEST_CODE ? 1 : longest + 1)
  for (const { length } of ordered) {
    if (length < 1 || length >= counts.length) throw fail(`a Huffman code has a symbol of ${length} bits`)
    counts[length] = (counts[length] ?? 0) + 1
  }
  /** Number of the first code of each length. */
  const firsts = new Float64Array(counts.length)
  let code = 0
  for (let length = 1; length < counts.length; length++) {
    firsts[length] = code
    code += counts[length] ?? 0
    if (code > 2 ** length) throw fail('a Huffman code has more symbols than bits for them')
    code *= 2
  }
  const values = Int32Array.from(ordered, ({ symbol }) => symbol)
  return () => {
    let read = 0
    let before = 0
    for (let length = 1; length < counts.length; length++) {
      read = read * 2 + core.bit()
      const index = read - (firsts[length] ?? 0)
      const count = counts[length] ?? 0
      if (index < count) return values[before + index] ?? 0
      before += count
    }
    throw fail('a value is in none of its Huffman codes')
  }
}

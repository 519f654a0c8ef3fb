import type { BasesOf } from './fasta-layout.ts'

type Options = {
  /** Bases in one piece. */
  readonly piece: number
  /** Pieces kept. */
  readonly keep: number
}

/**
 * Remembers the last pieces of sequence: the page asks for some thousand bases around every locus, and for much the same
 * again after a small step. `bases` is asked for whole pieces, several at once; a failure is not remembered.
 *
 * @param lengthOf of a contig in bp; pieces never reach past it
 */
export function cachedBases(
  bases: BasesOf,
  lengthOf: (contig: string) => number,
  { piece, keep }: Options,
): BasesOf {
  const kept = new Map<string, Promise<Uint8Array>>()
  const load = (contig: string, index: number): Promise<Uint8Array> => {
    const key = `${index} ${contig}`
    const known = kept.get(key)
    kept.delete(key)
    const made = known ?? bases(contig, index * piece, Math.min((index + 1) * piece, lengthOf(contig)))
    kept.set(key, made)
    if (known === undefined) made.catch(() => kept.delete(key))
    const oldest = kept.keys().next().value
    if (kept.size > keep && oldest !== undefined) kept.delete(oldest)
    return made
  }
  return async (contig, start, end) => {
    const first = Math.floor(start / piece)
    const last = Math.floor((end - 1) / piece)
    const pieces = await Promise.all(
      Array.from({ length: last - first + 1 }, (_, i) => load(contig, first + i)),
    )
    const result = new Uint8Array(end - start)
    pieces.forEach((bytes, i) => {
      const from = (first + i) * piece
      const cut = bytes.subarray(Math.max(0, start - from), Math.max(0, end - from))
      result.set(cut, Math.max(from, start) - start)
    })
    return result
  }
}

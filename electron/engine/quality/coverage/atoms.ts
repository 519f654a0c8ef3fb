import type { CoverageTargets } from '../../../../shared/quality/panel-coverage.ts'

/**
 * What is counted, cut wherever an exon begins or ends: no base is in two atoms, and every exon is a run of them. By
 * contig, then place. Positions are 0-based half-open.
 */
export type Atoms = {
  readonly contigs: readonly string[]
  /** Those of contig c are `first[c]` up to `first[c + 1]`. */
  readonly first: Uint32Array
  readonly start: Int32Array
  readonly end: Int32Array
}

/** Longest atom, bp: what is longer is cut, so that work can be shared out. */
const LONGEST = 1 << 16

/** Cuts targets into atoms, contigs in the order given; those without targets have none. */
export function cutIntoAtoms({ genes, exons }: CoverageTargets, contigs: readonly string[]): Atoms {
  const byContig = new Map<string, number[]>(contigs.map((name) => [name, []]))
  for (const [g, { contig }] of genes.entries()) {
    const rows = byContig.get(contig ?? '')
    if (rows === undefined) continue
    for (let row = exons.first[g] ?? 0; row < (exons.first[g + 1] ?? 0); row++) rows.push(row)
  }
  const first = new Uint32Array(contigs.length + 1)
  const starts: number[] = []
  const ends: number[] = []
  for (const [c, name] of contigs.entries()) {
    const rows = byContig.get(name) ?? []
    const opening = rows.map((row) => exons.start[row] ?? 0).toSorted((a, b) => a - b)
    const closing = rows.map((row) => exons.end[row] ?? 0).toSorted((a, b) => a - b)
    let open = 0
    let from = 0
    for (let [o, k] = [0, 0]; k < closing.length;) {
      const at = Math.min(opening[o] ?? Infinity, closing[k] ?? Infinity)
      if (open > 0)
        for (let piece = from; piece < at; piece += LONGEST) {
          starts.push(piece)
          ends.push(Math.min(at, piece + LONGEST))
        }
      for (; opening[o] === at; o++) open++
      for (; closing[k] === at; k++) open--
      from = at
    }
    first[c + 1] = starts.length
  }
  return { contigs, first, start: Int32Array.from(starts), end: Int32Array.from(ends) }
}

/** Finds the atoms of a stretch that is a run of them. @returns the first, and the one after the last */
export function atomsOf(atoms: Atoms, contig: number, start: number, end: number): readonly [number, number] {
  const from = firstStartingAt(atoms, contig, start)
  return [from, firstStartingAt(atoms, contig, end)]
}

/** The first atom of a contig that starts at or after a position. */
function firstStartingAt({ first, start }: Atoms, contig: number, position: number): number {
  let low = first[contig] ?? 0
  let high = first[contig + 1] ?? 0
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((start[middle] ?? 0) >= position) high = middle
    else low = middle + 1
  }
  return low
}

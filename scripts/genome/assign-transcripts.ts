import type { GeneRow } from './decode-genes.ts'
import type { Structure } from './decode-structures.ts'

const signature = (s: Structure): string => JSON.stringify([s.exons, s.coding, s.biotype])

/**
 * Gives every gene its transcripts, which the table knows by gene symbol only.
 *
 * Pseudoautosomal genes are on X and Y under one symbol; their transcripts are listed X's canonical, Y's
 * canonical, X's others, Y's others. They are split so when both halves hold the same structures. Where several
 * genes of one chromosome share a symbol the longest gets all, unless the strands show that they are mixed.
 */
export function assignTranscripts(
  genes: readonly GeneRow[],
  structures: readonly Structure[],
): Map<GeneRow, Structure[]> {
  const ofSymbol = Map.groupBy(structures, (s) => s.symbol)
  const assigned = new Map<GeneRow, Structure[]>()
  for (const [symbol, namesakes] of Map.groupBy(genes, (g) => g.symbol)) {
    const transcripts = ofSymbol.get(symbol)
    if (transcripts === undefined || new Set(transcripts.map((t) => t.strand)).size > 1) continue
    const byContig = [...Map.groupBy(namesakes, (g) => g.contig).values()].map((sameContig) =>
      sameContig.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a)),
    )
    const [first, second] = byContig
    if (first !== undefined && second === undefined) assigned.set(first, transcripts)
    const x = byContig.find((g) => g.contig === 'X')
    const y = byContig.find((g) => g.contig === 'Y')
    if (x === undefined || y === undefined || byContig.length !== 2) continue
    const halves = splitPseudoautosomal(transcripts)
    if (halves === null) continue
    assigned.set(x, halves[0])
    assigned.set(y, halves[1])
  }
  return assigned
}

function splitPseudoautosomal(transcripts: readonly Structure[]): [Structure[], Structure[]] | null {
  const [x, y, ...others] = transcripts
  if (x === undefined || y === undefined || others.length % 2 !== 0) return null
  const half = others.length / 2
  const ofX = [x, ...others.slice(0, half)]
  const ofY = [{ ...y, canonical: true }, ...others.slice(half)]
  const sorted = (list: Structure[]): string => list.map(signature).toSorted().join()
  return sorted(ofX) === sorted(ofY) ? [ofX, ofY] : null
}

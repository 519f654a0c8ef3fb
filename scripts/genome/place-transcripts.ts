import type { Placement } from '../../electron/engine/genome/gene-table.ts'
import type { Landmark } from './clinvar-evidence.ts'
import type { GeneRow } from './decode-genes.ts'
import type { Structure } from './decode-structures.ts'
import { baseFromLandmarks, explains, landmarksBetween } from './landmark-votes.ts'

export type Placed = {
  readonly gene: GeneRow
  readonly transcripts: readonly Structure[]
  /** What to add to the transcripts' coordinates to have them on the genome; null when nothing says. */
  readonly base: number | null
  readonly placement: Placement
}

/** The bases at which a gene's transcripts lie within the gene: `low` … `high`, both included. */
type Range = { readonly low: number; readonly high: number }

function rangeOf(gene: GeneRow, transcripts: readonly Structure[]): Range {
  const exons = transcripts.flatMap((t) => t.exons)
  const first = exons.reduce((min, [start]) => Math.min(min, start), Infinity)
  const last = exons.reduce((max, [, end]) => Math.max(max, end), -Infinity)
  return { low: gene.start - first, high: gene.end - last }
}

/**
 * Finds where on the genome the transcripts of each gene lie.
 *
 * Their coordinates count from the first coding transcript of their group (genes that follow each other and
 * share the part of the symbol before the first hyphen), NOT from the start of the gene: where a non-coding
 * transcript, which the table leaves out, begins before the coding ones, gene start plus offset is wrong. It is,
 * for one coding gene in ten, ATM, LMNA and MSH6 among them. So a place is accepted only when something shows it:
 *
 * 1. `gene-ends`: the transcripts reach from the gene's first to its last base; there is one way to do that.
 *    Or a gene of the same group is placed that way, and its base fits.
 * 2. `clinvar`: one base puts the splice-site and start-codon variants of the bundled ClinVar subset where their
 *    consequence and their reference base say.
 * 3. Else `unknown`: no transcripts are given.
 */
export function placeTranscripts(
  genes: readonly GeneRow[],
  transcriptsOf: ReadonlyMap<GeneRow, readonly Structure[]>,
  landmarks: readonly Landmark[],
): Placed[] {
  const coding = genes.flatMap((gene) => {
    const transcripts = transcriptsOf.get(gene)
    return transcripts ? [{ gene, transcripts, range: rangeOf(gene, transcripts) }] : []
  })
  const anchored = new Map<GeneRow, number>()
  for (const { gene, range } of coding) if (range.low === range.high) anchored.set(gene, range.low)
  for (const group of groups(coding)) {
    const bases = new Set(group.flatMap(({ gene }) => anchored.get(gene) ?? []))
    const [base] = bases
    if (base === undefined || bases.size > 1) continue
    for (const { gene, range } of group) if (base >= range.low && base <= range.high) anchored.set(gene, base)
  }

  // Variants that a gene already placed accounts for say nothing about its neighbours.
  const sorted = landmarks.toSorted((a, b) =>
    a.contig < b.contig ? -1 : a.contig > b.contig ? 1 : a.at - b.at,
  )
  const explained = new Set<Landmark>()
  for (const { gene, transcripts } of coding) {
    const base = anchored.get(gene)
    if (base === undefined) continue
    const here = landmarksBetween(sorted, gene.contig, gene.start, gene.end)
    for (const landmark of here) if (explains(transcripts, base, landmark)) explained.add(landmark)
  }
  const open = sorted.filter((landmark) => !explained.has(landmark))

  return coding.map(({ gene, transcripts, range }): Placed => {
    const base = anchored.get(gene)
    if (base !== undefined) return { gene, transcripts, base, placement: 'gene-ends' }
    const here = landmarksBetween(open, gene.contig, gene.start, gene.end)
    const shown = baseFromLandmarks(transcripts, range, here)
    return { gene, transcripts, base: shown, placement: shown === null ? 'unknown' : 'clinvar' }
  })
}

/** Runs of genes, in the order of the genome, that share the symbol's part before the first hyphen. */
function groups<T extends { gene: GeneRow }>(genes: readonly T[]): T[][] {
  const found: T[][] = []
  const ordered = genes.toSorted((a, b) =>
    a.gene.contig === b.gene.contig ? a.gene.start - b.gene.start : a.gene.contig < b.gene.contig ? -1 : 1,
  )
  const stem = (gene: GeneRow): string => `${gene.contig} ${gene.symbol.split('-')[0]}`
  for (const entry of ordered) {
    const last = found.at(-1)
    if (last?.[0] && stem(last[0].gene) === stem(entry.gene)) last.push(entry)
    else found.push([entry])
  }
  return found
}

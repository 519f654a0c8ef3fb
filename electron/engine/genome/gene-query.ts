import type { Gene, Transcript } from '../../../shared/genome/gene.ts'
import { type GeneTable, PLACEMENTS } from './gene-table.ts'

/** The gene at a row of the table, with its transcripts; `contig` is the name to give it. */
export function geneAt(table: GeneTable, g: number, contig: string): Gene {
  const transcripts: Transcript[] = []
  for (let t = table.transcriptFirst[g] ?? 0; t < (table.transcriptFirst[g + 1] ?? 0); t++)
    transcripts.push(transcriptAt(table, t))
  const strand = table.geneStrand[g] ?? 0
  const placement = PLACEMENTS[table.genePlacement[g] ?? 0] ?? null
  const id = table.geneIds[g] ?? ''
  return {
    symbol: table.symbols[g] ?? '',
    id: id === '' ? null : id,
    contig,
    start: table.geneStart[g] ?? 0,
    end: table.geneEnd[g] ?? 0,
    strand: strand > 0 ? '+' : strand < 0 ? '-' : '.',
    transcripts,
    ...(placement === null ? {} : { placement }),
  }
}

function transcriptAt(table: GeneTable, t: number): Transcript {
  const exons: { start: number; end: number }[] = []
  for (let e = table.exonFirst[t] ?? 0; e < (table.exonFirst[t + 1] ?? 0); e++)
    exons.push({ start: table.exonStart[e] ?? 0, end: table.exonEnd[e] ?? 0 })
  const codingStart = table.codingStart[t] ?? -1
  return {
    id: table.transcriptIds[t] ?? '',
    start: exons[0]?.start ?? 0,
    end: exons.at(-1)?.end ?? 0,
    strand: (table.transcriptStrand[t] ?? 1) < 0 ? '-' : '+',
    biotype: table.biotypes[table.transcriptBiotype[t] ?? 0] ?? '',
    exons,
    coding: codingStart < 0 ? null : { start: codingStart, end: table.codingEnd[t] ?? codingStart },
    canonical: table.canonical[t] === 1,
  }
}

/** Rows of the genes that overlap `start` … `end` (0-based half-open) of the table's own contig, by start. */
export function genesOverlapping(table: GeneTable, contig: string, start: number, end: number): number[] {
  const c = table.contigs.indexOf(contig)
  if (c < 0) return []
  const last = table.contigFirst[c + 1] ?? 0
  // `geneReach` never falls within a contig: the first gene that can reach `start` is found by halving.
  let low = table.contigFirst[c] ?? 0
  let high = last
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((table.geneReach[middle] ?? 0) > start) high = middle
    else low = middle + 1
  }
  const found: number[] = []
  for (let g = low; g < last && (table.geneStart[g] ?? 0) < end; g++)
    if ((table.geneEnd[g] ?? 0) > start) found.push(g)
  return found
}

/** The table's name of the contig a gene lies on. */
export function contigOfGene(table: GeneTable, g: number): string {
  let low = 0
  let high = table.contigs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((table.contigFirst[middle + 1] ?? 0) > g) high = middle
    else low = middle + 1
  }
  return table.contigs[low] ?? ''
}

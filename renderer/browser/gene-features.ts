import type { Gene, Transcript } from '../../shared/genome/gene.ts'

export type TranscriptBlock = {
  readonly start: number
  readonly end: number
  /** `exon`: of a transcript without a coding sequence. */
  readonly kind: 'utr' | 'coding' | 'exon'
}

/** A transcript's exons cut where its coding sequence begins and ends, in genomic order. */
export function transcriptBlocks(transcript: Transcript): readonly TranscriptBlock[] {
  const { coding } = transcript
  if (coding === null)
    return transcript.exons.map(({ start, end }) => ({ start, end, kind: 'exon' as const }))
  return transcript.exons.flatMap((exon) => {
    const from = Math.min(Math.max(exon.start, coding.start), exon.end)
    const to = Math.max(Math.min(exon.end, coding.end), from)
    const pieces: TranscriptBlock[] = [
      { start: exon.start, end: from, kind: 'utr' },
      { start: from, end: to, kind: 'coding' },
      { start: to, end: exon.end, kind: 'utr' },
    ]
    return pieces.filter((piece) => piece.end > piece.start)
  })
}

/** Which exon a 0-based position is in, numbered from 1 in the direction of transcription. */
export function exonAt(transcript: Transcript, position: number): { number: number; of: number } | null {
  const index = transcript.exons.findIndex((exon) => position >= exon.start && position < exon.end)
  if (index < 0) return null
  const of = transcript.exons.length
  return { number: transcript.strand === '-' ? of - index : index + 1, of }
}

export type PlacedTranscript = {
  readonly gene: Gene
  /** Null: the data gives no exons of this gene, only where it begins and ends. */
  readonly transcript: Transcript | null
  /** Extent, 0-based half-open. */
  readonly start: number
  readonly end: number
  readonly label: string
  /** 0 is the top row. */
  readonly row: number
}

export type Placement = {
  readonly placed: readonly PlacedTranscript[]
  readonly rows: number
  /** Transcripts in sight that found no row or were left out for being too many of one gene: said on the track. */
  readonly hidden: number
}

export type PlacementOptions = {
  readonly bpPerPixel: number
  /** What is in sight, 0-based half-open: more is loaded, and has the rows that are left. */
  readonly sight: { readonly start: number; readonly end: number }
  readonly maxRows: number
  /** Of one gene, the canonical one counted. */
  readonly maxPerGene: number
  /** Width of a label, px. */
  readonly labelWidth: (label: string) => number
}

/** Clear pixels between two things in a row. */
const GAP = 8

/** Canonical first; without one, the coding and then the longest. */
function byImportance(a: Transcript, b: Transcript): number {
  if (a.canonical !== b.canonical) return a.canonical ? -1 : 1
  if ((a.coding === null) !== (b.coding === null)) return a.coding === null ? 1 : -1
  return b.end - b.start - (a.end - a.start)
}

type Candidate = Omit<PlacedTranscript, 'row'>

/** A gene's transcripts, most important first; the gene itself where the data gives none. */
function candidates(gene: Gene): Candidate[] {
  const { symbol, start, end } = gene
  if (gene.transcripts.length === 0) return [{ gene, transcript: null, label: symbol, start, end }]
  return [...gene.transcripts].sort(byImportance).map((transcript, rank) => ({
    gene,
    transcript,
    label: rank === 0 ? symbol : transcript.id,
    start: transcript.start,
    end: transcript.end,
  }))
}

/**
 * Puts transcripts into rows so that neither they nor their labels touch. The canonical transcript of every gene is
 * placed before any second transcript, so that what is left out is never a whole gene while there is room for it;
 * and what is in sight before what is not.
 */
export function placeTranscripts(genes: readonly Gene[], options: PlacementOptions): Placement {
  const { sight } = options
  const inSight = ({ start, end }: Candidate): boolean => start < sight.end && end > sight.start
  const seen: Candidate[][] = []
  const unseen: Candidate[][] = []
  let hidden = 0
  for (const gene of genes) {
    // Ranked among those in sight: the canonical transcript may lie beside it.
    const all = candidates(gene)
    for (const [ranks, list] of [
      [seen, all.filter(inSight)],
      [unseen, all.filter((item) => !inSight(item))],
    ] as const) {
      if (ranks === seen) hidden += Math.max(0, list.length - options.maxPerGene)
      list.slice(0, options.maxPerGene).forEach((item, rank) => (ranks[rank] ??= []).push(item))
    }
  }

  const taken: { from: number; to: number }[][] = []
  const placed: PlacedTranscript[] = []
  for (const rank of [...seen, ...unseen]) {
    for (const item of [...rank].sort((a, b) => a.start - b.start)) {
      const from = item.start / options.bpPerPixel
      const to = Math.max(item.end / options.bpPerPixel, from + options.labelWidth(item.label)) + GAP
      let row = 0
      while (row < options.maxRows && taken[row]?.some((other) => from < other.to && other.from < to)) row++
      if (row >= options.maxRows) {
        if (inSight(item)) hidden++
        continue
      }
      const list = (taken[row] ??= [])
      list.push({ from, to })
      placed.push({ ...item, row })
    }
  }
  return { placed, rows: taken.length, hidden }
}

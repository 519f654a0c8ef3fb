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
  readonly transcript: Transcript
  readonly label: string
  /** 0 is the top row. */
  readonly row: number
}

export type Placement = {
  readonly placed: readonly PlacedTranscript[]
  readonly rows: number
  /** Transcripts that found no row or were left out for being too many of one gene: said on the track. */
  readonly hidden: number
}

export type PlacementOptions = {
  readonly bpPerPixel: number
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

/**
 * Puts transcripts into rows so that neither they nor their labels touch. The canonical transcript of every gene is
 * placed before any second transcript, so that what is left out is never a whole gene while there is room for it.
 */
export function placeTranscripts(genes: readonly Gene[], options: PlacementOptions): Placement {
  const ranks: { gene: Gene; transcript: Transcript; label: string }[][] = []
  let hidden = 0
  for (const gene of genes) {
    const ordered = [...gene.transcripts].sort(byImportance)
    hidden += Math.max(0, ordered.length - options.maxPerGene)
    ordered.slice(0, options.maxPerGene).forEach((transcript, rank) => {
      const label = rank === 0 ? gene.symbol : transcript.id
      const list = (ranks[rank] ??= [])
      list.push({ gene, transcript, label })
    })
  }

  const taken: { from: number; to: number }[][] = []
  const placed: PlacedTranscript[] = []
  for (const rank of ranks) {
    for (const item of [...rank].sort((a, b) => a.transcript.start - b.transcript.start)) {
      const from = item.transcript.start / options.bpPerPixel
      const to =
        Math.max(item.transcript.end / options.bpPerPixel, from + options.labelWidth(item.label)) + GAP
      let row = 0
      while (row < options.maxRows && taken[row]?.some((other) => from < other.to && other.from < to)) row++
      if (row >= options.maxRows) {
        hidden++
        continue
      }
      const list = (taken[row] ??= [])
      list.push({ from, to })
      placed.push({ ...item, row })
    }
  }
  return { placed, rows: taken.length, hidden }
}

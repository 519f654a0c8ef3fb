import { type GeneTable, PLACEMENTS, type Placement, nameKey } from './gene-table.ts'

export type Strand = '+' | '-' | '.'

/** 0-based half-open, in bp; `exons` in any order. */
export type TranscriptDraft = {
  readonly id: string
  readonly strand: Strand
  readonly biotype: string
  readonly canonical: boolean
  readonly coding: readonly [number, number] | null
  readonly exons: readonly (readonly [number, number])[]
}

export type GeneDraft = {
  readonly symbol: string
  readonly id: string
  readonly contig: string
  readonly start: number
  readonly end: number
  readonly strand: Strand
  readonly placement: Placement
  readonly synonyms: readonly string[]
  readonly transcripts: readonly TranscriptDraft[]
}

const SIGN = { '+': 1, '-': -1, '.': 0 } as const

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Packs genes into columns. `contigs` gives the order of contigs; contigs of no gene are kept. */
export function buildGeneTable(genes: readonly GeneDraft[], contigs: readonly string[]): GeneTable {
  const rank = new Map(contigs.map((name, i) => [name, i]))
  const rankOf = (gene: GeneDraft): number => rank.get(gene.contig) ?? contigs.length
  const ordered = genes
    .filter((g) => rank.has(g.contig))
    .toSorted(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        a.start - b.start ||
        a.end - b.end ||
        compare(a.symbol, b.symbol) ||
        compare(a.id, b.id),
    )
  const transcripts = ordered.flatMap((g) => g.transcripts)
  const exonCount = transcripts.reduce((sum, t) => sum + t.exons.length, 0)
  const biotypes = [...new Set(transcripts.map((t) => t.biotype))].toSorted(compare)
  if (biotypes.length > 255) biotypes.splice(254, Infinity, 'other')
  const biotypeIndex = new Map(biotypes.map((name, i) => [name, i]))

  const contigFirst = new Uint32Array(contigs.length + 1)
  for (const gene of ordered) contigFirst[rankOf(gene) + 1] = (contigFirst[rankOf(gene) + 1] ?? 0) + 1
  for (let c = 0; c < contigs.length; c++)
    contigFirst[c + 1] = (contigFirst[c + 1] ?? 0) + (contigFirst[c] ?? 0)

  const geneReach = new Int32Array(ordered.length)
  let reach = 0
  let contig = -1
  const transcriptFirst = new Uint32Array(ordered.length + 1)
  ordered.forEach((gene, g) => {
    reach = rankOf(gene) === contig ? Math.max(reach, gene.end) : gene.end
    contig = rankOf(gene)
    geneReach[g] = reach
    transcriptFirst[g + 1] = (transcriptFirst[g] ?? 0) + gene.transcripts.length
  })

  const exonFirst = new Uint32Array(transcripts.length + 1)
  const exonStart = new Int32Array(exonCount)
  const exonEnd = new Int32Array(exonCount)
  let exon = 0
  transcripts.forEach((transcript, t) => {
    for (const [start, end] of transcript.exons.toSorted((a, b) => a[0] - b[0])) {
      exonStart[exon] = start
      exonEnd[exon] = end
      exon++
    }
    exonFirst[t + 1] = exon
  })

  return {
    contigs,
    contigFirst,
    symbols: ordered.map((g) => g.symbol),
    geneIds: ordered.map((g) => g.id),
    geneStart: Int32Array.from(ordered, (g) => g.start),
    geneEnd: Int32Array.from(ordered, (g) => g.end),
    geneReach,
    geneStrand: Int8Array.from(ordered, (g) => SIGN[g.strand]),
    genePlacement: Uint8Array.from(ordered, (g) => PLACEMENTS.indexOf(g.placement)),
    transcriptFirst,
    transcriptIds: transcripts.map((t) => t.id),
    transcriptStrand: Int8Array.from(transcripts, (t) => SIGN[t.strand]),
    biotypes,
    transcriptBiotype: Uint8Array.from(
      transcripts,
      (t) => biotypeIndex.get(t.biotype) ?? biotypes.length - 1,
    ),
    codingStart: Int32Array.from(transcripts, (t) => t.coding?.[0] ?? -1),
    codingEnd: Int32Array.from(transcripts, (t) => t.coding?.[1] ?? -1),
    canonical: Uint8Array.from(transcripts, (t) => Number(t.canonical)),
    exonFirst,
    exonStart,
    exonEnd,
    ...searchColumns(ordered),
  }
}

function searchColumns(genes: readonly GeneDraft[]): Pick<GeneTable, 'names' | 'nameGene' | 'nameIsSynonym'> {
  const entries = genes.flatMap((gene, g) => {
    const key = nameKey(gene.symbol)
    const synonyms = [...new Set(gene.synonyms)].filter((s) => nameKey(s) !== key)
    const ids = gene.id === '' || nameKey(gene.id) === key ? [] : [gene.id]
    return [
      { name: gene.symbol, key, g, synonym: 0 },
      ...[...synonyms, ...ids].map((name) => ({ name, key: nameKey(name), g, synonym: 1 })),
    ]
  })
  entries.sort((a, b) => compare(a.key, b.key) || a.synonym - b.synonym || a.g - b.g)
  return {
    names: entries.map((e) => e.name),
    nameGene: Uint32Array.from(entries, (e) => e.g),
    nameIsSynonym: Uint8Array.from(entries, (e) => e.synonym),
  }
}

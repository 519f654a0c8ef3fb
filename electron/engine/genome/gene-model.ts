import type { GffFeature } from '../files/text/gff.ts'
import type { GeneDraft, Strand, TranscriptDraft } from './gene-table-builder.ts'

/** Collects the features of a GTF or GFF3 and makes genes of them. */
export type GeneModel = {
  add(feature: GffFeature): void
  /** Number of features kept: what memory grows with. */
  readonly size: number
  /** Genes in file order, and the contigs in the order they first appear. */
  finish(): { genes: GeneDraft[]; contigs: string[] }
}

/** Tags that mark the transcript to show first, in GENCODE, Ensembl and NCBI files; the best first. */
const CANONICAL_TAGS = [
  'MANE_Select',
  'MANE Select',
  'Ensembl_canonical',
  'RefSeq Select',
  'appris_principal_1',
]

const first = (feature: GffFeature, ...keys: string[]): string | undefined => {
  for (const key of keys) {
    const value = feature.attributes.get(key)?.[0]
    if (value !== undefined && value !== '') return value
  }
  return undefined
}

/** `ENST00000357654` and version `9` apart (Ensembl) or together (GENCODE, NCBI). */
function withVersion(id: string, version: string | undefined): string {
  return version === undefined || /\.\d+$/.test(id) ? id : `${id}.${version}`
}

const rankOf = (feature: GffFeature): number => {
  const tags = feature.attributes.get('tag') ?? []
  const ranks = tags.map((tag) => CANONICAL_TAGS.indexOf(tag)).filter((rank) => rank >= 0)
  return ranks.length === 0 ? Infinity : Math.min(...ranks)
}

type TranscriptNode = {
  id: string
  biotype: string
  strand: Strand
  /** Lower is shown first; Infinity: no tag says so. */
  rank: number
  exons: [number, number][]
  coding: [number, number][]
}

type GeneNode = {
  symbol: string
  id: string
  contig: string
  start: number
  end: number
  strand: Strand
  synonyms: string[]
  transcripts: Map<string, TranscriptNode>
  /** False for a feature that is a gene only if something points to it. */
  named: boolean
}

const isCoding = (type: string): boolean => type === 'CDS' || type === 'stop_codon'

function newTranscript(id: string, { strand }: GffFeature): TranscriptNode {
  return { id, biotype: '', strand, rank: Infinity, exons: [], coding: [] }
}

function describeTranscript(node: TranscriptNode, feature: GffFeature): void {
  node.biotype =
    first(feature, 'transcript_type', 'transcript_biotype', 'biotype', 'gene_type', 'gene_biotype') ??
    feature.type
  node.rank = rankOf(feature)
  node.strand = feature.strand
}

function newGene(id: string, symbol: string, feature: GffFeature, named = true): GeneNode {
  const { contig, start, end, strand } = feature
  const synonyms = feature.attributes.get('gene_synonym') ?? []
  return { symbol, id, contig, start, end, strand, synonyms: [...synonyms], transcripts: new Map(), named }
}

function widen(gene: GeneNode, { start, end }: GffFeature): void {
  gene.start = Math.min(gene.start, start)
  gene.end = Math.max(gene.end, end)
}

function draftOf(node: TranscriptNode, best: number): TranscriptDraft | null {
  // A transcript of which only the coding sequence is given is drawn as far as that goes.
  const exons = node.exons.length > 0 ? node.exons : node.coding
  if (exons.length === 0) return null
  const starts = node.coding.map(([start]) => start)
  const ends = node.coding.map(([, end]) => end)
  const low = starts.reduce((a, b) => Math.min(a, b), Infinity)
  const high = ends.reduce((a, b) => Math.max(a, b), -Infinity)
  return {
    id: node.id,
    strand: node.strand,
    biotype: node.biotype,
    canonical: node.rank === best && best < Infinity,
    coding: low < high ? [low, high] : null,
    exons,
  }
}

function geneDraft(gene: GeneNode): GeneDraft {
  const best = [...gene.transcripts.values()].reduce((rank, t) => Math.min(rank, t.rank), Infinity)
  return {
    ...gene,
    placement: null,
    transcripts: [...gene.transcripts.values()].flatMap((t) => draftOf(t, best) ?? []),
  }
}

/**
 * GTF: every line names its gene and transcript, whatever the order of lines. A gene id that occurs on two contigs
 * (pseudoautosomal genes in older GENCODE) makes two genes. The stop codon counts as coding: GTF leaves it out of
 * the CDS.
 *
 * @see https://www.gencodegenes.org/pages/data_format.html, https://mblab.wustl.edu/GTF22.html
 */
export function gtfModel(): GeneModel {
  const genes = new Map<string, GeneNode>()
  const contigs = new Set<string>()
  let size = 0
  const geneOf = (feature: GffFeature): GeneNode | undefined => {
    const id = first(feature, 'gene_id')
    if (id === undefined) return undefined
    const key = `${feature.contig}\t${id}`
    const symbol = first(feature, 'gene_name', 'gene', 'gene_symbol') ?? id
    const gene = genes.get(key) ?? newGene(withVersion(id, first(feature, 'gene_version')), symbol, feature)
    if (!genes.has(key)) genes.set(key, gene)
    widen(gene, feature)
    return gene
  }
  return {
    get size() {
      return size
    },
    add(feature) {
      const { type, start, end } = feature
      if (type !== 'gene' && type !== 'transcript' && type !== 'exon' && !isCoding(type)) return
      const gene = geneOf(feature)
      if (!gene) return
      contigs.add(feature.contig)
      size++
      const id = first(feature, 'transcript_id')
      if (type === 'gene' || id === undefined) return
      let node = gene.transcripts.get(id)
      if (!node) {
        node = newTranscript(withVersion(id, first(feature, 'transcript_version')), feature)
        describeTranscript(node, feature)
        gene.transcripts.set(id, node)
      }
      if (type === 'transcript') describeTranscript(node, feature)
      else (type === 'exon' ? node.exons : node.coding).push([start, end])
    },
    finish: () => ({ genes: [...genes.values()].map(geneDraft), contigs: [...contigs] }),
  }
}

/** Features of GFF3 that are neither genes nor transcripts though they have an ID. */
const NOT_A_NODE =
  /^(region|chromosome|scaffold|contig|supercontig|match|cDNA_match|biological_region|.*_UTR|.*_codon|intron)$/
const IS_GENE = /gene$/

/**
 * GFF3: features point to their parents by ID. A gene is a `…gene` feature or whatever transcripts point to; a
 * transcript is what exons or CDS point to. A CDS that points straight at a gene (NCBI's mitochondrial genes) makes
 * a transcript of its own.
 *
 * @see https://github.com/The-Sequence-Ontology/Specifications/blob/master/gff3.md
 */
export function gff3Model(): GeneModel {
  const genes = new Map<string, GeneNode>()
  /** Transcript features by ID, with the gene they belong to, whatever the order of lines. */
  const transcripts = new Map<string, { node: TranscriptNode; parent: string | undefined }>()
  const parts: { parent: string; feature: GffFeature }[] = []
  const contigs = new Set<string>()
  let size = 0

  const addGene = (key: string, feature: GffFeature): void => {
    const id = first(feature, 'gene_id') ?? key.replace(/^gene[:-]/, '')
    const symbol = first(feature, 'gene_name', 'gene', 'Name') ?? id
    const known = genes.get(key)
    // One ID on two contigs (NCBI's X and Y) or in several lines is one gene only where it is the same place.
    const at = known && known.contig !== feature.contig ? `${key}@${feature.contig}` : key
    if (known && at === key) widen(known, feature)
    else
      genes.set(
        at,
        newGene(withVersion(id, first(feature, 'version')), symbol, feature, IS_GENE.test(feature.type)),
      )
  }

  return {
    get size() {
      return size
    },
    add(feature) {
      const { type } = feature
      const parents = feature.attributes.get('Parent') ?? []
      if (type === 'exon' || type === 'CDS') {
        for (const parent of parents) parts.push({ parent, feature })
        size += parents.length
        contigs.add(feature.contig)
        return
      }
      const id = first(feature, 'ID')
      if (id === undefined || NOT_A_NODE.test(type)) return
      size++
      contigs.add(feature.contig)
      if (IS_GENE.test(type) || parents.length === 0) {
        addGene(id, feature)
        return
      }
      const name =
        first(feature, 'transcript_id', 'orig_transcript_id') ?? id.replace(/^(transcript:|rna-)/, '')
      const node = newTranscript(withVersion(name, first(feature, 'version')), feature)
      describeTranscript(node, feature)
      transcripts.set(id, { node, parent: parents[0] })
    },
    finish() {
      for (const [id, { node, parent }] of transcripts) {
        const gene = parent === undefined ? undefined : genes.get(parent)
        gene?.transcripts.set(id, node)
      }
      for (const { parent, feature } of parts) {
        const gene = genes.get(parent)
        let node = transcripts.get(parent)?.node ?? gene?.transcripts.get(parent)
        if (!node && gene) {
          node = newTranscript(gene.symbol, feature)
          describeTranscript(node, feature)
          gene.transcripts.set(parent, node)
        }
        if (node) (feature.type === 'exon' ? node.exons : node.coding).push([feature.start, feature.end])
      }
      const real = [...genes.values()].filter((gene) => gene.named || gene.transcripts.size > 0)
      return { genes: real.map(geneDraft), contigs: [...contigs] }
    },
  }
}

/**
 * Genes, transcripts and exons as columns: what the bundled annotation is stored as, what a GTF/GFF3 is parsed
 * into, and what crosses from a worker without copying. Coordinates are 0-based half-open, in bp.
 *
 * Genes are ordered by contig, then start, then end; the transcripts of gene g are `transcriptFirst[g]` up to
 * `transcriptFirst[g + 1]`, the exons of transcript t `exonFirst[t]` up to `exonFirst[t + 1]`, in genomic order.
 */
export type GeneTable = {
  readonly contigs: readonly string[]
  /** Genes of contig c are `contigFirst[c]` up to `contigFirst[c + 1]`. */
  readonly contigFirst: Uint32Array
  readonly symbols: readonly string[]
  /** Gene ids; empty when the source has none. */
  readonly geneIds: readonly string[]
  readonly geneStart: Int32Array
  readonly geneEnd: Int32Array
  /** Largest `geneEnd` among the genes of the contig up to and including this one: bounds a search. */
  readonly geneReach: Int32Array
  /** 1 plus, -1 minus, 0 not known. */
  readonly geneStrand: Int8Array
  /** Index into `PLACEMENTS`. */
  readonly genePlacement: Uint8Array
  readonly transcriptFirst: Uint32Array
  readonly transcriptIds: readonly string[]
  readonly transcriptStrand: Int8Array
  readonly biotypes: readonly string[]
  /** Index into `biotypes`. */
  readonly transcriptBiotype: Uint8Array
  /** Extent of the coding sequence on the genome; start -1 for non-coding transcripts. */
  readonly codingStart: Int32Array
  readonly codingEnd: Int32Array
  readonly canonical: Uint8Array
  readonly exonFirst: Uint32Array
  readonly exonStart: Int32Array
  readonly exonEnd: Int32Array
  /** Symbols, ids and synonyms in the order of `nameKey`, for search. */
  readonly names: readonly string[]
  /** The gene each name leads to. */
  readonly nameGene: Uint32Array
  /** 1 where the name is a synonym. */
  readonly nameIsSynonym: Uint8Array
}

/** `null`: the source gives every transcript's place itself, or the gene has none. */
export const PLACEMENTS = [null, 'gene-ends', 'clinvar', 'unknown'] as const
export type Placement = (typeof PLACEMENTS)[number]

/** Names are searched without regard to case. */
export function nameKey(name: string): string {
  return name.toUpperCase()
}

import type { GeneDraft } from '../../electron/engine/genome/gene-table-builder.ts'
import { assignTranscripts } from './assign-transcripts.ts'
import { decodeLandmarks } from './clinvar-evidence.ts'
import { decodeGenes, decodeSynonyms } from './decode-genes.ts'
import { decodeStructures } from './decode-structures.ts'
import { placeTranscripts } from './place-transcripts.ts'

/** The package's tables, unpacked. */
export type GeneSources = {
  readonly genes: string
  readonly structures: string
  readonly synonyms: string
  readonly variants: string
  readonly variantsIndex: string
}

/** Genes of GRCh38 with the transcripts whose place is known. */
export function geneDrafts(sources: GeneSources): GeneDraft[] {
  const genes = decodeGenes(sources.genes)
  const synonyms = decodeSynonyms(sources.synonyms)
  const transcriptsOf = assignTranscripts(genes, decodeStructures(sources.structures))
  const placed = placeTranscripts(
    genes,
    transcriptsOf,
    decodeLandmarks(sources.variants, sources.variantsIndex),
  )
  const placeOf = new Map(placed.map((p) => [p.gene, p]))
  return genes.map((gene): GeneDraft => {
    const place = placeOf.get(gene)
    const base = place?.base ?? null
    return {
      ...gene,
      strand: place?.transcripts[0]?.strand ?? '.',
      placement: place?.placement ?? null,
      synonyms: synonyms.get(gene.symbol) ?? [],
      transcripts:
        place === undefined || base === null
          ? []
          : place.transcripts.map((t) => ({
              id: t.name,
              strand: t.strand,
              biotype: t.biotype,
              canonical: t.canonical,
              coding: t.coding === null ? null : [t.coding[0] + base, t.coding[1] + base],
              exons: t.exons.map(([start, end]) => [start + base, end + base] as const),
            })),
    }
  })
}

import { Fault } from '../../../shared/errors/fault.ts'
import type { Build } from '../../../shared/genome/build.ts'
import type { Locus } from '../../../shared/genome/gene.ts'
import { locusOf, readCoordinates } from '../../../shared/genome/locus.ts'
import { type Contig, formatRegion } from '../../../shared/genome/region.ts'
import { contigOfGene } from './gene-query.ts'
import type { GeneSource } from './gene-source.ts'
import { type GeneMatch, completeGene, genesNamed, preferredGene } from './locus-search.ts'

/** What a text is looked up in. `genes` is null when the case has no gene source. */
export type LocusContext = {
  readonly contigs: readonly Contig[]
  readonly build: Build
  readonly genes: GeneSource | null
}

/** Loci named in a hint. */
const NAMED = 3

/** The gene in the case's contig names, or null when the case has no such contig. */
function geneLocus({ table, alias }: GeneSource, { gene, via }: GeneMatch): Locus | null {
  const contig = alias.toCase(contigOfGene(table, gene))
  if (contig === undefined) return null
  return {
    contig,
    start: table.geneStart[gene] ?? 0,
    end: table.geneEnd[gene] ?? 0,
    kind: 'gene',
    label: table.symbols[gene] ?? '',
    ...(via === null ? {} : { via }),
  }
}

function notFound(query: string, hint?: string): Fault {
  return new Fault({ kind: 'locus/not-found', query, ...(hint === undefined ? {} : { hint }) })
}

function resolveGene(query: string, { genes, build }: LocusContext): Locus {
  if (genes === null)
    throw notFound(
      query,
      build === 'unknown'
        ? 'The genome build of this case is not recognised, so gene names cannot be looked up. Add a GTF or GFF3 file, or type a region.'
        : `Gene names are built in for GRCh38 only and this case is ${build}. Add a GTF or GFF3 file of ${build}, or type a region.`,
    )
  const matches = genesNamed(genes.table, query)
  if (matches.length === 0) throw notFound(query)
  const preferred = preferredGene(genes.table, matches)
  if (preferred) {
    const locus = geneLocus(genes, preferred)
    if (locus) return locus
    throw notFound(
      query,
      `${query} lies on ${contigOfGene(genes.table, preferred.gene)}, which the files of this case do not have.`,
    )
  }
  const places = matches.flatMap((m) => geneLocus(genes, m) ?? [])
  const [only] = places
  if (only && places.length === 1) return only
  const named = places.slice(0, NAMED).map((p) => `${p.label} at ${formatRegion(p)}`)
  throw notFound(
    query,
    `It names ${matches.length} genes: ${named.join(', ')}${places.length > NAMED ? ' …' : ''}. Choose one from the list, or type its region.`,
  )
}

/**
 * What a text typed into the locus box means: coordinates or a variant first, then a gene by symbol, synonym or id,
 * whatever its case. In the case's contig names; 0-based half-open.
 *
 * @throws Fault `region/contig-missing`, `region/past-end`, `region/bad-syntax`, `locus/not-found`
 */
export function resolveLocus(query: string, context: LocusContext): Locus {
  if (query.trim() === '') throw notFound(query)
  try {
    const coordinates = readCoordinates(query, context.contigs, context.build)
    if (coordinates) return locusOf(coordinates)
  } catch (thrown) {
    // `HLA-A` and the like hold no coordinates, but a gene's id may look like some.
    const isMissing = thrown instanceof Fault && thrown.error.kind === 'region/contig-missing'
    if (!isMissing || !context.genes || genesNamed(context.genes.table, query).length === 0) throw thrown
  }
  return resolveGene(query, context)
}

/**
 * Proposals for a text being typed: the coordinates it already is, then genes, best first, then contigs it begins.
 * Never throws for what is merely unfinished.
 */
export function completeLocus(query: string, limit: number, context: LocusContext): Locus[] {
  const { contigs, build, genes } = context
  const proposals: Locus[] = []
  try {
    const coordinates = readCoordinates(query, contigs, build)
    if (coordinates) proposals.push(locusOf(coordinates))
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
  }
  const typed = query.trim().toLowerCase()
  const offer = {
    genes: () => geneProposals(query, limit, genes),
    contigs: () => contigProposals(typed, contigs),
  }
  // Few genes and all of UCSC's contigs begin with `chr`.
  const order = typed.startsWith('chr') ? [offer.contigs, offer.genes] : [offer.genes, offer.contigs]
  for (const locus of order.flatMap((list) => list()))
    if (proposals.every((p) => p.label !== locus.label)) proposals.push(locus)
  return proposals.slice(0, limit)
}

function geneProposals(query: string, limit: number, genes: GeneSource | null): Locus[] {
  if (!genes) return []
  const found = completeGene(genes.table, query, limit).flatMap((match) => geneLocus(genes, match) ?? [])
  const namesakes = Map.groupBy(found, (locus) => locus.label)
  return found.map((locus) =>
    (namesakes.get(locus.label)?.length ?? 0) > 1
      ? { ...locus, label: `${locus.label} (${formatRegion(locus)})` }
      : locus,
  )
}

function contigProposals(typed: string, contigs: readonly Contig[]): Locus[] {
  if (typed === '') return []
  const found = contigs.filter((contig) => contig.name.toLowerCase().startsWith(typed))
  return found.map((contig) => locusOf({ kind: 'contig', contig }))
}

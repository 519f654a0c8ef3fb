import { createHash } from 'node:crypto'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Panel } from '../../../shared/panel/panel.ts'
import type { GeneTable } from '../genome/gene-table.ts'
import type { GeneEntry, PanelDraft } from '../panels/panel-draft.ts'
import { resolvePanel } from '../panels/resolve-panel.ts'
import { standingOf, termNamed } from './chosen-terms.ts'
import { type LinkedGenes, genesOfTerms } from './genes-of-terms.ts'
import type { HpoContent } from './read-hpo.ts'

/** Both files of the HPO, and which gene each of their symbols is. */
export type HpoGenes = {
  readonly terms: Extract<HpoContent, { brings: 'terms' }>
  readonly genes: Extract<HpoContent, { brings: 'genes' }>
  readonly linked: LinkedGenes
}

/** The HPO does not rate genes, and says how each is inherited per disease only. */
const entryOf = (written: string): GeneEntry => ({
  written,
  ensembl: [],
  hgnc: null,
  confidence: 'none',
  modeOfInheritance: null,
  line: null,
})

/** Of the same terms and files the panel is the same. */
function digestOf({ terms, genes }: HpoGenes, ids: readonly string[]): string {
  const parts = [terms.file.digest, genes.file.digest, ...ids.toSorted()]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

/**
 * The genes of HPO terms as a gene panel, with the same account of names that are no gene's as any other. Each gene
 * keeps the terms that lead to it, as they are called now; the version is the release of the terms.
 *
 * @param ids as `HP:0001250`, each once; those that are not in the HPO lead to no gene and are kept as such
 * @throws Fault `phenotype/no-genes`; `panel/nothing-recognised`
 */
export function hpoPanel(hpo: HpoGenes, table: GeneTable, ids: readonly string[]): Panel {
  const { ontology, file } = hpo.terms
  // A term and the one that replaced it are one, and lead to a gene once.
  const currentOf = new Map(ids.map((id) => [id, standingOf(ontology, id).current?.id ?? id]))
  const asked = [...new Set(currentOf.values())]
  const found = genesOfTerms(ontology, hpo.genes.annotations, hpo.linked, asked)
  const entries = [...found.genes.flatMap(({ written }) => written), ...found.unlinked].map(entryOf)
  if (entries.length === 0)
    throw new Fault({ kind: 'phenotype/no-genes', file: hpo.genes.file.identity.path, terms: [...ids] })
  const draft: PanelDraft = {
    source: 'HPO',
    name: `HPO: ${ids.length} ${ids.length === 1 ? 'term' : 'terms'}`,
    id: null,
    version: file.version,
    date: file.date,
    entries,
    regions: [],
  }
  const about = { file: hpo.genes.file.identity.path, digest: digestOf(hpo, ids) }
  const panel = resolvePanel(draft, table, about)
  const termsOf = new Map(found.genes.map(({ symbol, terms }) => [symbol, [...terms]]))
  const countOf = (id: string): number | null =>
    found.unknown.includes(id) ? null : found.genes.filter(({ terms }) => terms.includes(id)).length
  return {
    ...panel,
    genes: panel.genes.map((gene) => ({ ...gene, terms: termsOf.get(gene.symbol) ?? [] })),
    terms: ids.map((id) => ({
      ...termNamed(ontology, id),
      genes: countOf(currentOf.get(id) ?? id),
    })),
  }
}

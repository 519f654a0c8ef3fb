import { resolve } from 'node:path'
import { Fault } from '../../shared/errors/fault.ts'
import type { Panel } from '../../shared/panel/panel.ts'
import type { HpoKind } from '../../shared/phenotype/hpo.ts'
import type { GeneTable } from '../engine/genome/gene-table.ts'
import { standingOf, termIds } from '../engine/phenotype/chosen-terms.ts'
import { linkGenes } from '../engine/phenotype/genes-of-terms.ts'
import { hpoPanel } from '../engine/phenotype/hpo-panel.ts'
import type { Ontology } from '../engine/phenotype/ontology.ts'
import { type HpoContent, readHpo } from '../engine/phenotype/read-hpo.ts'
import { UsageError } from './usage.ts'

/** HPO terms of a command line, and the files that know them. */
export type GivenTerms = { readonly ids: readonly string[]; readonly obo: string; readonly genes: string }

/**
 * The terms that were named, null when none were.
 *
 * @throws UsageError when one of the three options is missing; Fault `phenotype/bad-id`
 */
export function givenTerms(values: {
  readonly hpo?: string | undefined
  readonly 'hpo-obo'?: string | undefined
  readonly 'hpo-genes'?: string | undefined
}): GivenTerms | null {
  const { hpo, 'hpo-obo': obo, 'hpo-genes': genes } = values
  if (hpo === undefined && obo === undefined && genes === undefined) return null
  if (hpo === undefined || obo === undefined || genes === undefined)
    throw new UsageError('--hpo, --hpo-obo and --hpo-genes are needed together.')
  const ids = termIds(hpo.split(/[,;\s]+/).filter((id) => id !== ''))
  if (ids.length === 0) throw new UsageError('--hpo needs at least one term, such as HP:0001250.')
  return { ids, obo, genes }
}

async function readAs<K extends HpoKind>(
  path: string,
  wanted: K,
): Promise<Extract<HpoContent, { brings: K }>> {
  const content = await readHpo({ path: resolve(path) })
  if (isOf(content, wanted)) return content
  const [format, detail] =
    wanted === 'terms'
      ? ['hp.obo', 'it has genes, not terms']
      : ['phenotype_to_genes.txt', 'it has terms, not genes']
  throw new Fault({ kind: 'text/other-format', file: resolve(path), format, detail })
}

function isOf<K extends HpoKind>(
  content: HpoContent,
  wanted: K,
): content is Extract<HpoContent, { brings: K }> {
  return content.brings === wanted
}

/** What the user should know of the terms, on standard error: none is passed over in silence. */
function tellOf(ontology: Ontology, ids: readonly string[]): void {
  const tell = (text: string): void => void process.stderr.write(`casement: ${text}\n`)
  for (const id of ids) {
    const { standing, name, current, consider } = standingOf(ontology, id)
    if (standing === 'replaced')
      tell(`${id} stands for ${current?.id} (${current?.name}) now; its genes are used.`)
    if (standing === 'unknown') tell(`${id} is not in this release of the HPO: it adds no gene.`)
    if (standing === 'obsolete') {
      const instead = consider.map((term) => `${term.id} (${term.name})`).join(' or ')
      tell(`${id} (${name}) is obsolete: it adds no gene.${instead === '' ? '' : ` Use ${instead}.`}`)
    }
  }
}

/** The genes of the terms as a panel. Errors as {@link hpoPanel} and {@link readHpo}. */
export async function panelOfTerms({ ids, obo, genes }: GivenTerms, table: GeneTable): Promise<Panel> {
  const [terms, annotated] = await Promise.all([readAs(obo, 'terms'), readAs(genes, 'genes')])
  tellOf(terms.ontology, ids)
  const linked = linkGenes(annotated.annotations, table)
  return hpoPanel({ terms, genes: annotated, linked }, table, ids)
}

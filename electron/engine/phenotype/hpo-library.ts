import { Fault } from '../../../shared/errors/fault.ts'
import type { HpoKind, TermMatch } from '../../../shared/phenotype/hpo.ts'
import type { EngineContext } from '../context.ts'
import { assertUnchanged } from '../files/identity.ts'
import type { BundledGenome } from '../genome/bundled.ts'
import { unobserved } from '../work/job.ts'
import { linkGenes } from './genes-of-terms.ts'
import type { HpoGenes } from './hpo-panel.ts'
import type { HpoContent } from './read-hpo.ts'
import { createTermSearch } from './term-search.ts'

type Terms = HpoGenes['terms'] & {
  readonly search: (text: string, limit: number) => TermMatch[]
}

/** The HPO's files of the open case in hand, read when first asked for. */
export type HpoLibrary = {
  /** Reads a file that is not the case's yet. */
  read(path: string): Promise<HpoContent>
  /** @throws Fault `phenotype/no-file`, `file/changed`, those of reading */
  terms(): Promise<Terms>
  /** Terms and genes. Errors as {@link HpoLibrary.terms} */
  genes(): Promise<HpoGenes>
}

/** What of the engine phenotypes need. */
export type PhenotypeContext = Pick<EngineContext, 'session' | 'pool' | 'roots'> & {
  readonly bundled: Pick<BundledGenome, 'genes'>
}

export function createHpoLibrary({ session, pool, bundled }: Omit<PhenotypeContext, 'roots'>): HpoLibrary {
  /** By what they bring, and of which file. */
  const contents = new Map<HpoKind, { readonly digest: string; readonly content: Promise<HpoContent> }>()
  let searched: Terms | undefined
  let linked: HpoGenes | undefined

  const contentOf = (wanted: HpoKind): Promise<HpoContent> => {
    const file = session.require().phenotype.files.find(({ brings }) => brings === wanted)
    if (!file) throw new Fault({ kind: 'phenotype/no-file', wanted })
    const { digest, identity } = file
    const known = contents.get(wanted)
    if (known?.digest === digest) return known.content
    const content = assertUnchanged(identity).then(() =>
      pool.run('readHpo', { path: identity.path }, unobserved),
    )
    const kept = { digest, content }
    contents.set(wanted, kept)
    content.catch(() => contents.get(wanted) === kept && contents.delete(wanted))
    return content
  }

  const terms = async (): Promise<Terms> => {
    const content = await contentOf('terms')
    if (content.brings !== 'terms') throw new Fault({ kind: 'phenotype/no-file', wanted: 'terms' })
    if (searched?.ontology !== content.ontology)
      searched = { ...content, search: createTermSearch(content.ontology, content.texts) }
    return searched
  }

  const genes = async (): Promise<HpoGenes> => {
    const [ofTerms, content, table] = await Promise.all([terms(), contentOf('genes'), bundled.genes()])
    if (content.brings !== 'genes') throw new Fault({ kind: 'phenotype/no-file', wanted: 'genes' })
    if (linked?.terms !== ofTerms || linked.genes !== content)
      linked = { terms: ofTerms, genes: content, linked: linkGenes(content.annotations, table) }
    return linked
  }

  session.onChange((event) => {
    if (event.kind !== 'case-opened' && event.kind !== 'case-closed') return
    contents.clear()
    searched = undefined
    linked = undefined
  })

  return {
    async read(path) {
      const content = await pool.run('readHpo', { path }, unobserved)
      contents.set(content.brings, { digest: content.file.digest, content: Promise.resolve(content) })
      return content
    },
    terms,
    genes,
  }
}

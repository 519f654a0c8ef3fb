import type { CallOutput, Handlers } from '../../../shared/contract.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { assertReachable } from '../files/access.ts'
import { standingOf, termIds, termNamed } from './chosen-terms.ts'
import { genesOfTerms } from './genes-of-terms.ts'
import { type PhenotypeContext, createHpoLibrary } from './hpo-library.ts'
import { type HpoGenes, hpoPanel } from './hpo-panel.ts'
import { currentRow, rowOfTerm } from './ontology.ts'

type PhenotypeCall =
  | 'phenotype.add'
  | 'phenotype.remove'
  | 'phenotype.search'
  | 'phenotype.choose'
  | 'phenotype.chosen'
  | 'phenotype.usePanel'

/** The HPO's files and the terms of the open case. */
export function phenotypeCalls(context: PhenotypeContext): Handlers<PhenotypeCall> {
  const { session, roots, bundled } = context
  const library = createHpoLibrary(context)
  const chosenIds = (): string[] => session.require().phenotype.chosen.map(({ id }) => id)
  const has = (wanted: 'terms' | 'genes'): boolean =>
    session.require().phenotype.files.some(({ brings }) => brings === wanted)

  return {
    'phenotype.add': async ({ paths }) => {
      const { id } = session.require()
      const added: string[] = []
      const failed: CallOutput<'phenotype.add'>['failed'] = []
      for (const path of paths) {
        try {
          await assertReachable(path, roots)
          const { file } = await library.read(path)
          // Another case may have been opened meanwhile: the file is not of that.
          if (session.state()?.id !== id) break
          session.append({ kind: 'phenotype-file-added', file })
          added.push(file.name)
          // What a search needs is made now, not when the first letter is typed.
          if (file.brings === 'terms') await library.terms()
        } catch (thrown) {
          failed.push({ path, error: errorOf(thrown) })
        }
      }
      return { added, failed }
    },
    'phenotype.remove': async ({ brings }) => {
      session.require()
      session.append({ kind: 'phenotype-file-removed', brings })
      return {}
    },
    'phenotype.search': async ({ text, limit }) => ({ terms: (await library.terms()).search(text, limit) }),
    'phenotype.choose': async ({ terms }) => {
      const { id } = session.require()
      const ids = termIds(terms)
      const known = new Map(session.require().phenotype.chosen.map((term) => [term.id, term]))
      const ontology = has('terms') ? (await library.terms()).ontology : null
      if (session.state()?.id !== id) return {}
      session.append({
        kind: 'phenotype-chosen',
        terms: ids.map((one) =>
          ontology ? termNamed(ontology, one) : (known.get(one) ?? { id: one, name: null }),
        ),
      })
      return {}
    },
    'phenotype.chosen': async () => {
      if (!has('terms')) return { terms: [], genes: null, unmatched: 0 }
      const ids = chosenIds()
      const hpo = has('genes') ? await library.genes() : null
      const { ontology } = hpo?.terms ?? (await library.terms())
      const genesOf = (of: readonly string[]): number | null =>
        hpo && genesOfTerms(ontology, hpo.genes.annotations, hpo.linked, of).genes.length
      return {
        terms: ids.map((one) => ({ ...standingOf(ontology, one), genes: genesOf([one]) })),
        genes: genesOf(ids),
        unmatched: hpo ? unmatchedTerms(hpo) : 0,
      }
    },
    'phenotype.usePanel': async () => {
      const { id } = session.require()
      const ids = chosenIds()
      const [hpo, table] = await Promise.all([library.genes(), bundled.genes()])
      const panel = hpoPanel(hpo, table, ids)
      if (session.state()?.id === id) session.append({ kind: 'panel-added', panel })
      return { digest: panel.digest }
    },
  }
}

/** Terms that have genes and that the ontology does not know, by this number or as a former one. */
function unmatchedTerms({ terms, genes }: HpoGenes): number {
  const { ontology } = terms
  return genes.annotations.terms.filter(
    (number) => rowOfTerm(ontology, number) < 0 && currentRow(ontology, number) < 0,
  ).length
}

import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { EngineContext } from '../context.ts'
import { caseContigs } from './case-contigs.ts'
import { geneAt, genesOverlapping } from './gene-query.ts'
import { geneSourcesOf } from './gene-source.ts'
import { currentReference } from './reference.ts'
import { type LocusContext, completeLocus, resolveLocus } from './resolve-locus.ts'

type GenomeCall = 'genes.inRegion' | 'bands.ofBuild' | 'locus.resolve' | 'locus.complete' | 'reference.state'

/** Genes in one answer: more than any screen can name, a tenth of the genome. */
const MAX_GENES = 5000

/** Bands, genes, loci and the reference of the open case. */
export function genomeCalls(context: EngineContext): Handlers<GenomeCall> {
  const { session, bundled } = context
  const sources = geneSourcesOf(context)
  const locusContext = async (state: CaseState): Promise<LocusContext> => ({
    contigs: caseContigs(state),
    build: state.build,
    genes: await sources.of(state),
  })

  return {
    'genes.inRegion': async ({ contig, start, end }) => {
      const source = await sources.of(session.require())
      if (!source) return { genes: [], source: null }
      const { table, name, alias } = source
      const own = alias.toFile(contig)
      const rows = own === undefined ? [] : genesOverlapping(table, own, start, end).slice(0, MAX_GENES)
      return { genes: rows.map((row) => geneAt(table, row, contig)), source: name }
    },

    'bands.ofBuild': async () => {
      const state = session.require()
      const bands = await bundled.bands(state.build)
      const named = [...new Set(bands.map((b) => b.contig))].map((name) => ({ name, length: 0 }))
      const alias = contigAlias(caseContigs(state), named, state.build)
      return bands.flatMap((band) => {
        const contig = alias.toCase(band.contig)
        return contig === undefined ? [] : [{ ...band, contig }]
      })
    },

    'locus.resolve': async ({ query }) => resolveLocus(query, await locusContext(session.require())),
    'locus.complete': async ({ query, limit }) =>
      completeLocus(query, limit, await locusContext(session.require())),

    'reference.state': async () => (await currentReference(context).get()).state,
  }
}

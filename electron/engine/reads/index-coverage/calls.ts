import type { Handlers } from '../../../../shared/contract.ts'
import { contigAlias } from '../../../../shared/genome/contig-alias.ts'
import { encodeDepthColumn } from '../../../../shared/genome/depth-column.ts'
import type { EngineContext } from '../../context.ts'
import { caseContigs } from '../../genome/case-contigs.ts'
import { indexCoverages } from './known-coverages.ts'

/** Index-only coverage of the case's files, its contigs by the case's names. */
export function indexCoverageCalls(context: EngineContext): Handlers<'coverage.ofIndex'> {
  const { session } = context
  return {
    'coverage.ofIndex': async ({ file: id }) => {
      const file = session.file(id)
      const { relativeDepth: _, contigs, ...summary } = await indexCoverages(context).of(file)
      const state = session.require()
      const alias = contigAlias(caseContigs(state), file.contigs, state.build)
      return {
        ...summary,
        contigs: contigs.map((contig) => ({ ...contig, name: alias.toCase(contig.name) ?? contig.name })),
      }
    },
  }
}

const PATH = /^coverage\/([^/]+)$/

/** The depths of all windows over the bulk way: `coverage/FILE` answers with a column (`depth-column.ts`). */
export function indexCoverageBulk(context: EngineContext) {
  /** @returns null when the path is not one of coverage's */
  return async (_request: Request, path: string): Promise<Response | null> => {
    const id = PATH.exec(path)?.[1]
    if (id === undefined) return null
    const bytes = encodeDepthColumn(await indexCoverages(context).of(context.session.file(id)))
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) }
    return new Response(bytes, { headers })
  }
}

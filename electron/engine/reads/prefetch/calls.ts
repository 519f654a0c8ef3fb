import type { CaseFile } from '../../../../shared/case/case-file.ts'
import type { Handlers } from '../../../../shared/contract.ts'
import { type ContigAlias, contigAlias } from '../../../../shared/genome/contig-alias.ts'
import type { Region } from '../../../../shared/genome/region.ts'
import type { EngineContext } from '../../context.ts'
import { caseContigs } from '../../genome/case-contigs.ts'
import type { Prefetcher } from './prefetcher.ts'
import { installedReference } from '../installed-reference.ts'
import type { KeptFile } from '../open-readers.ts'
import type { WarmInput } from './warm-job.ts'

/** Most of a locus that is warmed, bp: more is not looked at letter by letter. */
const WIDEST = 20_000

const readable = (file: CaseFile): boolean =>
  (file.kind === 'bam' || file.kind === 'cram') &&
  (file.index.state === 'ready' || file.index.state === 'not-needed')

type PrefetchContext = Pick<EngineContext, 'cacheFolder'> & {
  readonly session: Pick<EngineContext['session'], 'onChange' | 'require' | 'file'>
}

/** Warms the reads of loci that are likely next, in all files of one locus before the next. */
export function prefetchCalls(
  { session, cacheFolder }: PrefetchContext,
  prefetcher: Prefetcher<WarmInput>,
): Handlers<'prefetch.hint'> {
  session.onChange((event) => {
    if (event.kind === 'case-opened' || event.kind === 'case-closed') prefetcher.hint([])
  })
  return {
    'prefetch.hint': async ({ loci, files }) => {
      const state = session.require()
      const sources = files
        .map((id) => session.file(id))
        .filter(readable)
        .map((file): { kept: KeptFile; alias: ContigAlias } => ({
          kept: {
            identity: file.identity,
            kind: file.kind === 'cram' ? 'cram' : 'bam',
            reference: installedReference(file, state),
            cacheFolder,
          },
          alias: contigAlias(caseContigs(state), file.contigs, state.build),
        }))
      const wanted = loci.flatMap(({ contig, start, end }) =>
        sources.flatMap(({ kept, alias }): WarmInput[] => {
          const own = alias.toFile(contig)
          if (own === undefined) return []
          const region: Region = { contig: own, start, end: Math.min(end, start + WIDEST) }
          return [{ ...kept, region }]
        }),
      )
      prefetcher.hint(wanted)
      return {}
    },
  }
}

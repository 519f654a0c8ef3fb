import { hasVariants } from '../../../shared/case/case-file.ts'
import type { Handlers } from '../../../shared/contract.ts'
import type { EngineContext } from '../context.ts'
import type { Stores } from './stores.ts'

type ShortlistCall = 'shortlist.absent' | 'shortlist.remove'

/** What other programs singled out, held against the variants of the open case. */
export function shortlistCalls(
  { session }: Pick<EngineContext, 'session'>,
  stores: Stores,
): Handlers<ShortlistCall> {
  return {
    'shortlist.absent': async () => {
      const { files, shortlists } = session.require()
      const imported = files.filter((file) => hasVariants(file) && file.store?.state === 'ready')
      if (imported.length === 0) return { lists: null }
      const found = await Promise.all(
        imported.map(async (file) => (await stores.of(file))?.scope.shortlisted?.entries()),
      )
      const lists = shortlists.map(({ digest, entries }) => ({
        digest,
        absent: entries.flatMap((entry, at) => (found.some((known) => known?.has(entry)) ? [] : [at])),
      }))
      return { lists }
    },
    'shortlist.remove': async ({ digest }) => {
      if (session.require().shortlists.some((each) => each.digest === digest))
        session.append({ kind: 'shortlist-removed', digest })
      return {}
    },
  }
}

import type { CaseFile } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { EngineContext } from '../../context.ts'
import { assertUnchanged } from '../../files/identity.ts'
import { unobserved } from '../../work/job.ts'
import type { IndexCoverage } from './index-coverage.ts'

/** The index-only coverages of the open case's files, each reckoned when it is first asked for. */
export type IndexCoverages = {
  /** @throws Fault `call/invalid` for what holds no reads, `file/changed`, and as the job */
  of(file: CaseFile): Promise<IndexCoverage>
}

const made = new WeakMap<EngineContext, IndexCoverages>()

/** The one that belongs to this engine: calls and bulk requests share it. */
export function indexCoverages(context: EngineContext): IndexCoverages {
  const coverages = made.get(context) ?? create(context)
  made.set(context, coverages)
  return coverages
}

function create({ session, pool, cacheFolder }: EngineContext): IndexCoverages {
  const known = new Map<string, Promise<IndexCoverage>>()
  session.onChange((event) => {
    if (event.kind === 'case-opened' || event.kind === 'case-closed') known.clear()
    if (event.kind === 'index-changed') known.delete(event.file)
  })
  return {
    async of({ id, kind, identity }) {
      if (kind !== 'bam' && kind !== 'cram')
        throw new Fault({ kind: 'call/invalid', call: 'coverage.ofIndex', detail: `${id} is a ${kind}` })
      const before = known.get(id)
      if (before) {
        // Who asks again is told that another file lies there now, as who asks first is.
        await assertUnchanged(identity)
        return before
      }
      // Shared by all who ask, so none of them cancels it: it takes a fraction of a second.
      const coverage = pool.run('indexCoverage', { identity, kind, cacheFolder }, unobserved)
      known.set(id, coverage)
      // What failed may work later: the index is built, the file is there again.
      coverage.catch(() => {
        if (known.get(id) === coverage) known.delete(id)
      })
      return coverage
    },
  }
}

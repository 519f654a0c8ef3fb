import type { Handlers } from '../../../../shared/contract.ts'
import type { EngineContext } from '../../context.ts'
import { unobserved } from '../../work/job.ts'
import { readsOf } from '../reads-input.ts'

/** Single reads, for whoever asks what one of them is. */
export function readDetailCalls(context: EngineContext): Handlers<'reads.detail'> {
  return {
    'reads.detail': async ({ file, block, within, contig }) =>
      context.pool.run('readDetail', { ...readsOf(context, file).input, block, within, contig }, unobserved),
  }
}

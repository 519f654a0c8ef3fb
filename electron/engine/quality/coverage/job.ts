import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import type { CoverageRules } from '../../../../shared/quality/panel-coverage.ts'
import { assertUnchanged } from '../../files/identity.ts'
import { type KeptFile, keptReaderOf } from '../../reads/open-readers.ts'
import type { JobContext } from '../../work/job.ts'
import { transferred } from '../../work/transferred.ts'
import { type AtomPlaces, countDepths, type NamedFetch } from './count-depths.ts'
import type { AtomDepths } from './depth-runs.ts'

/** A part of what is counted of one file of reads. */
export type CoveragePart = {
  readonly file: KeptFile
  readonly atoms: AtomPlaces
  readonly fetches: readonly NamedFetch[]
  readonly rules: CoverageRules
}

export type CoveragePartDepths = { readonly depths: AtomDepths; readonly notices: readonly CasementError[] }

/** Counts a part. Runs in a worker; its columns are moved. @throws Fault `file/changed`, and as `openBam`, `openCram` */
export async function countCoverageJob(
  { file, atoms, fetches, rules }: CoveragePart,
  context: JobContext,
): Promise<CoveragePartDepths> {
  await assertUnchanged(file.identity)
  const reader = await keptReaderOf(file)
  const done = (count: number): void =>
    context.progress({ phase: 'Counting coverage', done: count, total: fetches.length, unit: 'steps' })
  const depths = await countDepths(reader, atoms, fetches, rules, { signal: context.signal, done })
  for (const column of [depths.atLeast, depths.sum, depths.min, ...Object.values(depths.runs)])
    transferred(column)
  return { depths, notices: reader.notices }
}

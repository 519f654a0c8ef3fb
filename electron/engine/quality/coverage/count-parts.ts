import { setMaxListeners } from 'node:events'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import type { CoverageRules } from '../../../../shared/quality/panel-coverage.ts'
import { throwIfCancelled } from '../../files/io-fault.ts'
import type { KeptFile } from '../../reads/open-readers.ts'
import type { JobContext } from '../../work/job.ts'
import type { WorkerPool } from '../../work/worker-pool.ts'
import type { Atoms } from './atoms.ts'
import type { Fetch } from './fetches.ts'
import type { CoveragePart, CoveragePartDepths } from './job.ts'

/** Where parts are counted. `workers` is how many at a time. */
export type Counting = {
  readonly pool: Pick<WorkerPool, 'run'>
  readonly workers: number
  /** bp of reading in a part, for tests. */
  readonly partSize?: number
}

/** A file of reads and what is counted of it. */
export type FileParts = {
  readonly file: KeptFile
  /** The file's name of a contig of the atoms. */
  readonly nameOf: (contig: number) => string
  readonly parts: readonly (readonly Fetch[])[]
}

/** What was counted of a file, part by part, or the first thing that went wrong with it. */
export type FileDepths = { readonly found: readonly CoveragePartDepths[] } | { readonly error: CasementError }

type PartOf = { readonly of: number; readonly part: number; readonly fetches: readonly Fetch[] }

const TITLE = 'Counting coverage'

/**
 * Counts the parts of files, file by file, a few at a time. The first failure of a file ends the rest of that file.
 * Progress is in fetches of all files.
 *
 * @throws Fault `task/cancelled`
 */
export async function countParts(
  { pool, workers }: Counting,
  files: readonly FileParts[],
  atoms: Atoms,
  rules: CoverageRules,
  context: JobContext,
): Promise<FileDepths[]> {
  throwIfCancelled(context.signal, TITLE)
  const queue = files.flatMap(({ parts }, of) =>
    parts.map((fetches, part): PartOf => ({ of, part, fetches })),
  )
  const total = queue.reduce((sum, { fetches }) => sum + fetches.length, 0)
  const counted = new Uint32Array(queue.length)
  const outcomes = files.map(({ parts }) => ({
    found: Array.from<CoveragePartDepths | undefined>({ length: parts.length }),
    error: undefined as CasementError | undefined,
    stop: new AbortController(),
  }))
  let next = 0

  const lane = async (): Promise<void> => {
    for (let i = next++; i < queue.length; i = next++) {
      const one = queue[i]
      const [file, outcome] = [files[one?.of ?? 0], outcomes[one?.of ?? 0]]
      if (!one || !file || !outcome || outcome.error) continue
      const signal = AbortSignal.any([context.signal, outcome.stop.signal])
      setMaxListeners(0, signal)
      const progress: JobContext['progress'] = ({ phase, done, unit }) => {
        counted[i] = done
        context.progress({ phase, done: counted.reduce((sum, each) => sum + each, 0), total, unit })
      }
      try {
        const part = partOf(file, one.fetches, atoms, rules)
        outcome.found[one.part] = await pool.run('countCoverage', part, { signal, progress })
      } catch (thrown) {
        // What ends because another part of the file failed says nothing of its own.
        outcome.error ??= errorOf(thrown)
        outcome.stop.abort()
        throwIfCancelled(context.signal, TITLE)
      }
      progress({ phase: TITLE, done: one.fetches.length, total, unit: 'steps' })
    }
  }

  await Promise.all(Array.from({ length: workers }, lane))
  return outcomes.map(({ found, error }) =>
    error ? { error } : { found: found.filter((part) => part !== undefined) },
  )
}

/** The part's own atoms, numbered from its first. */
function partOf(
  { file, nameOf }: FileParts,
  fetches: readonly Fetch[],
  { start, end }: Atoms,
  rules: CoverageRules,
): CoveragePart {
  const first = fetches[0]?.from ?? 0
  const last = fetches.at(-1)?.to ?? first
  return {
    file,
    atoms: { start: start.slice(first, last), end: end.slice(first, last) },
    fetches: fetches.map(({ contig, from, to }) => {
      return { contig: nameOf(contig), from: from - first, to: to - first }
    }),
    rules,
  }
}

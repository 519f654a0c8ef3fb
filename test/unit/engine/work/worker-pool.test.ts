import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { createWorkerPool } from '../../../../electron/engine/work/worker-pool.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { writeBam } from '../../../support/case-files.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { writeSlowBam } from '../../../e2e/support/slow-bam.ts'

const worker = new URL('../../../../electron/engine/work/worker.ts', import.meta.url)
const pool = createWorkerPool(worker, 1)
afterAll(() => pool.close())
const folder = temporaryFolder()
const cacheFolder = join(folder, 'cache')

const errorOfRun = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', errorOf)

it('answers with what the job returns, or with its domain error whole', async () => {
  const path = await writeBam(folder, 'kim.bam')
  expect(await pool.run('describeFile', { path }, unobserved)).toMatchObject({
    kind: 'bam',
    samples: ['kim'],
  })
  const file = join(folder, 'none.bam')
  expect(await errorOfRun(pool.run('describeFile', { path: file }, unobserved))).toEqual({
    kind: 'file/not-found',
    file,
  })
})

it('reports progress and cleans up when a running job is cancelled; what waits for it never starts', async () => {
  const path = join(folder, 'slow.bam')
  writeSlowBam(path)
  const running = new AbortController()
  const queued = new AbortController()
  const begun = Promise.withResolvers<void>()
  const phases = new Set<string>()
  const first = errorOfRun(
    pool.run(
      'buildBamIndex',
      { path, cacheFolder },
      {
        signal: running.signal,
        progress({ phase, done, total }) {
          phases.add(phase)
          expect(done).toBeLessThanOrEqual(total ?? Infinity)
          begun.resolve()
        },
      },
    ),
  )
  await begun.promise
  const second = errorOfRun(
    pool.run('buildBamIndex', { path, cacheFolder }, { signal: queued.signal, progress: () => {} }),
  )
  queued.abort()
  expect(await second).toMatchObject({ kind: 'task/cancelled' })
  // A long job does not stand in the way of a short one.
  let ended = false
  void first.then(() => (ended = true))
  await pool.run('describeFile', { path }, unobserved)
  expect(ended).toBe(false)
  running.abort()
  expect(await first).toMatchObject({ kind: 'task/cancelled' })
  expect(phases).toContain('indexing')
  expect(existsSync(`${path}.bai`)).toBe(false)
  // The thread lives on.
  expect(
    await errorOfRun(pool.run('buildBamIndex', { path: 'none', cacheFolder }, unobserved)),
  ).toMatchObject({
    kind: 'file/not-found',
  })
})

it('with a signal that is aborted already does not start', async () => {
  const signal = AbortSignal.abort()
  const run = pool.run('describeFile', { path: 'x' }, { signal, progress: () => {} })
  expect(await errorOfRun(run)).toMatchObject({ kind: 'task/cancelled' })
})

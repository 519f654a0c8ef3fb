import { expect, test } from 'vitest'
import type { JobProgress } from '../../../../electron/engine/work/job.ts'
import { progressNowAndThen } from '../../../../electron/engine/work/progress.ts'

const at = (phase: string, done: number): JobProgress => ({ phase, done, total: 100, unit: 'bytes' })

test('the first report of each phase, the last one and some between them are passed on', () => {
  const passed: JobProgress[] = []
  let now = 0
  const report = progressNowAndThen(
    (progress) => passed.push(progress),
    () => now,
  )
  for (let done = 0; done < 100; done++, now += 10) report(at('reading', done))
  report(at('reading', 100))
  report(at('writing', 1))
  report(at('writing', 2))
  expect(passed).toEqual([
    ...Array.from({ length: 20 }, (_, i) => at('reading', i * 5)),
    at('reading', 100),
    at('writing', 1),
  ])
})

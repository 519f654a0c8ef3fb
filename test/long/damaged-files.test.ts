import { expect, test } from 'vitest'
import { attempts } from '../support/mutations.ts'

/** Far above what reading these small files needs (~200 MB), far below what a damaged length could ask for. */
const MEMORY = 1e9

test('thousands of damaged files: no defect, no hang, no great allocation', async () => {
  const bad: unknown[] = []
  let count = 0
  let memory = 0
  for await (const attempt of attempts(400, 7)) {
    count += 1
    if (attempt.defect !== null || attempt.ms > 20_000) bad.push(attempt)
    if (count % 500 === 0) memory = Math.max(memory, process.memoryUsage().rss)
  }
  expect(count).toBeGreaterThan(5000)
  expect(bad).toEqual([])
  expect(memory).toBeLessThan(MEMORY)
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Attempt } from '../support/mutations.ts'
import { KINDS, singleFaults } from '../support/single-faults.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder()
/** Faults of each kind of file and index. */
const ROUNDS = 2000
const PATIENCE_MS = 20_000
/** Far above what reading these small files needs, far below what a damaged length could ask for. */
const MEMORY = 1e9

test.each(KINDS)('2,000 single bytes changed and cuts: %s', async (kind) => {
  const bad: Attempt[] = []
  let memory = 0
  let count = 0
  for await (const attempt of singleFaults(kind, ROUNDS, 2026, join(folder, kind))) {
    if (attempt.defect !== null || attempt.ms > PATIENCE_MS) bad.push(attempt)
    if (++count % 200 === 0) memory = Math.max(memory, process.memoryUsage().rss)
  }
  expect(bad).toEqual([])
  expect(memory).toBeLessThan(MEMORY)
})

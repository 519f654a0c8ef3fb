import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KINDS, singleFaults } from '../../support/single-faults.ts'
import type { Attempt } from '../../support/mutations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { runs } from '../../support/thorough.ts'

const folder = temporaryFolder()
const PATIENCE_MS = 20_000

/** A sample; all of them are in test/long. */
test.each(KINDS)('one byte changed or a cut: %s', async (kind) => {
  const bad: Attempt[] = []
  const outcomes = new Set<string>()
  for await (const attempt of singleFaults(kind, runs(40), 3, join(folder, kind))) {
    outcomes.add(attempt.outcome)
    if (attempt.defect !== null || attempt.ms > PATIENCE_MS) bad.push(attempt)
  }
  expect(bad).toEqual([])
  // A damaged index of a FASTA is made anew; all else ends in errors too.
  expect(outcomes.size).toBeGreaterThan(kind === 'FAI' || kind === 'GZI' ? 0 : 1)
})

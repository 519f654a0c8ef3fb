import { expect, test } from 'vitest'
import { type Attempt, attempts } from '../../support/mutations.ts'
import { runs } from '../../support/thorough.ts'

/** Damage that takes longer is as bad as a hang; on a loaded machine reading takes milliseconds. */
const PATIENCE_MS = 20_000

test('whatever is damaged ends in a result or an error of the domain, soon', async () => {
  const outcomes = new Set<string>()
  const bad: Attempt[] = []
  for await (const attempt of attempts(runs(120), 2026)) {
    outcomes.add(attempt.outcome)
    if (attempt.defect !== null || attempt.ms > PATIENCE_MS) bad.push(attempt)
  }
  expect(bad).toEqual([])
  // The damage reaches deep enough to matter.
  for (const kind of [
    'ok',
    'bgzf/bad-block',
    'bam/bad-record',
    'index/damaged',
    'index/truncated',
    'vcf/bad-line',
  ])
    expect(outcomes).toContain(kind)
})

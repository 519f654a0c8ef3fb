import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../electron/engine/variants/store/open-store.ts'
import { attempt, inflated, mutated, seededDraw } from '../support/mutations.ts'
import { seededRandom } from '../support/random.ts'
import { textInSmallBlocks } from '../support/small-blocks.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { tidyVcf } from '../support/tidy-vcf.ts'
import { importHere } from '../support/variant-stores.ts'
import { bgzip } from '../support/vcf-text.ts'

/*
 * Two thousand damaged VCFs: each is imported, as far as it can be, or refused in a sentence. None hangs, none is a
 * defect of ours, and none leaves anything behind but a store that can be opened.
 */
const DAMAGES = 2000
/** An import of so few records takes less than a second. */
const LONGEST_MS = 20_000
const folder = temporaryFolder()

test('damaged files end in rows or in a sentence', { timeout: 3_600_000 }, async () => {
  const draw = seededDraw(2024)
  const random = seededRandom(2024)
  const sound = textInSmallBlocks(tidyVcf('damages', 60), random)
  const inside = await inflated(sound)
  const path = join(folder, 'damaged.vcf.gz')
  const outcomes = new Map<string, number>()
  for (let i = 0; i < DAMAGES; i++) {
    const damaged = i % 2 === 0 ? mutated(sound, draw) : await bgzip(mutated(inside, draw))
    const cache = join(folder, 'cache')
    rmSync(cache, { recursive: true, force: true })
    writeFileSync(path, damaged)
    const { outcome, ms, defect } = await attempt(`damage ${i}`, async () => {
      const made = await openStore(
        await importHere(path, cache, { partSize: [500, 5000, 1 << 20][i % 3] ?? 500 }),
      )
      expect(made).not.toBeNull()
      made?.close()
    })
    expect({ i, defect }).toEqual({ i, defect: null })
    expect(ms).toBeLessThan(LONGEST_MS)
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('.tmp'),
    )
    expect(left).toEqual([])
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  console.log(Object.fromEntries(outcomes))
  expect(outcomes.get('ok')).toBeGreaterThan(DAMAGES / 4)
})

import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCaseRecord, thisOwner } from '../../../../../electron/engine/case/record/case-record.ts'
import { killWriter } from '../../../../support/kill-writer.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()

// 200 times in `npm run test:long`.
it('whoever is killed while writing has lost nothing that was confirmed, five times', async () => {
  const path = join(folder, 'killed.casement')
  for (let i = 0; i < 5; i++) {
    const confirmed = await killWriter(path, i * 7)
    const record = openCaseRecord(path, thisOwner('0'), { takeOver: true })
    expect(record.readOnly).toBeNull()
    const { length } = record.events()
    expect(length).toBeGreaterThanOrEqual(confirmed)
    // Written, and killed before it could be said: one at most.
    expect(length).toBeLessThanOrEqual(confirmed + 1)
    expect(confirmed).toBeGreaterThan(0)
    record.close()
  }
})

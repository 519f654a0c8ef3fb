import { afterAll, expect, it } from 'vitest'
import { type Database, openForReading } from '../../../../../electron/engine/variants/store/database.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'

const folder = temporaryFolder()
const opened: Database[] = []
afterAll(() => opened.forEach((database) => database.close()))

it('answers what it was asked before it was closed, and nothing after', async () => {
  const { store } = await storeOf(vcfText([['1', 5, '.', 'A', 'G', 1, 'PASS', '.']]), folder)
  for (let round = 0; round < 5; round++) {
    const database = await openForReading(store.path, 2)
    opened.push(database)
    // Long enough to be under way when it is closed.
    const slow = database.numbers(
      'SELECT CAST(hash(range) % 100 AS INTEGER) FROM range(300000) ORDER BY 1',
      [],
    )
    const other = database.rows('SELECT count(*) FROM variant', [])
    await new Promise((resolve) => setTimeout(resolve, round * 5))
    database.close()
    await expect(database.rows('SELECT 1', [])).rejects.toMatchObject({ error: { kind: 'task/cancelled' } })
    expect(await slow).toHaveLength(300_000)
    expect(await other).toEqual([[1]])
  }
})

import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { STORE_VERSION } from '../../../../../electron/engine/variants/store/store-meta.ts'
import { sweepOldStores } from '../../../../../electron/engine/variants/store/sweep-stores.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()

test('stores of older versions go, all else stays', async () => {
  const kept = [
    `a-bgzf-${STORE_VERSION}.duckdb`,
    `a-bgzf-${STORE_VERSION}.duckdb.places`,
    `a-bgzf-${STORE_VERSION + 1}.duckdb`,
    'notes.txt',
    'a-1.duckdb.txt',
  ]
  const old = ['a-bgzf-1.duckdb', 'a-bgzf-1.duckdb.places', 'b-none-0123456789abcdef-1.duckdb']
  for (const name of [...kept, ...old]) writeFileSync(join(folder, name), '')
  await sweepOldStores(folder)
  expect(readdirSync(folder).toSorted()).toEqual(kept.toSorted())
})

test('a folder that is not there is no error', async () => {
  await expect(sweepOldStores(join(folder, 'none'))).resolves.toBeUndefined()
})

import { createHash } from 'node:crypto'
import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { identifyFile } from '../../../../electron/engine/files/identity.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()

test('size, time and digests of the first 64 KiB and of both ends', async () => {
  const path = join(folder, 'a b é.vcf')
  const bytes = Buffer.concat([
    Buffer.alloc(100_000, 'x'),
    Buffer.alloc(3_000_000, 'y'),
    Buffer.alloc(9, 'z'),
  ])
  writeFileSync(path, bytes)
  utimesSync(path, 1, 2)
  expect(await identifyFile(path)).toEqual({
    path,
    size: 3_100_009,
    mtimeMs: 2000,
    headDigest: createHash('sha256').update(bytes.subarray(0, 65_536)).digest('hex'),
    endsDigest: createHash('sha256')
      .update(bytes.subarray(0, 1 << 20))
      .update(bytes.subarray(-(1 << 20)))
      .digest('hex'),
  })
})

test('a folder and a missing file', async () => {
  await expect(identifyFile(folder)).rejects.toMatchObject({ error: { kind: 'file/is-folder' } })
  await expect(identifyFile(join(folder, 'none'))).rejects.toMatchObject({
    error: { kind: 'file/not-found' },
  })
})

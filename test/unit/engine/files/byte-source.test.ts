import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openByteSource } from '../../../../electron/engine/files/byte-source.ts'
import { identifyFile } from '../../../../electron/engine/files/identity.ts'
import { errorFrom, scratch } from '../../../support/bam-files.ts'

test('reads what is there and stops at the end of the file', async () => {
  using folder = scratch()
  const path = join(folder.path, 'ünï code file')
  writeFileSync(path, 'abcdef')
  const source = await openByteSource(path)
  expect(source.size).toBe(6)
  expect(Buffer.from(await source.read(2, 3)).toString()).toBe('cde')
  expect(Buffer.from(await source.read(4, 100)).toString()).toBe('ef')
  expect(await source.read(6, 1)).toHaveLength(0)
  expect(await source.read(99, 1)).toHaveLength(0)
  await source.close()
})

test('says what a path is when it cannot be read', async () => {
  using folder = scratch()
  const empty = join(folder.path, 'empty')
  writeFileSync(empty, '')
  mkdirSync(join(folder.path, 'dir'))
  expect(await errorFrom(openByteSource(join(folder.path, 'none')))).toMatchObject({ kind: 'file/not-found' })
  expect(await errorFrom(openByteSource(join(empty, 'below')))).toMatchObject({ kind: 'file/not-found' })
  expect(await errorFrom(openByteSource(join(folder.path, 'dir')))).toMatchObject({ kind: 'file/is-folder' })
  expect(await errorFrom(openByteSource(empty))).toEqual({ kind: 'file/empty', file: empty })
})

test.skipIf(process.platform === 'win32')('does not wait for a pipe, nor read a device', async () => {
  using folder = scratch()
  const pipe = join(folder.path, 'reads.bam')
  execFileSync('mkfifo', [pipe])
  for (const path of [pipe, '/dev/zero', '/dev/null'])
    for (const open of [openByteSource, identifyFile])
      expect(await errorFrom(open(path))).toEqual({ kind: 'file/not-regular', file: path })
})

test('a file that shrinks while open is an error, one that is removed stays readable', async () => {
  using folder = scratch()
  const path = join(folder.path, 'f')
  writeFileSync(path, 'abcdef')
  const source = await openByteSource(path)
  truncateSync(path, 3)
  expect(await errorFrom(source.read(0, 6))).toMatchObject({ kind: 'file/changed', file: path })
  unlinkSync(path)
  expect(Buffer.from(await source.read(0, 3)).toString()).toBe('abc')
  await source.close()
})

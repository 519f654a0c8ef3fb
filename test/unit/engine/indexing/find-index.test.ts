import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { identifyFile } from '../../../../electron/engine/files/identity.ts'
import { findIndex } from '../../../../electron/engine/indexing/find-index.ts'
import { cachedIndexPath, placeIndex } from '../../../../electron/engine/indexing/index-place.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { errorFrom, scratch } from '../../../support/bam-files.ts'

/** A file dated a minute ago, and a function that puts an index of some age beside it. */
function folderWith(name: string) {
  const folder = scratch()
  const path = join(folder.path, name)
  const put = (file: string, secondsAgo: number): string => {
    const target = join(folder.path, file)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, 'x')
    const time = Date.now() / 1000 - secondsAgo
    utimesSync(target, time, time)
    return target
  }
  put(name, 60)
  return { path, put, cache: join(folder.path, 'cache'), [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

test('each name an index may have is found', async () => {
  for (const name of ['x.bam.bai', 'x.bai', 'x.bam.csi']) {
    using f = folderWith('x.bam')
    expect(await findIndex(f.path, 'bam', f.cache)).toBeUndefined()
    expect(await findIndex(f.path, 'bam', f.cache)).toBeUndefined()
    const path = f.put(name, 0)
    expect(await findIndex(f.path, 'bam', f.cache)).toEqual({ path, where: 'beside', stale: false })
  }
  for (const name of ['x.vcf.gz.tbi', 'x.vcf.gz.csi']) {
    using f = folderWith('x.vcf.gz')
    const path = f.put(name, 0)
    expect(await findIndex(f.path, 'vcf', f.cache)).toEqual({ path, where: 'beside', stale: false })
  }
})

test('an index older than its file is stale, and a younger one wins over it', async () => {
  using f = folderWith('x.bam')
  const old = f.put('x.bam.bai', 120)
  expect(await findIndex(f.path, 'bam', f.cache)).toEqual({ path: old, where: 'beside', stale: true })
  const young = f.put('x.bam.csi', 0)
  expect(await findIndex(f.path, 'bam', f.cache)).toEqual({ path: young, where: 'beside', stale: false })
})

test('the cache is looked in last, and only for the very same file', async () => {
  using f = folderWith('x.bam')
  const cached = cachedIndexPath(await identifyFile(f.path), f.cache, '.bai')
  mkdirSync(dirname(cached), { recursive: true })
  writeFileSync(cached, 'x')
  expect(await findIndex(f.path, 'bam', f.cache)).toEqual({ path: cached, where: 'cache', stale: false })
  // A stale one beside the file gives way to it.
  f.put('x.bam.bai', 120)
  expect(await findIndex(f.path, 'bam', f.cache)).toMatchObject({ where: 'cache' })
  writeFileSync(f.path, 'another file')
  expect(await findIndex(f.path, 'bam', f.cache)).toMatchObject({ where: 'beside', stale: true })
})

test('a file that is not there is said, not taken for one without index', async () => {
  using f = folderWith('x.bam')
  expect(await errorFrom(findIndex(`${f.path}x`, 'bam', f.cache))).toMatchObject({ kind: 'file/not-found' })
})

test('beside the file when that can be written, else in the cache', async () => {
  using f = folderWith('x.bam')
  const write = async (target: string): Promise<void> => writeFileSync(target, 'i')
  expect(await placeIndex(f.path, f.cache, '.bai', write)).toEqual({ path: `${f.path}.bai`, where: 'beside' })

  // Refused although access() said it could be: as on some shares, and for root in a read-only folder.
  const refused = async (target: string): Promise<void> => {
    if (target.startsWith(f.path)) throw new Fault({ kind: 'file/not-writable', file: target })
    writeFileSync(target, 'i')
  }
  expect(await placeIndex(f.path, f.cache, '.bai', refused)).toMatchObject({ where: 'cache' })
  const full = async (target: string): Promise<void> => {
    throw new Fault({ kind: 'file/disk-full', file: target })
  }
  expect(await errorFrom(placeIndex(f.path, f.cache, '.bai', full))).toMatchObject({ kind: 'file/disk-full' })
})

test('a read-only folder means the cache, for an administrator too', async () => {
  using f = folderWith('data/x.bam')
  chmodSync(dirname(f.path), 0o555)
  const write = async (target: string): Promise<void> => writeFileSync(target, 'i')
  expect(await placeIndex(f.path, f.cache, '.bai', write)).toMatchObject({ where: 'cache' })
  chmodSync(dirname(f.path), 0o755)
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { expandPaths } from '../../../../electron/engine/case/expand-paths.ts'
import { scratch } from '../../../support/bam-files.ts'

const candidates = async (paths: readonly string[]) => (await expandPaths(paths)).candidates

it('a folder gives its files by name, without indexes, hidden files and folders below', async () => {
  using folder = scratch()
  mkdirSync(join(folder.path, 'below'))
  for (const name of [
    'b.vcf.gz',
    'a.bam',
    'a.bam.bai',
    'b.vcf.gz.TBI',
    '.hidden.bam',
    'below/c.bam',
    'r.fa.fai',
  ])
    writeFileSync(join(folder.path, name), '')
  expect(await candidates([folder.path])).toEqual([
    { path: join(folder.path, 'a.bam'), named: false },
    { path: join(folder.path, 'b.vcf.gz'), named: false },
  ])
  expect((await expandPaths([folder.path])).folders).toEqual(['below'])
})

it('of a folder with more than a case can have, what is left out is said', async () => {
  using folder = scratch()
  for (let i = 0; i < 2001; i++) writeFileSync(join(folder.path, `${i}.txt`), '')
  const { candidates: found, tooFull } = await expandPaths([folder.path])
  expect(found).toHaveLength(2000)
  expect(tooFull).toMatchObject([{ path: folder.path, error: { kind: 'case/folder-too-full', files: 2001 } }])
})

it('a file is itself, whole and once, there or not; named counts more than found', async () => {
  using folder = scratch()
  writeFileSync(join(folder.path, 'a.bam'), '')
  const a = join(folder.path, 'a.bam')
  const none = join(folder.path, 'none.bam')
  expect(await candidates([relative(process.cwd(), a), none, folder.path, a])).toEqual([
    { path: a, named: true },
    { path: none, named: true },
  ])
  expect(await candidates([folder.path, a])).toEqual([{ path: a, named: true }])
  // An index that is named is looked at, so that it can be said what it is.
  expect(await candidates([`${a}.bai`])).toEqual([{ path: `${a}.bai`, named: true }])
})

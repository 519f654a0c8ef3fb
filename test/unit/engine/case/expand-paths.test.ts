import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { expandPaths } from '../../../../electron/engine/case/expand-paths.ts'
import { scratch } from '../../../support/bam-files.ts'

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
  expect(await expandPaths([folder.path])).toEqual([
    { path: join(folder.path, 'a.bam'), named: false },
    { path: join(folder.path, 'b.vcf.gz'), named: false },
  ])
})

it('a file is itself, whole and once, there or not; named counts more than found', async () => {
  using folder = scratch()
  writeFileSync(join(folder.path, 'a.bam'), '')
  const a = join(folder.path, 'a.bam')
  const none = join(folder.path, 'none.bam')
  expect(await expandPaths([relative(process.cwd(), a), none, folder.path, a])).toEqual([
    { path: a, named: true },
    { path: none, named: true },
  ])
  expect(await expandPaths([folder.path, a])).toEqual([{ path: a, named: true }])
  // An index that is named is looked at, so that it can be said what it is.
  expect(await expandPaths([`${a}.bai`])).toEqual([{ path: `${a}.bai`, named: true }])
})

import { renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { buildBamIndexJob } from '../../../../electron/engine/indexing/build-bam-index.ts'
import { keptReader } from '../../../../electron/engine/reads/open-readers.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { errorFrom, newRecord, scratch } from '../../../support/bam-files.ts'
import { writeBam } from '../../../support/case-files.ts'

const folder = scratch()
afterAll(() => folder[Symbol.dispose]())
const cacheFolder = join(folder.path, 'cache')

async function indexed(name: string, reads = [newRecord()]): Promise<string> {
  const path = await writeBam(folder.path, name, { reads })
  await buildBamIndexJob({ path, cacheFolder }, unobserved)
  return path
}

it('keeps a reader until its file or its index changes', async () => {
  const path = await indexed('kim.bam')
  const first = await keptReader(path, cacheFolder)
  expect(await keptReader(path, cacheFolder)).toBe(first)
  const later = new Date(Date.now() + 5000)
  utimesSync(`${path}.bai`, later, later)
  const second = await keptReader(path, cacheFolder)
  expect(second).not.toBe(first)
  renameSync(await indexed('other.bam', [newRecord(), newRecord()]), path)
  expect(await keptReader(path, cacheFolder)).not.toBe(second)
})

it('says so when the file or the index is gone, and recovers when it is back', async () => {
  const path = await indexed('gone.bam')
  await keptReader(path, cacheFolder)
  renameSync(path, `${path}.away`)
  expect(await errorFrom(keptReader(path, cacheFolder))).toMatchObject({ kind: 'file/not-found', file: path })
  renameSync(`${path}.away`, path)
  await keptReader(path, cacheFolder)
  rmSync(`${path}.bai`)
  expect(await errorFrom(keptReader(path, cacheFolder))).toMatchObject({ kind: 'index/missing' })
})

it('lets go of the one unused for longest', async () => {
  const paths = []
  for (let i = 0; i < 10; i++) paths.push(await indexed(`family${i}.bam`))
  const [oldest = ''] = paths
  const first = await keptReader(oldest, cacheFolder)
  for (const path of paths.slice(1)) await keptReader(path, cacheFolder)
  expect(await keptReader(oldest, cacheFolder)).not.toBe(first)
  // Closed, not merely forgotten.
  await expect(first.records({ contig: 'chr1', start: 0, end: 1000 }).next()).rejects.toThrow('EBADF')
})

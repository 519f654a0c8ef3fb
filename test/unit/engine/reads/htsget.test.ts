import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { byteSourceOf } from '../../../../electron/engine/files/byte-source.ts'
import { hasEofBlock } from '../../../../electron/engine/files/bgzf/bgzf-reader.ts'
import { readBamHeader } from '../../../../electron/engine/files/bam/header.ts'
import { readRecords } from '../../../../electron/engine/files/bam/record-stream.ts'
import { buildBamIndexJob } from '../../../../electron/engine/indexing/build-bam-index.ts'
import { sliceBam } from '../../../../electron/engine/reads/htsget.ts'
import { openBam } from '../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { all, errorFrom, fixture, scratch } from '../../../support/bam-files.ts'

async function open() {
  const folder = scratch()
  const path = join(folder.path, 'x.bam')
  copyFileSync(fixture('bam/edge-bai.bam'), path)
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  return {
    reader,
    async [Symbol.asyncDispose]() {
      await reader.close()
      folder[Symbol.dispose]()
    },
  }
}

const REGION = { contig: 'one', start: 100, end: 40_000 }

test('the slice is a BAM file of its own with exactly the region', async () => {
  await using bam = await open()
  const bytes = Buffer.concat(await all(sliceBam(bam.reader, REGION, { maxReads: 1000 })))
  const source = byteSourceOf(bytes, 'slice')
  expect(await hasEofBlock(source)).toBe(true)
  const header = await readBamHeader(source)
  expect(header.text).toBe(bam.reader.header.text)
  expect(header.references).toEqual(bam.reader.header.references)
  const ours = await all(readRecords(source, header))
  const wanted = await all(bam.reader.records(REGION))
  expect(ours.length).toBeGreaterThan(100)
  expect(ours.map(({ bytes: b }) => Buffer.from(b))).toEqual(wanted.map(({ bytes: b }) => Buffer.from(b)))
})

test('an empty region is a BAM file without records', async () => {
  await using bam = await open()
  const region = { contig: 'empty', start: 0, end: 100 }
  const source = byteSourceOf(Buffer.concat(await all(sliceBam(bam.reader, region, { maxReads: 1 }))), 's')
  expect(await all(readRecords(source, await readBamHeader(source)))).toEqual([])
})

test('too many reads are refused before the first byte', async () => {
  await using bam = await open()
  const slice = sliceBam(bam.reader, REGION, { maxReads: 50 })
  expect(await errorFrom(slice.next())).toEqual({
    kind: 'region/too-many-reads',
    region: 'one:101-40,000',
    limit: 50,
  })
})

test('abort ends it', async () => {
  await using bam = await open()
  const controller = new AbortController()
  const slice = sliceBam(bam.reader, REGION, { maxReads: 1000, signal: controller.signal })
  await slice.next()
  controller.abort()
  expect(await errorFrom(all(slice))).toMatchObject({ kind: 'task/cancelled' })
})

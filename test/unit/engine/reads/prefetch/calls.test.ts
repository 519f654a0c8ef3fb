import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { prefetchCalls } from '../../../../../electron/engine/reads/prefetch/calls.ts'
import { type WarmInput, warmRegionJob } from '../../../../../electron/engine/reads/prefetch/warm-job.ts'
import { readBamHeader } from '../../../../../electron/engine/files/bam/header.ts'
import { blockCache } from '../../../../../electron/engine/files/bgzf/block-cache.ts'
import { openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { keptReaderOf } from '../../../../../electron/engine/reads/open-readers.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { cramFixture, cramReference } from '../../../../support/cram-files.ts'
import { manyReads, smallBam, smallVcf } from '../../../../support/broken-files.ts'
import { runningEngine, settled } from '../../../../support/running-engine.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()
const LOCI = [{ contig: 'chr1', start: 1000, end: 2000 }]

it('takes a hint, answers at once, and answers what is asked afterwards as ever', async () => {
  const [bam, vcf] = [join(folder, 'a.bam'), join(folder, 'a.vcf')]
  writeFileSync(bam, await smallBam(manyReads()))
  writeFileSync(vcf, smallVcf)
  await using engine = runningEngine()
  expect(await engine.refusal('prefetch.hint', { loci: LOCI, files: [] })).toMatchObject({
    kind: 'case/none-open',
  })
  await engine.call('case.open', { paths: [bam, vcf] })
  const state = await engine.until(settled)
  const id = (await engine.file('a.bam')).id
  const ask = async (): Promise<Buffer> => {
    const response = await engine.bulk(`htsget/blocks/${id}?referenceName=chr1&start=1000&end=2000`)
    return Buffer.from(await response.arrayBuffer())
  }
  const before = await ask()
  // A file without reads, and a contig that no file has, are nothing to warm.
  const loci = [...LOCI, { contig: 'chr9', start: 0, end: 10 }]
  expect(await engine.call('prefetch.hint', { loci, files: state.files.map((f) => f.id) })).toEqual({})
  expect(await ask()).toEqual(before)
  expect(await engine.refusal('prefetch.hint', { loci, files: ['none'] })).toMatchObject({
    kind: 'case/unknown-file',
  })
})

it('leaves the blocks of the region inflated: reading it again inflates none', async () => {
  const bam = join(folder, 'b.bam')
  writeFileSync(bam, await smallBam(manyReads()))
  await using engine = runningEngine()
  await engine.call('case.open', { paths: [bam] })
  await engine.until(settled)
  const { identity } = await engine.file('b.bam')
  const region = { contig: 'chr1', start: 1000, end: 2000 }
  using _ = { [Symbol.dispose]: () => blockCache.clear() }
  const source = await openByteSource(bam)
  const { firstRecord } = await readBamHeader(source)
  const block = () =>
    blockCache.of(source.version()).at(firstRecord.block, () => {
      throw new Error('it had to be inflated')
    })
  expect(block).toThrow('inflated')
  const file = { identity, kind: 'bam', reference: null, cacheFolder: engine.cacheFolder } as const
  await warmRegionJob({ ...file, region }, unobserved)
  expect(block().data.length).toBeGreaterThan(10_000)
  await source.close()
})

it('leaves the slices of a CRAM decoded: they are read again from a file that is all zeros', async () => {
  const path = join(folder, 'c.cram')
  copyFileSync(cramFixture('v31.cram'), path)
  copyFileSync(cramFixture('v31.cram.crai'), `${path}.crai`)
  await using engine = runningEngine()
  await engine.call('case.open', { paths: [path] })
  await engine.until(settled)
  const { identity } = await engine.file('c.cram')
  const reference = cramReference(cramFixture('small.fa'))
  const file = { identity, kind: 'cram', reference, cacheFolder: engine.cacheFolder } as const
  const region = { contig: 'one', start: 1000, end: 2000 }
  await warmRegionJob({ ...file, region }, unobserved)
  const reader = await keptReaderOf(file)
  writeFileSync(path, new Uint8Array(identity.size))
  let count = 0
  await reader.walk(region, () => count++)
  expect(count).toBeGreaterThan(50)
  await expect(reader.walk({ ...region, start: 5000, end: 6000 }, () => count++)).rejects.toMatchObject({
    error: { kind: 'index/other-file' },
  })
})

it('hints a CRAM with the reference it is read with', async () => {
  const [path, fasta] = [join(folder, 'd.cram'), join(folder, 'd.fa')]
  copyFileSync(cramFixture('v30.cram'), path)
  copyFileSync(cramFixture('small.fa'), fasta)
  await using engine = runningEngine()
  await engine.call('case.open', { paths: [path, fasta] })
  const state = await engine.until(settled)
  const file = await engine.file('d.cram')
  const session = { onChange: () => () => {}, require: () => state, file: () => file }
  let hinted: readonly WarmInput[] = []
  const hint = (wanted: readonly WarmInput[]): void => void (hinted = wanted)
  const calls = prefetchCalls({ session, cacheFolder: 'cache' }, { hint, asked: () => {}, settled: () => {} })
  const loci = [{ contig: 'one', start: 10, end: 20 }]
  await calls['prefetch.hint']({ loci, files: [file.id] }, new AbortController().signal)
  expect(hinted).toMatchObject([
    { kind: 'cram', identity: file.identity, reference: { path: fasta, kind: 'fasta' }, region: loci[0] },
  ])
})

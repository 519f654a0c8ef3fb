import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readBamHeader } from '../../../electron/engine/files/bam/header.ts'
import { readRecords } from '../../../electron/engine/files/bam/record-stream.ts'
import { byteSourceOf } from '../../../electron/engine/files/byte-source.ts'
import { writeSlowBam } from '../../e2e/support/slow-bam.ts'
import { all, newRecord, scratch } from '../../support/bam-files.ts'
import { GRCH37, GRCH38, TRIO, withoutChr, writeBam, writePed, writeVcf } from '../../support/case-files.ts'
import { type RunningEngine, runningEngine, settled } from '../../support/running-engine.ts'
import { vcfText } from '../../support/vcf-text.ts'

/** An engine and a folder of its own for one test. */
function setUp(options: Parameters<typeof runningEngine>[0] = {}): { engine: RunningEngine; folder: string } {
  const folder = scratch()
  const engine = runningEngine(options)
  onTestFinished(async () => {
    await engine[Symbol.asyncDispose]()
    folder[Symbol.dispose]()
  })
  return { engine, folder: folder.path }
}

/** The reads igv.js would get for a region in the case's names. */
async function readsAt(engine: RunningEngine, file: string, contig: string, start: number, end: number) {
  const query = `${file}?referenceName=${encodeURIComponent(contig)}&start=${start}&end=${end}`
  const response = await engine.bulk(`htsget/blocks/${query}`)
  if (!response.ok) return { status: response.status, contigs: [], names: [] }
  const source = byteSourceOf(new Uint8Array(await response.arrayBuffer()), 'slice.bam')
  const header = await readBamHeader(source)
  const records = await all(readRecords(source, header))
  return {
    status: response.status,
    contigs: header.references.map((c) => c.name),
    names: records.map((r) => r.name),
  }
}

/** Why a file's reads are refused. */
const refusalAt = async (engine: RunningEngine, file: string): Promise<unknown> =>
  (await engine.bulk(`htsget/blocks/${file}?referenceName=chr1&start=0&end=9`)).json()

describe('opening a case', () => {
  it('a trio from a folder: missing indexes are built and the state follows', async () => {
    const { engine, folder } = setUp()
    for (const name of ['kim', 'mum', 'dad']) await writeBam(folder, `${name}.bam`)
    await writeVcf(folder, 'trio.vcf.gz', { samples: ['kim', 'mum', 'dad'] })
    writePed(folder, 'trio.ped', TRIO)
    const opened = await engine.call('case.open', { paths: [folder] })
    expect(opened.samples.map((s) => s.role)).toEqual(['proband', 'mother', 'father'])
    expect(opened.files.map((f) => f.index.state).toSorted()).toEqual([
      'building',
      'building',
      'building',
      'building',
      'not-needed',
    ])
    const state = await engine.until(settled)
    expect(state.files.map((f) => f.index.state).toSorted()).toEqual([
      'not-needed',
      'ready',
      'ready',
      'ready',
      'ready',
    ])
    expect(state.files.find((f) => f.name === 'kim.bam')?.index).toMatchObject({
      path: join(folder, 'kim.bam.bai'),
      built: true,
      stale: false,
    })
    const kim = await engine.file('kim.bam')
    expect(await readsAt(engine, kim.id, 'chr1', 0, 1000)).toMatchObject({ names: ['r'] })
    const page = await engine.call('variants.page', {
      file: (await engine.file('trio.vcf.gz')).id,
      offset: 0,
      limit: 10,
    })
    expect(page.rows).toHaveLength(1)
  })

  it('a conflict of builds leaves the open case as it was', async () => {
    const { engine, folder } = setUp()
    const bam = await writeBam(folder, 'kim.bam')
    await engine.call('case.open', { paths: [bam] })
    const before = await engine.until(settled)
    const old = await writeVcf(folder, 'old.vcf', { contigs: GRCH37 })
    expect(await engine.refusal('case.open', { paths: [bam, old] })).toMatchObject({
      kind: 'case/build-conflict',
    })
    expect(await engine.refusal('case.add', { paths: [old] })).toMatchObject({ kind: 'case/build-conflict' })
    expect(await engine.call('case.state', {})).toEqual(before)
  })

  it('of two cases opened at once the one asked for last is open in the end', async () => {
    const { engine, folder } = setUp()
    const kim = await writeBam(folder, 'kim.bam')
    const mum = await writeBam(folder, 'mum.bam')
    // The first has more to look at, so it is ready later.
    const many = Array.from({ length: 40 }, (_, i) => join(folder, `none${i}.bam`))
    const [first, second] = await Promise.allSettled([
      engine.call('case.open', { paths: [...many, kim] }),
      engine.call('case.open', { paths: [mum] }),
    ])
    expect(first.status).toBe('rejected')
    expect(second.status).toBe('fulfilled')
    expect((await engine.call('case.state', {}))?.files.map((f) => f.name)).toEqual(['mum.bam'])
  })

  it('files added at once all get ids of their own', async () => {
    const { engine, folder } = setUp()
    await engine.call('case.open', { paths: [await writeBam(folder, 'kim.bam')] })
    const [mum, dad] = [await writeBam(folder, 'mum.bam'), await writeBam(folder, 'dad.bam')]
    await Promise.all([
      engine.call('case.add', { paths: [mum] }),
      engine.call('case.add', { paths: [dad, mum] }),
    ])
    const { files, samples } = await engine.until(settled)
    expect(files.map((f) => f.id)).toEqual(['f1', 'f2', 'f3'])
    expect(new Set(files.map((f) => f.name))).toEqual(new Set(['kim.bam', 'mum.bam', 'dad.bam']))
    expect(samples.every((s) => s.alignments.length === 1)).toBe(true)
  })

  it('files whose contigs are named otherwise answer in the names of the case', async () => {
    const { engine, folder } = setUp()
    const kim = await writeBam(folder, 'kim.bam')
    const reads = [newRecord({ name: 'one', start: 500 }), newRecord({ name: 'two', refId: 1, start: 700 })]
    const mum = await writeBam(folder, 'mum.bam', { contigs: withoutChr(GRCH38), reads })
    const vcf = await writeVcf(folder, 'mum.vcf', { samples: ['mum'], contigs: withoutChr(GRCH38) })
    await engine.call('case.open', { paths: [kim, mum, vcf] })
    await engine.until(settled)
    const { id } = await engine.file('mum.bam')
    expect(await readsAt(engine, id, 'chr2', 0, 1000)).toMatchObject({
      contigs: ['chr1', 'chr2', 'chr21'],
      names: ['two'],
    })
    const listed = { file: (await engine.file('mum.vcf')).id, start: 0, end: 1000, limit: 10 }
    expect((await engine.call('variants.inRegion', { ...listed, contig: 'chr1' })).total).toBe(1)
    expect((await engine.call('variants.inRegion', { ...listed, contig: 'chr2' })).total).toBe(0)
  })

  it('hg19 chrM is never shown as the rCRS MT, nor the other way round', async () => {
    const { engine, folder } = setUp()
    const hg19 = [{ name: 'chrM', length: 16_571 }]
    const kim = await writeBam(folder, 'kim.bam', {
      contigs: [{ name: 'MT', length: 16_569 }],
      reads: [newRecord({ name: 'rcrs' })],
    })
    const mum = await writeBam(folder, 'mum.bam', { contigs: hg19, reads: [newRecord({ name: 'old' })] })
    await engine.call('case.open', { paths: [kim, mum] })
    await engine.until(settled)
    expect(await readsAt(engine, (await engine.file('mum.bam')).id, 'MT', 0, 1000)).toMatchObject({
      names: [],
    })
    expect(await readsAt(engine, (await engine.file('kim.bam')).id, 'chrM', 0, 1000)).toMatchObject({
      names: [],
    })
    expect(await readsAt(engine, (await engine.file('mum.bam')).id, 'chrM', 0, 1000)).toMatchObject({
      names: ['old'],
    })
  })

  it('a BAM without contigs answers every region with no reads', async () => {
    const { engine, folder } = setUp()
    const bam = await writeBam(folder, 'kim.bam', {
      contigs: [],
      reads: [newRecord({ flags: 4, refId: -1, start: -1 })],
    })
    await engine.call('case.open', { paths: [bam] })
    await engine.until(settled)
    expect(await readsAt(engine, 'f1', 'chr1', 0, 1000)).toMatchObject({ status: 200, names: [] })
  })
})

describe('indexes of a case', () => {
  it('an old one is used and said; once rebuilt that is no longer said', async () => {
    const { engine, folder } = setUp()
    const bam = await writeBam(folder, 'kim.bam')
    await engine.call('case.open', { paths: [bam] })
    await engine.until(settled)
    const longAgo = new Date('2020-01-01')
    utimesSync(`${bam}.bai`, longAgo, longAgo)

    const state = await engine.call('case.open', { paths: [bam] })
    expect(state.files[0]).toMatchObject({
      index: { state: 'ready', stale: true },
      notices: [{ kind: 'index/stale' }],
    })
    await engine.call('index.build', { file: 'f1' })
    const rebuilt = await engine.until((s) => s.files[0]?.index.state === 'ready' && !s.files[0].index.stale)
    expect(rebuilt.files[0]?.notices).toEqual([])
  })

  it('a damaged one is said, the file stays in the case, and rebuilding makes it readable', async () => {
    const { engine, folder } = setUp()
    const bam = await writeBam(folder, 'kim.bam')
    const vcf = await writeVcf(folder, 'kim.vcf.gz', { samples: ['kim'] })
    writeFileSync(`${bam}.bai`, 'BAI\x01 not really')
    await engine.call('case.open', { paths: [vcf] })
    await engine.until(settled)
    truncateSync(`${vcf}.tbi`, 60)

    const state = await engine.call('case.open', { paths: [bam, vcf] })
    expect(state.refused).toEqual([])
    expect(state.files.map((f) => f.index.state)).toEqual(['failed', 'failed'])
    for (const file of ['f1', 'f2']) await engine.call('index.build', { file })
    await engine.until((s) => s.files.every((f) => f.index.state === 'ready'))
    expect(await readsAt(engine, 'f1', 'chr1', 0, 1000)).toMatchObject({ names: ['r'] })
  })

  it('a damaged one where nothing may be written: the one built into the cache is used', async () => {
    const { engine, folder } = setUp()
    const bam = await writeBam(folder, 'kim.bam')
    writeFileSync(`${bam}.bai`, 'BAI\x01 not really')
    chmodSync(folder, 0o555)
    onTestFinished(() => chmodSync(folder, 0o755))
    await engine.call('case.open', { paths: [bam] })
    await engine.call('index.build', { file: 'f1' })
    const state = await engine.until((s) => s.files[0]?.index.state === 'ready')
    expect(state.files[0]?.index).toMatchObject({ where: 'cache' })
    expect(await readsAt(engine, 'f1', 'chr1', 0, 1000)).toMatchObject({ names: ['r'] })
  })

  it('a gzip VCF is copied as bgzip, which is said when it was done', async () => {
    const { engine, folder } = setUp()
    const path = join(folder, 'plain.vcf.gz')
    writeFileSync(path, gzipSync(vcfText([['chr1', 5, '.', 'A', 'C', '.', '.', '.']])))
    await engine.call('case.open', { paths: [path] })
    const state = await engine.until(settled)
    expect(state.files[0]?.notices).toMatchObject([{ kind: 'vcf/recompressed' }])
    // Opened again it says the same, once.
    expect((await engine.call('case.open', { paths: [path] })).files[0]?.notices).toHaveLength(1)
  })

  it('an unsorted file fails with the reason', async () => {
    const { engine, folder } = setUp()
    const reads = [newRecord({ start: 500 }), newRecord({ start: 400 })]
    await engine.call('case.open', { paths: [await writeBam(folder, 'kim.bam', { reads })] })
    const state = await engine.until(settled)
    expect(state.files[0]?.index).toMatchObject({ state: 'failed', error: { kind: 'bam/unsorted' } })
  })

  it('cancelled, it is missing and nothing is left; meanwhile other reads and variants are answered at once', async () => {
    const { engine, folder } = setUp()
    const kim = await writeBam(folder, 'kim.bam')
    const vcf = await writeVcf(folder, 'kim.vcf', { samples: ['kim'] })
    await engine.call('case.open', { paths: [kim, vcf] })
    await engine.until(settled)
    const slow = join(folder, 'slow.bam')
    writeSlowBam(slow)
    await engine.call('case.add', { paths: [slow] })

    expect(await readsAt(engine, 'f1', 'chr1', 0, 1000)).toMatchObject({ names: ['r'] })
    await engine.call('variants.page', { file: 'f2', offset: 0, limit: 10 })
    // Another file is looked at, too.
    await engine.call('case.add', { paths: [await writeBam(folder, 'mum.bam')] })
    // All of it was answered while the slow one was still being indexed.
    const building = (await engine.file('slow.bam')).index
    expect(building.state).toBe('building')

    if (building.state === 'building') await engine.call('task.cancel', { id: building.task })
    const state = await engine.until((s) =>
      s.files.some((f) => f.name === 'slow.bam' && f.index.state === 'missing'),
    )
    expect(state.files).toHaveLength(4)
    expect(
      readdirSync(folder).filter((name) => name.startsWith('.') || name.startsWith('slow.bam.')),
    ).toEqual([])
  })

  it('a rebuilding that is cancelled leaves the old one in use', async () => {
    const { engine, folder } = setUp()
    const slow = join(folder, 'slow.bam')
    writeSlowBam(slow, 4000)
    await engine.call('case.open', { paths: [slow] })
    const ready = await engine.until(settled)
    const { id } = await engine.call('index.build', { file: 'f1' })
    await engine.call('task.cancel', { id })
    const state = await engine.until(settled)
    expect(state.files[0]?.index).toEqual(ready.files[0]?.index)
    expect(existsSync(`${slow}.bai`)).toBe(true)
  })

  it('asked for twice is built once', async () => {
    const { engine, folder } = setUp()
    const slow = join(folder, 'slow.bam')
    writeSlowBam(slow, 4000)
    await engine.call('case.open', { paths: [slow] })
    const first = await engine.call('index.build', { file: 'f1' })
    expect((await engine.call('index.build', { file: 'f1' })).id).toBe(first.id)
  })

  it('of a case that was closed meanwhile change nothing in the next', async () => {
    const { engine, folder } = setUp()
    const slow = join(folder, 'slow.bam')
    writeSlowBam(slow)
    await engine.call('case.open', { paths: [slow] })
    await engine.call('case.close', {})
    expect(await engine.call('case.state', {})).toBeNull()
    await engine.call('case.open', { paths: [await writeBam(folder, 'kim.bam')] })
    const state = await engine.until(settled)
    expect(state.files.map((f) => f.name)).toEqual(['kim.bam'])
    await expect
      .poll(async () =>
        (await engine.call('task.list', {}))
          .filter(({ title }) => title.startsWith('Indexing'))
          .map(({ state: how }) => how),
      )
      .toEqual(['cancelled', 'done'])
    expect(existsSync(`${slow}.bai`)).toBe(false)
  })

  it('nothing else has an index to build', async () => {
    const { engine, folder } = setUp()
    await engine.call('case.open', { paths: [writePed(folder, 'trio.ped', TRIO)] })
    expect(await engine.refusal('index.build', { file: 'f1' })).toMatchObject({ kind: 'index/not-indexable' })
    expect(await engine.refusal('index.build', { file: 'f9' })).toMatchObject({ kind: 'case/unknown-file' })
  })
})

describe('files that change while they are open', () => {
  it('a BAM replaced by another shows no reads of it', async () => {
    const { engine, folder } = setUp()
    const bam = await writeBam(folder, 'kim.bam')
    await engine.call('case.open', { paths: [bam] })
    await engine.until(settled)
    expect(await readsAt(engine, 'f1', 'chr1', 0, 1000)).toMatchObject({ names: ['r'] })
    const other = await writeBam(folder, 'other.bam', { samples: ['someone else'] })
    renameSync(other, bam)
    expect(await readsAt(engine, 'f1', 'chr1', 0, 1000)).toMatchObject({
      status: expect.any(Number),
      names: [],
    })
    expect(await refusalAt(engine, 'f1')).toMatchObject({ kind: 'file/changed' })
  })

  it('one that vanished or shrank is said', async () => {
    const { engine, folder } = setUp()
    const [kim, mum] = [await writeBam(folder, 'kim.bam'), await writeBam(folder, 'mum.bam')]
    await engine.call('case.open', { paths: [kim, mum] })
    await engine.until(settled)
    rmSync(kim)
    truncateSync(mum, 40)
    expect(await refusalAt(engine, 'f1')).toMatchObject({ kind: 'file/not-found' })
    expect(await refusalAt(engine, 'f2')).toMatchObject({ kind: 'file/changed' })
  })

  it('a VCF that was written to before its list was read is refused', async () => {
    const { engine, folder } = setUp()
    const vcf = await writeVcf(folder, 'kim.vcf', { samples: ['kim'] })
    await engine.call('case.open', { paths: [vcf] })
    await engine.until(settled)
    appendFileSync(vcf, 'chr1\t500\t.\tA\tC\t.\t.\t.\tGT\t0/1\n')
    expect(await engine.refusal('variants.page', { file: 'f1', offset: 0, limit: 10 })).toMatchObject({
      kind: 'file/changed',
    })
  })
})

describe('a case restored from its events', () => {
  it('is the same case; an index that was being built is built again', async () => {
    const { engine, folder } = setUp()
    const kim = await writeBam(folder, 'kim.bam')
    const slow = join(folder, 'slow.bam')
    writeSlowBam(slow, 2000)
    await engine.call('case.open', { paths: [kim, slow] })
    await engine.call('case.setRole', { sample: 'kim', role: 'proband' })
    const died = [...engine.log]
    const before = await engine.call('case.state', {})

    const { engine: next } = setUp()
    const restored = await next.call('case.restore', { log: died })
    expect(restored?.samples).toEqual(before?.samples)
    expect(restored?.id).toBe(before?.id)
    const state = await next.until(settled)
    expect(state.files.map((f) => f.index.state)).toEqual(['ready', 'ready'])
  })

  it('without events there is none', async () => {
    const { engine } = setUp()
    expect(await engine.call('case.restore', { log: [] })).toBeNull()
    expect(await engine.refusal('case.add', { paths: ['/x'] })).toMatchObject({ kind: 'case/none-open' })
  })
})

describe('a call', () => {
  it('that is unknown or wrong is refused as such', async () => {
    const { engine, folder } = setUp({ roots: [] })
    await writeBam(folder, 'kim.bam')
    expect(await engine.refusal('case.open', { paths: [] })).toMatchObject({ kind: 'call/invalid' })
    expect(await engine.refusal('case.open', { paths: [folder] })).toMatchObject({
      kind: 'file/outside-roots',
    })
    expect(await engine.refusal('task.cancel', { id: 't9' })).toMatchObject({ kind: 'task/unknown' })
    expect((await engine.bulk('nonsense')).ok).toBe(false)
    expect((await engine.bulk('htsget/reads/f1')).ok).toBe(false)
  })

  it('a reference added later becomes the reference', async () => {
    const { engine, folder } = setUp()
    const contigs = [{ name: 'tiny', length: 40 }]
    await engine.call('case.open', {
      paths: [await writeBam(folder, 'kim.bam', { contigs, reads: [newRecord({ start: 4 })] })],
    })
    await engine.until(settled)
    expect((await engine.call('reference.state', {})).source).toBe('none')
    const fasta = join(folder, 'tiny.fa')
    writeFileSync(fasta, `>tiny\n${'ACGT'.repeat(10)}\n`)
    await engine.call('case.add', { paths: [fasta] })
    const reference = await engine.call('reference.state', {})
    expect(reference.source).toBe('file')
    const response = await engine.bulk(reference.fastaPath ?? '')
    expect(await response.text()).toContain('ACGTACGT')
    const wrong = join(folder, 'wrong.fa')
    writeFileSync(wrong, `>tiny\n${'ACGT'.repeat(11)}\n`)
    expect(await engine.refusal('case.add', { paths: [wrong] })).toMatchObject({
      kind: 'case/build-conflict',
    })
  })
})

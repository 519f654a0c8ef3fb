import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decodeDepthBins } from '../../../../../shared/reads/depth-bins.ts'
import { decodeSlab, DEFAULT_FILTERS, type SlabRequest } from '../../../../../shared/reads/read-slab.ts'
import { newRecord } from '../../../../support/bam-files.ts'
import { manyReads, smallBam, smallVcf } from '../../../../support/broken-files.ts'
import { type RunningEngine, runningEngine, settled } from '../../../../support/running-engine.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()

async function opened(): Promise<RunningEngine> {
  const [bam, vcf] = [join(folder, 'a.bam'), join(folder, 'a.vcf')]
  writeFileSync(bam, await smallBam(manyReads(2000)))
  writeFileSync(vcf, smallVcf)
  const engine = runningEngine()
  await engine.call('case.open', { paths: [bam, vcf] })
  await engine.until(settled)
  return engine
}

const REQUEST: SlabRequest = {
  contig: 'chr1',
  start: 0,
  end: 50_000,
  filters: DEFAULT_FILTERS,
  overlaps: 'once',
  maxDepth: 1000,
  focus: null,
}

const query = (request: unknown): string => `q=${encodeURIComponent(JSON.stringify(request))}`

it('answers with a slab', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  const response = await engine.bulk(`slab/${id}?${query(REQUEST)}`)
  expect(response.status).toBe(200)
  const bytes = await response.arrayBuffer()
  expect(response.headers.get('content-length')).toBe(String(bytes.byteLength))
  const slab = decodeSlab(bytes)
  expect(slab?.meta).toMatchObject({ ...REQUEST, seen: 2000, kept: 2000 })
  expect(slab?.start.length).toBe(2000)
})

it('answers a contig that the file does not have with a slab without reads', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  const response = await engine.bulk(`slab/${id}?${query({ ...REQUEST, contig: 'chrNone' })}`)
  const slab = decodeSlab(await response.arrayBuffer())
  expect(slab?.meta).toMatchObject({ seen: 0, kept: 0, deepest: 0, contigs: ['chrNone'] })
  expect(slab?.depthForward.length).toBe(50_000)
})

it('answers with depths over bins', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  const asked = {
    contig: 'chr1',
    start: 0,
    end: 100_000,
    filters: DEFAULT_FILTERS,
    overlaps: 'once',
    bins: 10,
  }
  const response = await engine.bulk(`depth/${id}?${query(asked)}`)
  const depth = decodeDepthBins(await response.arrayBuffer())
  // A read of 100 bases each 20 bp, from 100 up to 40,180.
  expect(depth?.meta).toMatchObject({ ...asked, seen: 2000 })
  expect([...(depth?.max ?? [])]).toEqual([5, 5, 5, 5, 5, 0, 0, 0, 0, 0])
  expect(depth?.mean[1]).toBe(5)
  const tooWide = await engine.bulk(`depth/${id}?${query({ ...asked, end: 2_000_001 })}`)
  expect(await tooWide.json()).toMatchObject({ kind: 'region/too-wide', limit: 2_000_000 })
  const wrong = await engine.bulk(`depth/${id}?${query({ ...asked, bins: 0 })}`)
  expect(await wrong.json()).toMatchObject({ kind: 'call/invalid' })
})

it('answers reads.detail for a read of a slab', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  const response = await engine.bulk(`slab/${id}?${query({ ...REQUEST, start: 20_000 })}`)
  const slab = decodeSlab(await response.arrayBuffer())
  const place = { block: slab?.block[7] ?? -1, within: slab?.within[7] ?? -1 }
  const detail = await engine.call('reads.detail', { file: id, ...place, contig: 'chr1' })
  expect(detail).toMatchObject({ start: slab?.start[7], contig: 'chr1', cigar: '100M', mapq: 60 })
  expect(await engine.refusal('reads.detail', { file: id, ...place, contig: 'chr2' })).toMatchObject({
    kind: 'call/invalid',
  })
  expect(await engine.refusal('reads.detail', { file: id, block: 1, within: 0 })).toMatchObject({
    kind: 'call/invalid',
  })
})

it('refuses what is no request for a slab', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  const kindOf = async (asked: string): Promise<unknown> => {
    const response = await engine.bulk(`slab/${id}?${asked}`)
    expect(response.ok).toBe(false)
    return (await response.json()).kind
  }
  const wrong = [
    { ...REQUEST, contig: 7 },
    { ...REQUEST, end: 0 },
    { ...REQUEST, start: 9, end: 9 },
    { ...REQUEST, end: 2 ** 31 },
    { ...REQUEST, maxDepth: 1 },
    { ...REQUEST, overlaps: 'thrice' },
    { ...REQUEST, filters: {} },
  ]
  for (const asked of ['', 'q=nonsense', ...wrong.map(query)])
    expect(await kindOf(asked)).toBe('call/invalid')
  expect(await kindOf(query({ ...REQUEST, end: 600_000 }))).toBe('region/too-wide')
})

it('asks the reference about reads without MD, by the names of the case', async () => {
  const [bam, fasta] = [join(folder, 'pairs.bam'), join(folder, 'reference.fa')]
  const pair = { name: 'r', mapq: 60, cigar: Uint32Array.of(4 << 4), flags: 0x1 | 0x40 | 0x20, mateRefId: 1 }
  const reads = [10, 20].map((start) => newRecord({ ...pair, start, mateStart: 7, sequence: 'ACGT' }))
  writeFileSync(bam, await smallBam(reads))
  writeFileSync(fasta, `>1\n${'ACTT'.repeat(25_000)}\n>2\n${'G'.repeat(50_000)}\n`)
  await using engine = runningEngine()
  await engine.call('case.open', { paths: [bam, fasta] })
  await engine.until(settled)
  const { id } = await engine.file('pairs.bam')
  const asked = { ...REQUEST, contig: '1', end: 1000 }
  // The first time it is found out that the reference is needed, then it is known.
  for (let time = 0; time < 2; time++) {
    const slab = decodeSlab(await (await engine.bulk(`slab/${id}?${query(asked)}`)).arrayBuffer())
    expect(slab?.meta).toMatchObject({ seen: 2, withoutMismatches: 0, contigs: ['1', '2'] })
    expect([...(slab?.mateContig ?? [])]).toEqual([1, 1])
    // At 10 the reference is TTAC; at 20 ACTT.
    expect([...(slab?.mismatchAt ?? [])]).toEqual([0, 4, 5])
    expect([...(slab?.mismatchPosition ?? [])]).toEqual([10, 11, 12, 13, 22])
  }
})

it('stops when whoever asked has gone', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  const gone = new AbortController()
  const answer = engine.bulk(`slab/${id}?${query(REQUEST)}`, gone.signal)
  gone.abort()
  expect(await (await answer).json()).toMatchObject({ kind: 'task/cancelled' })
})

it('refuses files that are no reads, that the case does not have, and that have changed', async () => {
  await using engine = await opened()
  const ask = async (id: string): Promise<unknown> =>
    (await engine.bulk(`slab/${id}?${query(REQUEST)}`)).json()
  expect(await ask((await engine.file('a.vcf')).id)).toMatchObject({ kind: 'bam/other-kind' })
  expect(await ask('none')).toMatchObject({ kind: 'case/unknown-file' })
  const { id } = await engine.file('a.bam')
  writeFileSync(join(folder, 'a.bam'), await smallBam(manyReads(10)))
  expect(await ask(id)).toMatchObject({ kind: 'file/changed' })
})

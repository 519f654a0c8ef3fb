import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { BamRecord } from '../../../../electron/engine/files/bam/record.ts'
import { buildCramIndexJob } from '../../../../electron/engine/indexing/build-cram-index.ts'
import { countReads } from '../../../../electron/engine/reads/count.ts'
import { readColumns } from '../../../../electron/engine/reads/read-columns.ts'
import { openCram } from '../../../../electron/engine/reads/cram-reader.ts'
import { recordToJson } from '../../../../electron/engine/reads/json.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { cramFixture, cramReference, samLine } from '../../../support/cram-files.ts'
import { publicFile } from '../../../support/public-data.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()
const cacheFolder = join(folder, 'cache')
const reference = cramReference(cramFixture('small.fa'))
const ALL = ['v21', 'v30', 'v31', 'small', 'multi', 'embed', 'noref', 'packed', 'arith']

const view = readFileSync(cramFixture('view.sam'), 'utf8').trimEnd().split('\n')
const placed = (contig: string): string[] => view.filter((line) => line.split('\t')[2] === contig)

/** Where a line of SAM begins and ends on its contig, 0-based half-open, as samtools takes it for a region. */
function extent(line: string): { start: number; end: number } {
  const [, flag, , pos, , cigar = ''] = line.split('\t')
  let length = 0
  if ((Number(flag) & 4) === 0)
    for (const [, n, op = ''] of cigar.matchAll(/(\d+)([MIDNSHP])/g))
      if ('MDN'.includes(op)) length += Number(n)
  return { start: Number(pos) - 1, end: Number(pos) - 1 + (length || 1) }
}

async function linesOf(path: string, contig: string, start: number, end: number, withReference = true) {
  const reader = await openCram(path, { cacheFolder, reference: withReference ? reference : null })
  try {
    const lines: string[] = []
    for await (const record of reader.records({ contig, start, end }))
      lines.push(samLine(recordToJson(record, reader.header.references)))
    return lines
  } finally {
    await reader.close()
  }
}

async function refusal(work: Promise<unknown>) {
  return errorOf(await work.then(() => null).catch((thrown: unknown) => thrown))
}

describe.each(ALL)('%s.cram', (name) => {
  const path = cramFixture(`${name}.cram`)

  it('says of every record what samtools says', async () => {
    for (const contig of ['one', 'two'])
      expect(await linesOf(path, contig, 0, 10_000)).toEqual(placed(contig))
    expect(await linesOf(path, 'none', 0, 500)).toEqual([])
  })

  it('has in each region the records that overlap it', async () => {
    const reader = await openCram(path, { cacheFolder, reference })
    for (let start = 0; start < 6000; start += 97) {
      const region = { contig: 'one', start, end: start + 40 }
      const wanted = placed('one').filter(
        (line) => extent(line).start < region.end && extent(line).end > start,
      )
      expect(await countReads(reader, region)).toBe(wanted.length)
    }
    await reader.close()
  })

  it('packs columns without decoding bases, qualities and tags as it does from whole records', async () => {
    const fresh = () => openCram(path, { cacheFolder, reference })
    const [lean, whole] = [await fresh(), await fresh()]
    for (const contig of ['one', 'two']) {
      const region = { contig, start: 300, end: 2500 }
      // Whole records are kept, and serve for columns too.
      for await (const record of whole.records(region)) expect(record.sequenceLength).toBeGreaterThan(0)
      const columns = await readColumns(lean, region)
      expect(columns.count).toBeGreaterThan(50)
      expect(columns).toEqual(await readColumns(whole, region))
      const lines: string[] = []
      for await (const record of lean.records(region))
        lines.push(samLine(recordToJson(record, lean.header.references)))
      expect(lines).toEqual(
        placed(contig).filter((line) => extent(line).start < region.end && extent(line).end > region.start),
      )
    }
    await lean.close()
    await whole.close()
  })

  it('says the same when no slice is kept and their memory is written to again', async () => {
    const reader = await openCram(path, { cacheFolder, reference, keepBytes: 1 })
    const records: BamRecord[] = []
    for await (const record of reader.records({ contig: 'one', start: 0, end: 6000 })) records.push(record)
    for (let start = 0; start < 3000; start += 500)
      await countReads(reader, { contig: 'two', start, end: start + 100 })
    const lines = records.map((record) => samLine(recordToJson(record, reader.header.references)))
    expect(lines).toEqual(placed('one'))
    await reader.close()
  })

  it('stops in the middle of a slice when it is aborted, and is read afterwards as ever', async () => {
    const reader = await openCram(path, { cacheFolder, reference })
    const region = { contig: 'one', start: 0, end: 200 }
    const abort = new AbortController()
    let visited = 0
    const walk = reader.walk(region, () => visited++, { signal: abort.signal })
    setImmediate(() => abort.abort())
    expect(await refusal(walk)).toMatchObject({ kind: 'task/cancelled' })
    expect(visited).toBe(0)
    expect(await countReads(reader, region)).toBeGreaterThan(5)
    await reader.close()
  })

  it('gets the index samtools gives it', async () => {
    const copy = join(folder, `${name}.cram`)
    copyFileSync(path, copy)
    const built = await buildCramIndexJob({ path: copy, cacheFolder }, unobserved)
    expect(built).toMatchObject({ path: `${copy}.crai`, format: 'crai', where: 'beside' })
    const text = (file: string): string => gunzipSync(readFileSync(file)).toString()
    expect(text(built.path)).toBe(text(`${path}.crai`))
  })
})

it('names reads without a name as samtools does, and mates alike', async () => {
  const names = readFileSync(cramFixture('lossy-names.txt'), 'utf8').split('\n')
  const renamed = view.map((line, i) => [names[i], ...line.split('\t').slice(1)].join('\t'))
  for (const contig of ['one', 'two'])
    expect(await linesOf(cramFixture('lossy.cram'), contig, 0, 6000)).toEqual(
      renamed.filter((line) => line.split('\t')[2] === contig),
    )
})

it('reads a CIGAR that is too long for the field BAM has for it', async () => {
  const path = cramFixture('long.cram')
  const cigar = `1M${'1I1P'.repeat(34_000)}1D1M`
  const [long, next, ...more] = await linesOf(path, 'one', 0, 6000)
  expect(long).toBe(`long\t0\tone\t101\t60\t${cigar}\t*\t0\t0\t${'A'.repeat(34_002)}\t*\tXZ:Z:after`)
  expect(next).toBe('next\t0\tone\t111\t60\t4M\t*\t0\t0\tACGT\t*')
  expect(more).toEqual([])
  const reader = await openCram(path, { cacheFolder, reference })
  const { cigarAt, ends } = await readColumns(reader, { contig: 'one', start: 0, end: 6000 })
  expect([...cigarAt, ...ends]).toEqual([0, 68_003, 68_004, 103, 114])
  await reader.close()
})

it('gives a read of no pair no contig of a mate, as samtools', async () => {
  expect(await linesOf(cramFixture('unpaired.cram'), 'one', 0, 6000)).toEqual([
    'r\t0\tone\t101\t60\t4M\t*\t500\t0\tACGT\t*',
    'u\t4\tone\t103\t0\t*\t*\t500\t10\tACGT\t*',
  ])
})

it('reads the compressions made for names and for qualities', async () => {
  const lines = await linesOf(cramFixture('names.cram'), 'one', 0, 6000)
  const text = lines.map((line) => `${line}\n`).join('')
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    readFileSync(cramFixture('names.sha256'), 'utf8').trim(),
  )
})

it('indexes a CRAM from the heads of its slices: damaged data is said when it is read', async () => {
  const path = join(folder, 'damaged data.cram')
  const bytes = readFileSync(cramFixture('noref.cram'))
  const [entry] = gunzipSync(readFileSync(cramFixture('noref.cram.crai')))
    .toString()
    .split('\n')
  const [, , , container = 0, slice = 0, size = 0] = (entry ?? '').split('\t').map(Number)
  // Well behind the slice's head, and within its last block.
  const at = container + slice + size - 10
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(path, bytes)
  const built = await buildCramIndexJob({ path, cacheFolder }, unobserved)
  expect(gunzipSync(readFileSync(built.path))).toEqual(
    gunzipSync(readFileSync(cramFixture('noref.cram.crai'))),
  )
  const reader = await openCram(path, { cacheFolder, reference: null })
  const [contig] = reader.header.references
  const region = { contig: contig?.name ?? '', start: 0, end: contig?.length ?? 0 }
  await expect(countReads(reader, region)).rejects.toMatchObject({ error: { kind: 'cram/damaged' } })
  await reader.close()
})

it('reads without a reference what carries its own or needs none, and refuses the rest', async () => {
  for (const name of ['embed', 'noref'])
    expect(await linesOf(cramFixture(`${name}.cram`), 'one', 0, 6000, false)).toEqual(placed('one'))
  const path = cramFixture('v30.cram')
  expect(await refusal(linesOf(path, 'two', 0, 3000, false))).toEqual({
    kind: 'cram/needs-reference',
    file: path,
    contig: 'two',
  })
})

it.each(['v21', 'v30', 'v31'])('refuses the wrong reference of %s.cram, naming the contig', async (name) => {
  const fasta = readFileSync(cramFixture('small.fa'), 'utf8')
  const at = fasta.indexOf('>two') + 500
  const other = join(folder, `other-${name}.fa`)
  writeFileSync(other, `${fasta.slice(0, at)}${fasta[at] === 'A' ? 'C' : 'A'}${fasta.slice(at + 1)}`)
  const path = cramFixture(`${name}.cram`)
  const reader = await openCram(path, { cacheFolder, reference: cramReference(other) })
  expect(await refusal(countReads(reader, { contig: 'two', start: 0, end: 900 }))).toMatchObject({
    kind: 'cram/wrong-reference',
    file: path,
    reference: other,
    contig: 'two',
  })
  // What the difference does not concern is read.
  expect(await countReads(reader, { contig: 'one', start: 0, end: 6000 })).toBe(placed('one').length)
  await reader.close()
})

it('refuses a reference without the contig, and one that is too short', async () => {
  const short = join(folder, 'short.fa')
  writeFileSync(short, '>one\nACGTACGT\n')
  const path = cramFixture('v30.cram')
  const reader = await openCram(path, { cacheFolder, reference: cramReference(short) })
  for (const contig of ['one', 'two'])
    expect(await refusal(countReads(reader, { contig, start: 0, end: 900 }))).toMatchObject({
      kind: 'cram/wrong-reference',
      contig,
    })
  await reader.close()
})

it('refuses an index of another file', async () => {
  const path = join(folder, 'other.cram')
  copyFileSync(cramFixture('v30.cram'), path)
  copyFileSync(cramFixture('v31.cram.crai'), `${path}.crai`)
  expect(await refusal(linesOf(path, 'one', 3000, 6000))).toMatchObject({
    kind: 'index/other-file',
    file: path,
  })
})

it('reads a public CRAM as samtools does', async () => {
  const path = publicFile('minigenome/alignments.cram')
  const fasta = publicFile('minigenome/minigenome.fa')
  if (path === null || fasta === null) return
  const reader = await openCram(path, { cacheFolder, reference: cramReference(fasta) })
  const hash = createHash('sha256')
  for await (const record of reader.records({ contig: 'minigenome', start: 0, end: 264_995 }))
    hash.update(`${samLine(recordToJson(record, reader.header.references))}\n`)
  await reader.close()
  expect(hash.digest('hex')).toBe(readFileSync(cramFixture('minigenome.sha256'), 'utf8').trim())
})

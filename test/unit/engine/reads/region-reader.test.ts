import { appendFileSync, copyFileSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { BamFile } from '@gmod/bam'
import { describe, expect, test } from 'vitest'
import { buildBamIndexJob } from '../../../../electron/engine/indexing/build-bam-index.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { countReads } from '../../../../electron/engine/reads/count.ts'
import { type BamReader, openBam } from '../../../../electron/engine/reads/region-reader.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { parseRegion } from '../../../../shared/genome/region.ts'
import {
  all,
  copyInto,
  errorFrom,
  fixture,
  golden,
  havePublicData,
  publicFile,
  scratch,
} from '../../../support/bam-files.ts'

/** The file copied, indexed by us, and opened. */
async function indexed(from: string, format: 'bai' | 'csi' | 'auto' = 'auto') {
  const folder = scratch()
  const path = copyInto(folder.path, from)
  const { path: index } = await buildBamIndexJob({ path, cacheFolder: folder.path, format }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  return {
    reader,
    path,
    index,
    folder: folder.path,
    async [Symbol.asyncDispose]() {
      await reader.close()
      folder[Symbol.dispose]()
    },
  }
}

const byFile = Map.groupBy(await golden('index/counts.tsv'), ([file]) => file ?? '')
const isHere = havePublicData()

describe('counts equal samtools view -c on random regions', () => {
  for (const [file, rows] of byFile) {
    const isPublic = file.startsWith('data/')
    const path = isPublic ? publicFile(file.slice(5)) : fixture(`bam/${basename(file)}`)
    test.runIf(!isPublic || isHere)(`${file}, ${rows.length} regions`, async () => {
      for (const format of ['auto', 'csi'] as const) {
        await using bam = await indexed(path, format)
        for (const [, region = '', count] of rows)
          expect([
            region,
            await countReads(bam.reader, parseRegion(region, bam.reader.header.references)),
          ]).toEqual([region, Number(count)])
      }
    })
  }
})

describe.runIf(isHere)('records equal those @gmod/bam finds', () => {
  test.each([
    'minigenome/alignments',
    'igv-reports/recalibrated',
    'gmod/volvox-sorted',
    'igvjs/gstt1_sample',
  ])('%s', async (name) => {
    await using bam = await indexed(publicFile(`${name}.bam`), 'bai')
    const other = new BamFile({ bamPath: bam.path, baiPath: bam.index })
    await other.getHeader()
    const { references } = bam.reader.header
    let compared = 0
    for (const [, text = ''] of byFile.get(`data/${name}.bam`) ?? []) {
      const region = parseRegion(text, references)
      const ours: string[] = []
      for await (const read of bam.reader.records(region))
        ours.push(`${read.name} ${read.start} ${read.flags}`)
      const theirs = await other.getRecordsForRange(region.contig, region.start, region.end)
      expect(ours.toSorted()).toEqual(theirs.map((r) => `${r.name} ${r.start} ${r.flags}`).toSorted())
      compared += ours.length
    }
    expect(compared).toBeGreaterThan(100)
  })
})

const names = async (reader: BamReader, text: string): Promise<string[]> => {
  const records = reader.records(parseRegion(text, reader.header.references))
  return (await all(records)).map(({ name }) => name)
}

test('borders: a read is in the region of its first and of its last base, not beside them', async () => {
  await using bam = await indexed(fixture('bam/edge.bam'))
  // b-reads of 90 bp lie at the border of what BAI can hold; read u16384 is placed unmapped: one base.
  const at = (await names(bam.reader, 'big:536870912-536870912')).length
  expect(at).toBeGreaterThan(0)
  expect(await names(bam.reader, 'one:199500-199500')).toContain('only-unmapped')
  expect(await names(bam.reader, 'one:199501-199600')).not.toContain('only-unmapped')
  expect(await names(bam.reader, 'one:120039-120040')).not.toContain('unmapped-with-cigar')
  expect(await names(bam.reader, 'one:120200-120200')).toContain('insertion-only')
  expect(await names(bam.reader, 'one:120201-120201')).not.toContain('insertion-only')
  expect(await names(bam.reader, 'one:120300-120349')).toContain('no-seq')
  expect(await names(bam.reader, 'empty')).toEqual([])
  expect(await names(bam.reader, 'none:1-100')).toEqual([])
})

test('a file without reads opens and answers nothing', async () => {
  await using bam = await indexed(fixture('bam/no-reads.bam'))
  expect(await names(bam.reader, 'one')).toEqual([])
})

test('a contig the file does not have is refused by name', async () => {
  await using bam = await indexed(fixture('bam/edge-bai.bam'))
  expect(await errorFrom(countReads(bam.reader, { contig: 'chr9', start: 0, end: 5 }))).toEqual({
    kind: 'region/contig-missing',
    contig: 'chr9',
    file: bam.path,
    known: ['one', 'empty', 'none'],
  })
})

test('an aborted read stops', async () => {
  await using bam = await indexed(fixture('bam/edge-bai.bam'))
  const work = countReads(bam.reader, { contig: 'one', start: 0, end: 9 }, { signal: AbortSignal.abort() })
  expect(await errorFrom(work)).toMatchObject({ kind: 'task/cancelled' })
})

describe('indexes that do not fit', () => {
  const open = async (
    change: (bam: string, index: string) => void,
    query = (reader: BamReader): Promise<unknown> =>
      countReads(reader, { contig: 'one', start: 0, end: 200_000 }),
  ) => {
    using folder = scratch()
    const path = copyInto(folder.path, fixture('bam/edge-bai.bam'))
    const index = copyInto(folder.path, fixture('index/edge-bai.bam.bai'))
    change(path, index)
    try {
      const reader = await openBam(path, { cacheFolder: folder.path })
      try {
        return { count: await query(reader), notices: reader.notices.map(({ kind }) => kind) }
      } finally {
        await reader.close()
      }
    } catch (thrown) {
      return errorOf(thrown)
    }
  }

  test('the right one fits', async () => {
    expect(await open(() => {})).toMatchObject({ count: 418 })
  })

  test('none', async () => {
    expect(await open((_, index) => writeFileSync(index, ''))).toMatchObject({ kind: 'index/truncated' })
    using folder = scratch()
    const path = copyInto(folder.path, fixture('bam/edge-bai.bam'))
    expect(await errorFrom(openBam(path, { cacheFolder: folder.path }))).toEqual({
      kind: 'index/missing',
      file: path,
    })
  })

  test('cut, or no index at all', async () => {
    expect(await open((_, index) => truncateSync(index, 50))).toMatchObject({ kind: 'index/truncated' })
    expect(await open((_, index) => writeFileSync(index, 'hello'))).toMatchObject({ kind: 'index/bad-magic' })
  })

  test('of a file with other contigs', async () => {
    const other = fixture('index/volvox-sorted.bai')
    expect(await open((_, index) => copyFileSync(other, index))).toMatchObject({ kind: 'index/other-file' })
  })

  test('that points past the end of the file', async () => {
    // Both have one contig.
    const error = await open((bam, index) => {
      copyFileSync(fixture('bam/long-cigar.bam'), bam)
      copyFileSync(fixture('index/alignments.bai'), index)
    })
    expect(error).toMatchObject({ kind: 'index/other-file' })
  })

  test('that leads to where no block starts, or into the middle of a record', async () => {
    // Moves every virtual offset of the index by one byte of the file, or of the block.
    const moved = (bytes: number, within: number) => (_: string, index: string) => {
      const data = readFileSync(index)
      for (let at = 0; at + 8 <= data.length; at++) {
        const block = data.readUInt16LE(at + 2)
        if (block !== 193 || data.readUInt32LE(at + 4) !== 0) continue
        data.writeUInt16LE(block + bytes, at + 2)
        data.writeUInt16LE((data.readUInt16LE(at) + within) % 0xf000, at)
        at += 7
      }
      writeFileSync(index, data)
    }
    expect(await open(moved(1, 0))).toMatchObject({ kind: 'index/other-file' })
    expect(await open(moved(0, 3))).toMatchObject({ kind: 'index/other-file' })
  })

  test('older than the file, or a file without its EOF block: works, and is said', async () => {
    const stale = (bam: string, index: string): void => {
      const old = Date.now() / 1000 - 1000
      utimesSync(index, old, old)
      utimesSync(bam, old + 500, old + 500)
    }
    expect(await open(stale)).toEqual({ count: 418, notices: ['index/stale'] })
    const cut = (bam: string): void => truncateSync(bam, readFileSync(bam).length - 28)
    expect(await open(cut)).toMatchObject({ count: 418 })
  })
})

test('a file that shrinks while open is an error, one that grows is not', async () => {
  await using bam = await indexed(fixture('bam/edge-bai.bam'))
  const whole = { contig: 'one', start: 0, end: 200_000 }
  appendFileSync(bam.path, 'more')
  expect(await countReads(bam.reader, whole)).toBe(418)
  truncateSync(bam.path, 4000)
  expect(await errorFrom(countReads(bam.reader, whole))).toMatchObject({
    kind: 'file/changed',
    file: bam.path,
  })
})

test('a corrupt block is an error of that block, not of the index', async () => {
  await using bam = await indexed(fixture('bam/edge-bai.bam'))
  const bytes = readFileSync(bam.path)
  bytes.fill(0xff, 2000, 2010)
  writeFileSync(bam.path, bytes)
  const reader = await openBam(bam.path, { cacheFolder: join(bam.folder, 'c') })
  const error = await errorFrom(countReads(reader, { contig: 'one', start: 0, end: 200_000 }))
  await reader.close()
  expect(error.kind).toMatch(/^bgzf\/(bad-block|bad-crc|bad-length)$/)
})

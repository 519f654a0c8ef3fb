import { TabixIndexedFile } from '@gmod/tabix'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { buildVcfIndexJob } from '../../../../electron/engine/indexing/vcf-index-builder.ts'
import {
  type VcfRegionReader,
  openVcfRegions,
} from '../../../../electron/engine/indexing/vcf-region-reader.ts'
import { readIndexFile } from '../../../../electron/engine/indexing/index-file.ts'
import { type JobContext, unobserved } from '../../../../electron/engine/work/job.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { publicFile } from '../../../support/public-data.ts'
import { seededRandom } from '../../../support/random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { vcfText, writeBgzip, writeText } from '../../../support/vcf-text.ts'

const folder = temporaryFolder()
const cacheFolder = join(folder, 'cache')
const fixtures = new URL('../../../fixtures/vcf/', import.meta.url)
const edge = readFileSync(new URL('edge.vcf', fixtures), 'utf8')

/** region → IDs, from tabix. */
const goldens = readFileSync(new URL('edge-regions.tsv', fixtures), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'))

async function ids(reader: VcfRegionReader, region: string): Promise<string> {
  const [contig = '', range = '1-536870912'] = region.split(':')
  const [first = 1, last = 1] = range.split('-').map(Number)
  const found: string[] = []
  for await (const batch of reader.lines({ contig, start: first - 1, end: last }))
    for (const { line } of batch) found.push(Buffer.from(line.bytes).toString('utf8').split('\t')[2] ?? '')
  return found.join(' ')
}

const copyEdge = (name: string): string => {
  const path = join(folder, name)
  writeFileSync(path, readFileSync(new URL('edge.vcf.gz', fixtures)))
  return path
}

describe('regions of the edge cases', () => {
  /** What is found in each golden region, in the shape of the goldens. */
  const foundBy = async (reader: VcfRegionReader): Promise<string[][]> => {
    const found: string[][] = []
    for (const [region = ''] of goldens) found.push([region, await ids(reader, region)])
    await reader.close()
    return found
  }

  test.each(['tbi', 'csi'] as const)('with our %s, which equals that of the tools', async (format) => {
    const path = copyEdge(`ours-${format}.vcf.gz`)
    const built = await buildVcfIndexJob({ path, cacheFolder, format }, unobserved)
    expect(built).toEqual({
      path: `${path}.${format}`,
      where: 'beside',
      format,
      data: path,
      records: 12,
      notices: [],
    })
    const theirs = new URL(`edge.vcf.gz.${format}`, fixtures).pathname
    // Bins, chunks, linear index, counts and contigs; only the order of the bins in the file is the tools' own.
    expect(await readIndexFile(path, built.path)).toEqual(await readIndexFile(path, theirs))
    expect(await foundBy(await openVcfRegions({ path, compression: 'bgzf' }, built))).toEqual(goldens)
  })

  test.each(['tbi', 'csi'] as const)('with the %s of the tools', async (format) => {
    const index = new URL(`edge.vcf.gz.${format}`, fixtures).pathname
    expect(
      await foundBy(
        await openVcfRegions(
          { path: copyEdge('theirs.vcf.gz'), compression: 'bgzf' },
          { path: index, format },
        ),
      ),
    ).toEqual(goldens)
  })

  test('with offsets into the plain text, which stays as it is', async () => {
    const path = writeText(join(folder, 'edge.vcf'), edge)
    const built = await buildVcfIndexJob({ path, cacheFolder }, unobserved)
    expect(built).toMatchObject({ format: 'offsets', data: path, records: 12 })
    expect(readFileSync(path, 'utf8')).toBe(edge)
    expect(await foundBy(await openVcfRegions({ path, compression: 'none' }, built))).toEqual(goldens)
  })

  test('with CRLF', async () => {
    const path = writeText(join(folder, 'crlf.vcf'), edge.replaceAll('\n', '\r\n'))
    const built = await buildVcfIndexJob({ path, cacheFolder }, unobserved)
    expect(await foundBy(await openVcfRegions({ path, compression: 'none' }, built))).toEqual(goldens)
  })

  test('of a gzip VCF through its bgzip copy, which is said', async () => {
    const path = join(folder, 'gzip.vcf.gz')
    writeFileSync(path, gzipSync(edge))
    const built = await buildVcfIndexJob({ path, cacheFolder }, unobserved)
    expect(built).toMatchObject({
      format: 'tbi',
      where: 'cache',
      notices: [{ kind: 'vcf/recompressed', file: path, copy: built.data }],
    })
    expect(built.data.startsWith(cacheFolder)).toBe(true)
    expect(gunzipSync(readFileSync(built.data)).toString('utf8')).toBe(edge)
    expect(await foundBy(await openVcfRegions({ path: built.data, compression: 'bgzf' }, built))).toEqual(
      goldens,
    )
  })
})

/** @gmod/tabix as witness on a larger file: our index, its reader. */
test('@gmod/tabix finds the same through our index', async () => {
  const source = publicFile('slivar/ashk-trio.vcf.gz')
  if (source === null) return
  const path = join(folder, 'trio.vcf.gz')
  writeFileSync(path, readFileSync(source))
  const built = await buildVcfIndexJob({ path, cacheFolder }, unobserved)
  expect(built.records).toBe(9940)
  const witness = new TabixIndexedFile({ path, tbiPath: built.path })
  const ours = await openVcfRegions({ path, compression: 'bgzf' }, built)
  const random = seededRandom(7)
  for (let i = 0; i < 60; i++) {
    const contig = random() < 0.5 ? '1' : '2'
    const start = Math.floor(random() * 240e6)
    const end = start + Math.floor(10 ** (random() * 8))
    const theirs: string[] = []
    await witness.getLines(contig, start, end, (line) => void theirs.push(line))
    const found: string[] = []
    for await (const batch of ours.lines({ contig, start, end }))
      for (const { line } of batch) found.push(Buffer.from(line.bytes).toString('utf8'))
    expect(found).toEqual(theirs)
  }
  await ours.close()
})

describe('the format', () => {
  const far = (contig: string, position: number): string =>
    vcfText([[contig, position, 'far', 'A', 'G', '.', '.', '.']], {
      meta: [`##contig=<ID=${contig},length=${position}>`],
    })

  test('is CSI when the header has a contig that TBI cannot hold', async () => {
    const path = await writeBgzip(join(folder, 'long.vcf.gz'), far('chr1', 2 ** 29 + 5))
    const built = await buildVcfIndexJob({ path, cacheFolder }, unobserved)
    expect(built.format).toBe('csi')
    const reader = await openVcfRegions({ path, compression: 'bgzf' }, built)
    expect(await ids(reader, `chr1:${2 ** 29 + 5}-${2 ** 29 + 6}`)).toBe('far')
    await reader.close()
  })

  test('becomes CSI when only a record says so', async () => {
    const text = vcfText([
      ['1', 5, '.', 'A', 'G', '.', '.', '.'],
      ['1', 2 ** 29 + 5, 'far', 'A', 'G', '.', '.', '.'],
    ])
    const path = await writeBgzip(join(folder, 'undeclared.vcf.gz'), text)
    expect((await buildVcfIndexJob({ path, cacheFolder }, unobserved)).format).toBe('csi')
    const asTbi = buildVcfIndexJob({ path, cacheFolder, format: 'tbi' }, unobserved)
    await expect(asTbi).rejects.toMatchObject({ error: { kind: 'index/out-of-reach' } })
  })

  test('a position or END no genome has is refused, not given gigabytes of windows', async () => {
    for (const [name, position, info] of [
      ['position', 1_000_000_000_000, '.'],
      ['end', 5, 'END=99999999999999'],
    ] as const) {
      const text = vcfText([['1', position, '.', 'A', '<DEL>', '.', '.', info]])
      const path = await writeBgzip(join(folder, `far ${name}.vcf.gz`), text)
      for (const format of ['auto', 'tbi', 'csi'] as const)
        await expect(buildVcfIndexJob({ path, cacheFolder, format }, unobserved)).rejects.toMatchObject({
          error: { kind: 'index/out-of-reach' },
        })
    }
  })

  test('a VCF without records', async () => {
    const path = await writeBgzip(join(folder, 'none.vcf.gz'), vcfText([]))
    const built = await buildVcfIndexJob({ path, cacheFolder }, unobserved)
    expect((await readIndexFile(path, built.path)).references).toEqual([])
    expect(built.records).toBe(0)
  })
})

describe('refused', () => {
  const unsorted = vcfText([
    ['1', 10, '.', 'A', 'G', '.', '.', '.'],
    ['1', 20, '.', 'A', 'G', '.', '.', '.'],
    ['1', 15, '.', 'A', 'G', '.', '.', '.'],
  ])
  const interleaved = vcfText([
    ['1', 10, '.', 'A', 'G', '.', '.', '.'],
    ['2', 20, '.', 'A', 'G', '.', '.', '.'],
    ['1', 15, '.', 'A', 'G', '.', '.', '.'],
  ])

  test.each([
    [unsorted, '1'],
    [interleaved, '2'],
  ])('out of order, plain, bgzip and gzip: the first such record is named', async (text, previousContig) => {
    const expected = {
      kind: 'vcf/unsorted',
      line: 5,
      contig: '1',
      position: 15,
      previousContig,
      previousPosition: 20,
    }
    const base = join(folder, `unsorted-${previousContig}`)
    const paths = [writeText(`${base}.vcf`, text), await writeBgzip(`${base}.vcf.gz`, text)]
    writeFileSync(`${base}.gzip.vcf.gz`, gzipSync(text))
    for (const path of [...paths, `${base}.gzip.vcf.gz`]) {
      const build = buildVcfIndexJob({ path, cacheFolder: `${base}-cache` }, unobserved)
      await expect(build).rejects.toMatchObject({ error: { ...expected, file: path } })
      expect(
        readdirSync(folder).filter((name) => name.startsWith(`${base}.`) && /tbi|csi|tmp/.test(name)),
      ).toEqual([])
    }
    const left = existsSync(`${base}-cache`)
      ? readdirSync(`${base}-cache`, { recursive: true, withFileTypes: true })
      : []
    expect(left.filter((entry) => entry.isFile())).toEqual([])
  })

  test('a line with too few columns, by its number', async () => {
    const path = await writeBgzip(
      join(folder, 'short.vcf.gz'),
      `${vcfText([['1', 10, '.', 'A', 'G', '.', '.', '.']])}1\t12\t.\n`,
    )
    await expect(buildVcfIndexJob({ path, cacheFolder }, unobserved)).rejects.toMatchObject({
      error: { kind: 'vcf/too-few-columns', line: 4, found: 3, expected: 8 },
    })
  })

  test('a bgzip file that was cut', async () => {
    const whole = readFileSync(new URL('edge.vcf.gz', fixtures))
    const path = join(folder, 'cut.vcf.gz')
    writeFileSync(path, whole.subarray(0, whole.length - 28))
    await expect(buildVcfIndexJob({ path, cacheFolder }, unobserved)).rejects.toMatchObject({
      error: { kind: 'bgzf/no-eof-block' },
    })
  })

  test('something else than a VCF', async () => {
    const path = writeText(join(folder, 'a.bed'), '1\t2\t3\n')
    await expect(buildVcfIndexJob({ path, cacheFolder }, unobserved)).rejects.toMatchObject({
      error: { kind: 'index/not-indexable', what: 'a BED file' },
    })
  })
})

describe('cancelling', () => {
  const records = Array.from({ length: 20_000 }, (_, i) => [
    '1',
    i + 1,
    '.',
    'A',
    'G',
    '.',
    '.',
    `X=${i * 7919}`,
  ])
  const text = vcfText(records)

  test.each([
    ['bgzip.vcf.gz', (path: string) => writeBgzip(path, text)],
    ['plain.vcf', (path: string) => Promise.resolve(writeText(path, text))],
    ['gzip.vcf.gz', (path: string) => Promise.resolve(writeFileSync(path, gzipSync(text)))],
  ])('%s leaves nothing', async (name, write) => {
    const own = join(folder, `cancel-${name}`)
    const { mkdirSync } = await import('node:fs')
    mkdirSync(own)
    await write(join(own, name))
    const controller = new AbortController()
    let reports = 0
    const context: JobContext = {
      signal: controller.signal,
      progress: ({ done, total }) => {
        expect(done).toBeLessThanOrEqual(total ?? 0)
        if (++reports === 2) controller.abort()
      },
    }
    const cache = join(own, 'cache')
    const thrown = await buildVcfIndexJob({ path: join(own, name), cacheFolder: cache }, context).catch(
      (t: unknown) => t,
    )
    expect(errorOf(thrown).kind).toBe('task/cancelled')
    const left = readdirSync(own, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(left.map((entry) => entry.name)).toEqual([name])
  })
})

describe('an index that is not this file’s', () => {
  const other = vcfText([['7', 5, '.', 'A', 'G', '.', '.', '.']])

  test.each([
    [
      'another file’s',
      async () =>
        (
          await buildVcfIndexJob(
            { path: await writeBgzip(join(folder, 'other.vcf.gz'), other), cacheFolder },
            unobserved,
          )
        ).path,
      'index/other-file',
    ],
    ['a BAI', () => Promise.resolve(writeText(join(folder, 'x.bai'), 'BAI\x01\0\0\0\0')), 'index/other-file'],
    ['text', () => Promise.resolve(writeText(join(folder, 'x.tbi'), 'hello')), 'index/bad-magic'],
    ['empty', () => Promise.resolve(writeText(join(folder, 'empty.tbi'), '')), 'index/truncated'],
  ] as const)('%s', async (_, make, kind) => {
    const index = await make()
    const read = async (): Promise<void> => {
      const reader = await openVcfRegions(
        { path: copyEdge('file.vcf.gz'), compression: 'bgzf' },
        { path: index, format: 'tbi' },
      )
      try {
        for await (const batch of reader.lines({ contig: '7', start: 0, end: 100 })) expect(batch).toEqual([])
      } finally {
        await reader.close()
      }
    }
    await expect(read()).rejects.toMatchObject({ error: { kind } })
  })

  test('offsets of a file that has grown since', async () => {
    const path = writeText(join(folder, 'grown.vcf'), edge)
    const built = await buildVcfIndexJob({ path, cacheFolder }, unobserved)
    writeText(path, `${edge}2\t5\t.\tA\tG\t.\t.\t.\tGT\t0/1\n`)
    await expect(openVcfRegions({ path, compression: 'none' }, built)).rejects.toMatchObject({
      error: { kind: 'index/other-file' },
    })
  })
})

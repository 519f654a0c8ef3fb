import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeFile } from '../../../../../electron/engine/files/describe.ts'
import { ensureStore } from '../../../../../electron/engine/variants/open-variants.ts'
import { type JobContext, unobserved } from '../../../../../electron/engine/work/job.ts'
import type { CasementError } from '../../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../../shared/errors/fault.ts'
import { sentence } from '../../../../../shared/errors/sentence.ts'
import { randomVcf } from '../../../../support/random-vcf.ts'
import { type ScannedRow, scanText } from '../../../../support/scanned-rows.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import {
  importHere,
  openedStore,
  poolHere,
  rowsInStore,
  storeOf,
  threadsHere,
} from '../../../../support/variant-stores.ts'
import { bgzip, vcfText } from '../../../../support/vcf-text.ts'

const folder = temporaryFolder()
const cache = join(folder, 'cache')
const place = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}
const cached = (at = cache): string[] =>
  existsSync(join(at, 'variants')) ? readdirSync(join(at, 'variants')).toSorted() : []

async function refusal(work: Promise<unknown>): Promise<CasementError> {
  return work.then(
    () => {
      throw new Error('it was not refused')
    },
    (thrown: unknown) => errorOf(thrown),
  )
}

/** Rows without what depends on the file's compression. */
const anywhere = (rows: readonly ScannedRow[]): ScannedRow[] =>
  rows.map((row) => ({ ...row, block: null, within: null }))

/** Records that say little, so that there is little to store. */
const simple = (count: number): string =>
  vcfText(Array.from({ length: count }, (_, i) => ['chr1', i + 1, `rs${i}`, 'A', 'C', i, 'PASS', '.']))

describe('the same text', () => {
  const text = randomVcf('import', 120, 'CSQ', ['S1'])
  let expected: ScannedRow[] = []

  beforeAll(async () => {
    const { rows, plan } = await scanText(text)
    const ours = new Set(['source', 'pointer', ...plan.samples.map((_, i) => `s${i}_text`)])
    expected = anywhere(
      rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !ours.has(name)))),
    )
  }, 60_000)

  test('as bgzip, read in small parts: the rows the scanner has, with numbers of lines', async () => {
    const path = place('same.vcf.gz', await bgzip(text.repeat(1)))
    const variants = await openedStore(await importHere(path, cache, { partSize: 20_000 }))
    expect(anywhere(await rowsInStore(variants))).toEqual(expected)
    expect(variants.store.meta).toMatchObject({
      rows: expected.length,
      malformed: 0,
      stopped: null,
      samples: ['S1'],
    })
  })

  test('as plain text, and as gzip, which is read serially', async () => {
    const plain = await openedStore(await importHere(place('same.vcf', text), cache))
    expect(anywhere(await rowsInStore(plain))).toEqual(expected)
    const gzip = await openedStore(await importHere(place('gzip.vcf.gz', gzipSync(text)), cache))
    expect(anywhere(await rowsInStore(gzip))).toEqual(expected)
  })
})

test('a BCF has the rows of what bcftools makes of it as text', async () => {
  const fixture = (name: string): string => join(import.meta.dirname, '../../../../fixtures/bcf', name)
  const header = readFileSync(fixture('types.vcf'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'))
  const text = `${header.join('\n')}\n${readFileSync(fixture('types.view.txt'), 'utf8')}`
  const bcf = await openedStore(await importHere(fixture('types.bcf'), cache))
  const vcf = await openedStore(await importHere(place('types.vcf', text), cache))
  const rows = await rowsInStore(vcf)
  expect(rows.length).toBeGreaterThan(0)
  const some = (row: ScannedRow): ScannedRow => ({ ...row, block: null, within: null, line: null })
  expect((await rowsInStore(bcf)).map(some)).toEqual(rows.map(some))
  const filters = new Set(rows.map((row) => row['format.FT(NA1)']))
  expect(filters.size).toBeGreaterThan(1)
  // Values for each genotype there could be are for reading in the record.
  expect(bcf.store.meta.columns.filter(({ column }) => column.name.startsWith('format.GL'))).toEqual([])
  expect(bcf.store.meta.formatLeftOut).toEqual([])
})

describe('malformed lines', () => {
  const record = (position: number | string): (string | number)[] => [
    'chr1',
    position,
    '.',
    'A',
    'C',
    '.',
    '.',
    '.',
  ]
  const withBad = (count: number, bad: ReadonlySet<number>): string =>
    vcfText(Array.from({ length: count }, (_, i) => record(bad.has(i) ? 'x' : i + 1)))

  test('some: they are left out and named by their lines, across parts', async () => {
    const bad = new Set([0, 700, 1999, 9_000, 19_999])
    const path = place('some.vcf', withBad(20_000, bad))
    const variants = await openedStore(await importHere(path, cache, { partSize: 1 }))
    const { rows, malformed, listed } = variants.store.meta
    expect({ rows, malformed }).toEqual({ rows: 19_995, malformed: 5 })
    expect(listed.map((error) => ('line' in error ? error.line : null))).toEqual([...bad].map((i) => i + 3))
  })

  test('more than one in a hundred: the file is refused with the first ten, and nothing is left', async () => {
    const before = cached()
    const path = place('many.vcf', withBad(1100, new Set(Array.from({ length: 12 }, (_, i) => 100 + i))))
    const error = await refusal(importHere(path, cache))
    expect(error).toMatchObject({ kind: 'vcf/too-many-malformed', malformed: 12, lines: 1100 })
    expect(sentence(error)).toContain('12 of its 1,100 records cannot be read, more than one in a hundred')
    expect(error.kind === 'vcf/too-many-malformed' && error.first.map(({ line }) => line)).toEqual(
      Array.from({ length: 10 }, (_, i) => 103 + i),
    )
    expect(cached()).toEqual(before)
  })

  test('exactly one in a hundred: it is read', async () => {
    const path = place('one.vcf', withBad(100, new Set([50])))
    const { store } = await openedStore(await importHere(path, cache))
    expect(store.meta).toMatchObject({ rows: 99, malformed: 1 })
  })
})

describe('a file that cannot be read to its end', () => {
  const text = simple(20_000)

  test('is imported up to the damaged block, in parts or not, and says why it stopped', async () => {
    const bytes = Buffer.from(await bgzip(text))
    const at = Math.floor(bytes.length * 0.7)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    const path = place('damaged.vcf.gz', bytes)
    const all = await scanText(text)
    const found: ScannedRow[][] = []
    for (const partSize of [10_000, 1 << 20]) {
      const variants = await openedStore(
        await importHere(path, join(folder, `cache${partSize}`), { partSize }),
      )
      found.push(await rowsInStore(variants))
      expect(variants.store.meta.stopped).toMatchObject({ kind: expect.stringMatching(/^bgzf\//) as unknown })
    }
    expect(found[0]?.length).toBeGreaterThan(0)
    expect(found[0]?.length).toBeLessThan(all.rows.length)
    expect(found[0]).toEqual(found[1])
    expect(found[0]?.map((row) => row['line'])).toEqual(
      all.rows.slice(0, found[0]?.length).map((row) => row['line']),
    )
  })

  test('cut off in the middle', async () => {
    const bytes = await bgzip(text)
    const path = place('cut.vcf.gz', bytes.subarray(0, Math.floor(bytes.length / 2)))
    const { store } = await openedStore(await importHere(path, cache))
    expect(store.meta.stopped).toMatchObject({ kind: 'bgzf/truncated' })
    expect(store.meta.rows).toBeGreaterThan(0)
  })
})

describe('while it is imported', () => {
  test('a file that is written to is refused, and nothing is left', async () => {
    const before = cached()
    const path = place('growing.vcf', simple(60))
    const pool: typeof poolHere = {
      run: (job, input, context) =>
        poolHere.run(job, input, context).finally(() => appendFileSync(path, '\n')),
    }
    expect(await refusal(importHere(path, cache, { pool }))).toMatchObject({ kind: 'file/changed' })
    expect(cached()).toEqual(before)
  })

  test('a cancelled import ends soon and leaves nothing', async () => {
    const before = cached()
    const text = simple(2000)
    const records = text.slice(text.indexOf('\nchr1') + 1)
    for (const [name, bytes] of [
      ['cancelled.vcf.gz', await bgzip(text + records.repeat(10))],
      ['cancelled-gzip.vcf.gz', gzipSync(text + records.repeat(10))],
    ] as const) {
      const stop = new AbortController()
      let reports = 0
      const context: JobContext = {
        signal: stop.signal,
        progress: () => {
          reports++
          stop.abort()
        },
      }
      const error = await refusal(importHere(place(name, bytes), cache, { context, partSize: 100_000 }))
      expect(error.kind).toBe('task/cancelled')
      // Those that are under way at the time, and no more.
      expect(reports).toBeLessThanOrEqual(7)
      expect(cached()).toEqual(before)
    }
  })

  test('one that was cancelled before it began does nothing', async () => {
    const before = cached()
    const context = { ...unobserved, signal: AbortSignal.abort() }
    for (const name of ['never.vcf', 'never.vcf.gz']) {
      const bytes = simple(20)
      const path = place(name, name.endsWith('gz') ? gzipSync(bytes) : bytes)
      expect((await refusal(importHere(path, cache, { context }))).kind).toBe('task/cancelled')
    }
    expect(cached()).toEqual(before)
  })
})

describe('stores that are there', () => {
  let path = ''
  let store = ''
  let made = 0

  const ensured = async () => {
    const { identity, compression } = await describeFile(path)
    const input = { identity, path, kind: 'vcf', compression, cacheFolder: cache } as const
    const threads = () => {
      made++
      return threadsHere
    }
    const found = await ensureStore(input, threads, unobserved)
    found.close()
    return found.meta
  }

  beforeAll(async () => {
    path = place('again.vcf', simple(30))
    store = await importHere(path, cache)
  }, 60_000)

  test('are used', async () => {
    expect((await ensured()).rows).toBe(30)
    expect(made).toBe(0)
  })

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['cut off by a byte', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['empty', () => Buffer.alloc(0)],
    ['no database', () => Buffer.from('nonsense'.repeat(1000))],
    [
      'of another version',
      (bytes: Buffer) =>
        Buffer.from(bytes.toString('latin1').replace(/"version":\d/, '"version":1'), 'latin1'),
    ],
    ['damaged inside', (bytes: Buffer) => Buffer.from(bytes).fill(0x55, 8192, 20_000)],
  ])('%s: made again', async (_, damage) => {
    const before = made
    writeFileSync(store, damage(readFileSync(store)))
    expect((await ensured()).rows).toBe(30)
    expect(made).toBe(before + 1)
  })

  test('belong to the file as it was', async () => {
    const before = made
    const later = new Date(statSync(path).mtimeMs + 5000)
    utimesSync(path, later, later)
    await ensured()
    expect(made).toBe(before + 1)
  })
})

describe('unusual files', () => {
  const imported = async (name: string, text: string | Uint8Array, samples: readonly string[] = []) =>
    openedStore(await importHere(place(name, text), cache, { samples }))

  test('a header and no records', async () => {
    for (const [name, text] of [
      ['none.vcf', vcfText([])],
      ['none.vcf.gz', await bgzip(vcfText([], { samples: ['S'] }))],
    ] as const) {
      const variants = await imported(name, text)
      expect(variants.store.meta).toMatchObject({ rows: 0, records: 0, stopped: null })
      expect(await variants.results.count({ filters: [], sort: [] })).toEqual({
        passing: 0,
        total: 0,
        effects: [],
      })
      const filters = [{ expression: 'qual > 3', missing: 'keep' } as const]
      expect(await variants.results.count({ filters, sort: [] })).toMatchObject({ passing: 0, total: 0 })
      expect(
        await variants.results.all({ filters, sort: [{ column: 'pos', descending: true }] }),
      ).toHaveLength(0)
    }
  })

  test('more than 32 samples: those of the case first, the others named', async () => {
    const samples = Array.from({ length: 40 }, (_, i) => `S${i}`)
    const text = vcfText(
      [['chr1', 1, '.', 'A', 'C', '.', '.', '.', 'GT:DP', ...samples.map((_, i) => `0/1:${i}`)]],
      { samples },
    )
    const variants = await imported('many-samples.vcf', text, ['S39', 'S35'])
    expect(variants.store.meta.samples).toEqual([...samples.slice(0, 30), 'S35', 'S39'])
    expect(variants.store.meta.samplesLeftOut).toEqual([
      'S30',
      'S31',
      'S32',
      'S33',
      'S34',
      'S36',
      'S37',
      'S38',
    ])
    expect((await rowsInStore(variants))[0]).toMatchObject({ 'dp(S39)': 39, 'dp(S35)': 35, 'dp(S2)': 2 })
  })

  test('a contig that the header lacks comes after those it has', async () => {
    const meta = ['##contig=<ID=chr2>', '##contig=<ID=chr1>']
    const text = vcfText(
      ['chrUn', 'chr1', 'chr2'].map((contig) => [contig, 5, '.', 'A', 'C', '.', '.', '.']),
      { meta },
    )
    const variants = await imported('contigs.vcf', text)
    expect(variants.store.meta.contigs).toEqual(['chr2', 'chr1', 'chrUn'])
    const sorted = await variants.results.all({ filters: [], sort: [{ column: 'chrom', descending: false }] })
    expect([...sorted]).toEqual([2, 1, 0])
  })

  test('a line of two megabytes', async () => {
    const meta = ['##INFO=<ID=NOTE,Number=1,Type=String,Description="x">']
    const long = `NOTE=${'x'.repeat(1 << 21)}`
    const records = [7, 8, 9].map((at) => [
      'chr1',
      at,
      '.',
      at === 8 ? 'A'.repeat(1 << 16) : 'A',
      'C',
      '.',
      '.',
      at === 8 ? long : '.',
    ])
    for (const [name, bytes] of [
      ['long.vcf', vcfText(records, { meta })],
      ['long.vcf.gz', await bgzip(vcfText(records, { meta }))],
    ] as const) {
      const rows = await rowsInStore(await imported(name, bytes))
      expect(
        rows.map((row) => [
          row['pos'],
          String(row['ref']).length,
          String(row['info.NOTE'] ?? '').length,
          row['line'],
        ]),
      ).toEqual([
        [7, 1, 0, 4],
        [8, 1 << 16, 1000, 5],
        [9, 1, 0, 6],
      ])
    }
  })

  test('NUL within texts', async () => {
    const meta = ['##INFO=<ID=T,Number=1,Type=String,Description="x">']
    const text = vcfText([['chr1', 1, 'a\0b', 'A', 'C', '.', 'f\0', `T=${'x\0'.repeat(20)}`]], { meta })
    const rows = await rowsInStore(await storeOf(text, folder))
    expect(rows).toMatchObject([{ id: 'a\0b', filter: 'f\0', 'info.T': 'x\0'.repeat(20) }])
  })

  test('bytes that are no UTF-8, short and long, in a column that is stored as it is', async () => {
    const record = (id: string): string => vcfText([['chr1', 1, id, 'A', 'C', '.', '.', '.']])
    for (const [name, id] of [
      ['latin1-short.vcf', 'caf\u00e9'],
      ['latin1-long.vcf', `${'long '.repeat(5)}caf\u00e9`],
    ] as const) {
      const variants = await imported(name, Buffer.from(record(id), 'latin1'))
      expect((await rowsInStore(variants))[0]?.['id']).toBe(id.replace('\u00e9', '\ufffd'))
      const filters = [{ expression: 'contains(id, "CAF") and id > "a"', missing: 'drop' } as const]
      expect((await variants.results.count({ filters, sort: [] })).passing).toBe(1)
    }
  })
})

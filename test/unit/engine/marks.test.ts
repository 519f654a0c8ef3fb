import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { VariantKey } from '../../../shared/variant/variant-key.ts'
import { variantKey } from '../../../shared/variant/variant-key.ts'
import type { VariantQuery } from '../../../shared/variant/variant-query.ts'
import { scratch } from '../../support/bam-files.ts'
import { type RunningEngine, runningEngine } from '../../support/running-engine.ts'
import { vcfText, writeBgzip, writeText } from '../../support/vcf-text.ts'

const META = ['##contig=<ID=chr1,length=248956422>', '##FORMAT=<ID=GT,Number=1,Type=String,Description="GT">']

const RECORDS = [
  ['chr1', 100, 'rs1', 'A', 'G', 50, 'PASS', '.', 'GT', '0/1'],
  // The same place: only the alleles tell them apart.
  ['chr1', 200, '.', 'C', 'T', 40, 'PASS', '.', 'GT', '0/1'],
  ['chr1', 200, '.', 'CA', 'C', 30, 'PASS', '.', 'GT', '0/1'],
  ['chr1', 300, '.', 'G', 'A,T', 20, 'PASS', '.', 'GT', '1/2'],
]

const folder = scratch()
let engine: RunningEngine
let file: CaseFile

const ready = ({ files }: CaseState): boolean => files.every(({ store }) => store?.state === 'ready')
const filtered = (expression: string, sort: VariantQuery['sort'] = []): VariantQuery => ({
  filters: [{ expression, missing: 'drop' }],
  sort,
})

beforeAll(async () => {
  engine = runningEngine()
  const path = await writeBgzip(
    join(folder.path, 'one.vcf.gz'),
    vcfText(RECORDS, { meta: META, samples: ['kim'] }),
  )
  await engine.call('case.open', { paths: [path] })
  await engine.until(ready)
  file = await engine.file('one.vcf.gz')
}, 60_000)
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  folder[Symbol.dispose]()
})

const marksNow = async (): Promise<readonly VariantKey[]> =>
  (await engine.call('case.state', {}))?.marks ?? []

beforeEach(async () => {
  for (const variant of await marksNow()) await engine.call('variants.mark', { variant, marked: false })
})

/** The key of the row with a number, as the list has it. */
async function keyOf(row: number): Promise<VariantKey> {
  return variantKey((await engine.call('variants.record', { file: file.id, row })).row)
}
async function mark(row: number, marked = true): Promise<void> {
  await engine.call('variants.mark', { variant: await keyOf(row), marked })
}
async function rowsOf(query: VariantQuery): Promise<number[]> {
  const page = await engine.call('variants.page', { file: file.id, offset: 0, limit: 10, query })
  expect(page.available).toBe(page.rows.length)
  return page.rows.map(({ row }) => row)
}

describe('marked variants', () => {
  test('are those of the allele that was marked, not of all at its place', async () => {
    await mark(2)
    await mark(4)
    expect(await rowsOf(filtered('marked'))).toEqual([2, 4])
    expect(await rowsOf(filtered('not marked and pos >= 200'))).toEqual([1, 3])
    expect(await engine.call('variants.count', { file: file.id, query: filtered('marked') })).toMatchObject({
      passing: 2,
      total: 5,
    })
  })

  test('are of now: nothing that was found with other marks is told again', async () => {
    expect(await rowsOf(filtered('marked'))).toEqual([])
    await mark(0)
    expect(await rowsOf(filtered('marked'))).toEqual([0])
    await mark(3)
    expect(await rowsOf(filtered('marked'))).toEqual([0, 3])
    await mark(0, false)
    expect(await rowsOf(filtered('marked'))).toEqual([3])
    const placed = { file: file.id, query: filtered('marked'), row: 0 }
    expect(await engine.call('variants.placeOf', placed)).toEqual({ place: null, before: 0 })
  })

  test('come first when sorted downwards, and are counted among the values of the column', async () => {
    const sort = [{ column: 'marked', descending: true }]
    expect(await rowsOf({ filters: [], sort })).toEqual([0, 1, 2, 3, 4])
    await mark(3)
    expect(await rowsOf({ filters: [], sort })).toEqual([3, 0, 1, 2, 4])
    const facet = { file: file.id, query: { filters: [], sort: [] }, column: 'marked', limit: 5 }
    expect((await engine.call('variants.facet', facet)).values).toEqual([
      { value: false, count: 4 },
      { value: true, count: 1 },
    ])
  })

  test('are a column of tables', async () => {
    await mark(1)
    const asked = `export/${file.id}?${new URLSearchParams({ format: 'tsv', columns: '["pos","alt","marked"]' })}`
    const lines = (await (await engine.bulk(asked)).text())
      .split('\n')
      .filter((line) => !line.startsWith('##'))
    expect(lines.slice(0, 4)).toEqual(['#pos\talt\tmarked', '100\tG\tfalse', '200\tT\ttrue', '200\tC\tfalse'])
  })

  test('stay marked when the file is imported anew', async () => {
    await mark(3)
    const bed = writeText(join(folder.path, 'exons.bed'), 'chr1\t250\t350\texon\n')
    await engine.call('annotation.add', { paths: [bed] })
    await engine.until((state) => state.annotations.length === 1 && ready(state))
    expect(await rowsOf(filtered('marked and regions == "exons.bed"'))).toEqual([3])
  })

  test('that the file no longer has are kept, and told', async () => {
    const gone = { ...(await keyOf(1)), alt: 'G' }
    await engine.call('variants.mark', { variant: gone, marked: true })
    await mark(1)
    expect(await engine.call('variants.lostMarks', { file: file.id })).toEqual([gone])
    expect(await rowsOf(filtered('marked'))).toEqual([1])
    expect(await marksNow()).toHaveLength(2)
  })
})

test('marking twice is one event, and of a file that is not there none', async () => {
  const before = engine.log.length
  await mark(0)
  await mark(0)
  expect(engine.log.slice(before).map(({ event }) => event)).toEqual([
    { kind: 'variant-marked', variant: await keyOf(0), marked: true },
  ])
  const variant = { ...(await keyOf(0)), file: 'f9' }
  expect(await engine.refusal('variants.mark', { variant, marked: true })).toMatchObject({
    kind: 'case/unknown-file',
  })
})

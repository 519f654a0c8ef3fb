import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { buildVcfIndexJob } from '../../../../electron/engine/indexing/vcf-index-builder.ts'
import { openVcfRegions } from '../../../../electron/engine/indexing/vcf-region-reader.ts'
import { type VariantList, openVariantList } from '../../../../electron/engine/variants/variant-list.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { variantPageSchema, variantRecordSchema } from '../../../../shared/variant/variant-row.ts'
import { publicFile } from '../../../support/public-data.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { vcfText, writeBgzip, writeText } from '../../../support/vcf-text.ts'

const folder = temporaryFolder()
const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/gvcf/${name}`, import.meta.url))
const { signal } = new AbortController()
const opened: VariantList[] = []

async function list(path: string, options: { bgzf?: boolean; limit?: number } = {}): Promise<VariantList> {
  const compression = options.bgzf === true ? 'bgzf' : 'none'
  const limit = options.limit === undefined ? {} : { limit: options.limit }
  const made = await openVariantList({ file: 'f1', path, compression, ...limit })
  opened.push(made)
  await made.loaded
  return made
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** `blocks` reference blocks of 10 bp before each of `variants` variants. */
function gvcf(variants: number, blocks: number): string {
  const records: (string | number)[][] = []
  for (let v = 0, at = 1; v < variants; v++) {
    for (let b = 0; b < blocks; b++, at += 10)
      records.push(['1', at, '.', 'A', '<NON_REF>', '.', '.', `END=${at + 9}`])
    records.push(['1', at++, `v${v}`, 'A', 'G,<NON_REF>', '.', '.', '.'])
  }
  return vcfText(records)
}

/** Counts of bcftools; made by test/fixtures/gvcf/make-goldens.sh. */
describe('blocks and variants are as many as bcftools says', () => {
  const goldens = readFileSync(fixture('counts.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))

  test.each(goldens)(
    '%s: %s blocks, %s records with %s alternates',
    async (name = '', blocks, records, alts) => {
      const made = await list(fixture(name))
      expect(made.progress()).toEqual({
        variants: Number(alts),
        referenceBlocks: Number(blocks),
        loading: false,
      })
      const page = await made.page(0, 1000, signal)
      expect(variantPageSchema.parse(page)).toEqual(page)
      expect(new Set(page.rows.map((r) => r.position)).size).toBe(Number(records))
      expect(page.rows.every((r) => r.type !== 'reference-block' && !r.alt.startsWith('<'))).toBe(true)
      const listed = await made.page(0, 1000, signal, 'reference-blocks')
      expect(listed.available).toBe(Number(blocks))
      expect(new Set(listed.rows.map((r) => r.type))).toEqual(new Set(['reference-block']))
    },
  )

  // `bcftools query -f '%ALT\n' FILE | sort | uniq -c`: 5 of base,<NON_REF>; 4 of <NON_REF>.
  test.each([
    ['igvjs/gvcf_mixed.vcf', { variants: 5, referenceBlocks: 0 }],
    ['igvjs/gvcf_non_ref.vcf', { variants: 0, referenceBlocks: 4 }],
  ])('%s', async (name, counts) => {
    const path = publicFile(name)
    if (path === null) return
    expect((await list(path)).progress()).toMatchObject(counts)
  })
})

describe('a gVCF', () => {
  test('its variants have the alternates that were seen, its blocks the stretch up to END', async () => {
    const made = await list(fixture('gatk.vcf'))
    const { rows } = await made.page(0, 10, signal)
    expect(rows.map((r) => [r.ref, r.alt, `${r.allele}/${r.alleles}`, r.genotypes[0]?.state])).toEqual([
      ['C', 'T', '1/1', 'het'],
      ['C', 'T', '1/1', 'hom-alt'],
      ['TGA', 'T', '1/2', 'het-alt'],
      ['TGA', 'TGAGA', '2/2', 'het-alt'],
      ['T', 'A', '1/1', 'het'],
    ])
    const blocks = await made.page(0, 10, signal, 'reference-blocks')
    expect(blocks.rows.map((r) => [r.start, r.end, r.variantsBefore, r.genotypes[0]?.state])).toEqual([
      [9_999_999, 10_000_116, 0, 'hom-ref'],
      [10_000_117, 10_000_210, 1, 'hom-ref'],
      [10_000_211, 10_000_212, 2, 'hom-ref'],
      [10_000_212, 10_000_438, 2, 'not-called'],
      [10_000_441, 10_000_597, 4, 'hom-ref'],
      [10_000_598, 10_001_000, 5, 'hom-ref'],
    ])
    expect(blocks.rows.map((r) => r.row - blocks.firstRow)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('a block has a record of its own, and keeps its number when the list is read again', async () => {
    for (const made of [await list(fixture('strelka.vcf')), await list(fixture('strelka.vcf'))]) {
      const { rows, firstRow } = await made.page(2, 1, signal, 'reference-blocks')
      const record = await made.record(firstRow + 2, signal)
      expect(variantRecordSchema.parse(record)).toEqual(record)
      expect(record.row).toEqual(rows[0])
      expect(record.row).toMatchObject({ type: 'reference-block', position: 60_020, end: 60_400, alleles: 0 })
    }
  })

  test('many blocks leave room for all variants, and are counted to the end', async () => {
    const made = await list(writeText(join(folder, 'many.vcf'), gvcf(20, 10)), { limit: 20 })
    const page = await made.page(0, 100, signal)
    expect(page).toMatchObject({ available: 20, referenceBlocks: 200, truncated: false })
    const blocks = await made.page(0, 100, signal, 'reference-blocks')
    expect(blocks).toMatchObject({
      firstRow: 1_000_000_000,
      available: 20,
      variants: 20,
      referenceBlocks: 200,
    })
    expect(made.isTruncated()).toBe(true)
  })

  test('blocks of a region come after its variants, all of them or none', async () => {
    const made = await list(writeText(join(folder, 'region.vcf'), gvcf(3, 4)))
    const at = (start: number, end: number, limit: number) =>
      made.inRegion({ contig: '1', start, end }, limit, null, signal)
    const all = await at(0, 82, 100)
    expect(all).toMatchObject({ total: 2, referenceBlocks: 8, atLeast: false })
    expect(all.rows.map((r) => r.id ?? r.start)).toEqual(['v0', 'v1', 0, 10, 20, 30, 41, 51, 61, 71])
    const none = await at(0, 82, 9)
    expect(none).toMatchObject({ total: 2, referenceBlocks: 8 })
    expect(none.rows.map((r) => r.id)).toEqual(['v0', 'v1'])
  })

  test('blocks and variants that the list does not hold are found through the index', async () => {
    const path = await writeBgzip(join(folder, 'beyond.vcf.gz'), gvcf(20, 3))
    const built = await buildVcfIndexJob({ path, cacheFolder: join(folder, 'cache') }, unobserved)
    const beyond = await openVcfRegions({ path, compression: 'bgzf' }, built)
    const region = { contig: '1', start: 0, end: 31 * 20 }
    const whole = await (await list(path, { bgzf: true })).inRegion(region, 1000, null, signal)
    for (const limit of [5, 20]) {
      const made = await list(path, { bgzf: true, limit })
      const found = await made.inRegion(region, 1000, beyond, signal)
      expect(found).toMatchObject({ total: 20, referenceBlocks: 60, atLeast: false })
      expect(found.rows.map((r) => r.start)).toEqual(whole.rows.map((r) => r.start))
      expect(new Set(found.rows.map((r) => r.row)).size).toBe(80)
      const last = found.rows.at(-1)
      expect((await made.record(last?.row ?? 0, signal)).row).toEqual(last)
      expect((await made.inRegion(region, 1000, null, signal)).atLeast).toBe(true)
    }
    await beyond.close()
  })
})

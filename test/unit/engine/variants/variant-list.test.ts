import { createHash } from 'node:crypto'
import { readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { buildVcfIndexJob } from '../../../../electron/engine/indexing/vcf-index-builder.ts'
import { openVcfRegions } from '../../../../electron/engine/indexing/vcf-region-reader.ts'
import {
  type VariantList,
  type VariantListOptions,
  openVariantList,
} from '../../../../electron/engine/variants/variant-list.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { variantPageSchema, variantRecordSchema } from '../../../../shared/variant/variant-row.ts'
import { publicFile } from '../../../support/public-data.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { vcfText, writeBgzip, writeText } from '../../../support/vcf-text.ts'

const folder = temporaryFolder()
const fixture = (name: string): URL => new URL(`../../../fixtures/vcf/${name}`, import.meta.url)
const { signal } = new AbortController()
let count = 0
const path = (ending = '.vcf'): string => join(folder, `list ${count++} é${ending}`)
const opened: VariantList[] = []

async function list(
  file: string,
  compression: VariantListOptions['compression'] = 'none',
  options: Partial<VariantListOptions> = {},
): Promise<VariantList> {
  const made = await openVariantList({ file: 'f1', path: file, compression, ...options })
  opened.push(made)
  return made
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const plain = (records: readonly (readonly (string | number)[])[], samples?: readonly string[]): string =>
  writeText(path(), vcfText(records, samples === undefined ? {} : { samples }))

const many = (records: number, contig = '1'): (string | number)[][] =>
  Array.from({ length: records }, (_, i) => [contig, i * 10 + 1, `r${i}`, 'A', 'G', '.', 'PASS', `I=${i}`])

describe('rows', () => {
  test('one for each alternate, with genotypes seen from it', async () => {
    const made = await list(readText('csq.vcf'))
    const page = await made.page(0, 100, signal)
    expect(variantPageSchema.parse(page)).toEqual(page)
    expect(page.samples).toEqual(['child', 'mother'])
    expect(
      page.rows.map((r) => [
        r.position,
        r.alt,
        `${r.allele}/${r.alleles}`,
        r.type,
        ...r.genotypes.map((g) => g.state),
      ]),
    ).toEqual([
      [100, 'G', '1/1', 'snv', 'het', 'not-called'],
      [200, 'C', '1/2', 'deletion', 'het-alt', 'other-allele'],
      [200, 'CT', '2/2', 'deletion', 'het-alt', 'het'],
      [300, 'A', '1/2', 'snv', 'het', 'not-called'],
      [300, 'T', '2/2', 'snv', 'other-allele', 'not-called'],
      [400, 'C', '1/1', 'snv', 'hemizygous', 'hemizygous-ref'],
    ])
    expect(page.rows.map((r) => r.filters)).toEqual([
      ['PASS'],
      ['LowQual', 'q10'],
      ['LowQual', 'q10'],
      [],
      [],
      ['PASS'],
    ])
    expect(page.rows.map((r) => r.consequence?.consequence ?? null)).toEqual([
      'missense_variant',
      'frameshift_variant',
      'inframe_deletion',
      'synonymous_variant',
      'splice_donor_variant&intron_variant',
      null,
    ])
    expect(page.rows[0]?.consequence).toEqual({
      gene: 'CFTR',
      consequence: 'missense_variant',
      impact: 'MODERATE',
      transcript: 'ENST1.3',
      mane: true,
      hgvsc: 'ENST1.3:c.10A>G',
      hgvsp: 'ENSP1.1:p.Lys4=',
      source: 'CSQ',
      worseElsewhere: true,
    })
  })

  test('symbolic alleles, breakends, spanning deletions and blocks', async () => {
    const made = await list(
      plain([
        ['1', 10, '.', 'N', '<DEL>', '.', '.', 'SVTYPE=DEL;END=500'],
        ['1', 20, '.', 'N', '<DUP>', '.', '.', 'SVLEN=100'],
        ['1', 30, '.', 'G', 'G]17:198982]', '.', '.', 'SVTYPE=BND'],
        ['1', 40, '.', 'AT', 'A,*', '.', '.', '.'],
        ['1', 50, '.', 'T', '<NON_REF>', '.', '.', 'END=70'],
        ['1', 80, '.', 'T', 'C,<NON_REF>', '.', '.', '.'],
        ['1', 90, '.', 'T', '.', '.', '.', '.'],
      ]),
    )
    const { rows } = await made.page(0, 100, signal)
    expect(rows.map((r) => [r.alt, r.type, r.start, r.end, r.allele, r.alleles])).toEqual([
      ['<DEL>', 'symbolic', 9, 500, 1, 1],
      ['<DUP>', 'symbolic', 19, 120, 1, 1],
      ['G]17:198982]', 'breakend', 29, 30, 1, 1],
      ['A', 'deletion', 39, 41, 1, 2],
      ['*', 'other', 39, 41, 2, 2],
      ['C', 'snv', 79, 80, 1, 1],
    ])
    const blocks = await made.page(0, 100, signal, 'reference-blocks')
    expect(blocks.rows.map((r) => [r.alt, r.type, r.start, r.end, r.allele, r.alleles])).toEqual([
      ['<NON_REF>', 'reference-block', 49, 70, 1, 1],
      ['.', 'reference-block', 89, 90, 0, 0],
    ])
  })

  test('a BCSQ pointer is followed', async () => {
    const meta = [
      `##INFO=<ID=BCSQ,Number=.,Type=String,Description="Format: '[*]consequence|gene|transcript|biotype[|strand|amino_acid_change|dna_change]'">`,
    ]
    const text = vcfText(
      [
        ['1', 100, '.', 'A', 'G', '.', '.', 'BCSQ=missense|G1|T1|protein_coding|+|4K>4E|100A>G+102C>T'],
        ['1', 102, '.', 'C', 'T', '.', '.', 'BCSQ=@100'],
        ['1', 110, '.', 'C', 'T', '.', '.', 'BCSQ=@7'],
      ],
      { meta },
    )
    const made = await list(writeText(path(), text))
    const { rows } = await made.page(0, 10, signal)
    expect(rows.map((r) => r.consequence?.gene ?? null)).toEqual(['G1', 'G1', null])
  })

  test('no samples and 500 samples', async () => {
    expect((await (await list(plain(many(3)))).page(0, 10, signal)).rows[0]?.genotypes).toEqual([])
    const samples = Array.from({ length: 500 }, (_, i) => `s${i}`)
    const made = await list(
      plain(
        [['1', 1, '.', 'A', 'G', '.', '.', '.', 'GT', ...samples.map((_, i) => (i === 499 ? '1/1' : './.'))]],
        samples,
      ),
    )
    const { rows } = await made.page(0, 10, signal)
    expect(rows[0]?.genotypes).toHaveLength(500)
    expect(rows[0]?.genotypes[499]?.state).toBe('hom-alt')
    expect(rows[0]?.genotypes[0]?.state).toBe('not-called')
    expect((await made.record(0, signal)).samples).toHaveLength(500)
  })

  test.each(['none', 'bgzf', 'gzip'] as const)('CRLF and blank lines (%s)', async (compression) => {
    const text = `${vcfText(many(3))}\n`.replaceAll('\n', '\r\n')
    const file = path(compression === 'none' ? '.vcf' : '.vcf.gz')
    if (compression === 'none') writeText(file, text)
    else if (compression === 'gzip') writeFileSync(file, gzipSync(text))
    else await writeBgzip(file, text)
    const made = await list(file, compression)
    await made.loaded
    const { rows, error } = await made.page(0, 10, signal)
    expect(error).toBeNull()
    expect(rows.map((r) => r.id)).toEqual(['r0', 'r1', 'r2'])
    const { raw, line, info } = await made.record(2, signal)
    expect(raw).toBe('1\t21\tr2\tA\tG\t.\tPASS\tI=2')
    expect(line).toBe(5)
    expect(info[0]).toMatchObject({ key: 'I', value: '2', description: null })
  })
})

function readText(name: string): string {
  return writeText(path(), readFileSync(fixture(name), 'utf8'))
}

/** SHA-256 of what `bcftools query` prints for the file; made by test/fixtures/vcf/make-goldens.sh. */
describe('bcftools query prints the same', () => {
  const goldens = readFileSync(fixture('queries.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))

  test.each(goldens)('%s, %s records', async (name = '', records, digest) => {
    const file = publicFile(name)
    if (file === null) return
    const made = await list(file, name.endsWith('.gz') ? 'bgzf' : 'none')
    await made.loaded
    const lines: string[] = []
    for (let at = 0; at < made.progress().variants; at += 2000) {
      const { rows } = await made.page(at, 2000, signal)
      for (const row of rows) {
        if (row.allele > 1) {
          // One line for each record: the further alternates join its ALT.
          const last = lines.pop()?.split('\t') ?? []
          last[4] = `${last[4]},${row.alt}`
          lines.push(last.join('\t'))
          continue
        }
        const { contig, position, id, ref, filters, genotypes } = row
        // The unseen alternate of a gVCF has no row.
        const unseen = (await made.record(row.row, signal)).raw.includes(',<NON_REF>\t')
        const alt = unseen ? `${row.alt},<NON_REF>` : row.alt
        const site = [contig, position, id ?? '.', ref, alt, filters.join(';') || '.']
        lines.push([...site, ...genotypes.map((g) => g.text)].join('\t'))
      }
    }
    expect(lines).toHaveLength(Number(records))
    expect(
      createHash('sha256')
        .update(lines.map((l) => `${l}\n`).join(''))
        .digest('hex'),
    ).toBe(digest)
  })
})

describe('a record', () => {
  test('everything the file says, with the header’s words', async () => {
    const made = await list(readText('csq.vcf'))
    await made.loaded
    const record = await made.record(1, signal)
    expect(variantRecordSchema.parse(record)).toEqual(record)
    expect(record.info.slice(0, 1)).toEqual([
      { key: 'AC', value: '1,2', flag: false, description: 'Allele count', number: 'A', type: 'Integer' },
    ])
    expect(record.filters).toEqual([
      { id: 'LowQual', description: 'Low quality, "as called"' },
      { id: 'q10', description: null },
    ])
    expect(record.samples).toEqual([
      {
        name: 'child',
        genotype: { state: 'het-alt', text: '1/2', phased: false },
        fields: [
          { key: 'GT', value: '1/2', flag: false, description: 'Genotype', number: '1', type: 'String' },
          {
            key: 'AD',
            value: '0,4,5',
            flag: false,
            description: 'Allelic depths',
            number: 'R',
            type: 'Integer',
          },
        ],
      },
      expect.objectContaining({ name: 'mother' }),
    ])
    expect(record.consequences.map((c) => c.consequence)).toEqual(['frameshift_variant'])
    expect(record.line).toBe(11)
    expect(record.rawTruncated).toBe(false)
  })

  test('flags, missing values and dropped fields', async () => {
    const made = await list(readText('csq.vcf'))
    await made.loaded
    const first = await made.record(0, signal)
    expect(first.info.find((f) => f.key === 'DB')).toMatchObject({
      flag: true,
      value: null,
      description: 'In dbSNP',
    })
    expect(first.consequences.map((c) => [c.transcript, c.worseElsewhere])).toEqual([
      ['ENST1.3', true],
      ['ENST3.1', true],
      ['ENST2.1', false],
    ])
    const third = await made.record(3, signal)
    expect(third.samples[1]?.fields).toEqual([expect.objectContaining({ key: 'GT', value: null })])
  })

  test('an INFO field of 5 MB is whole, the line is cut', async () => {
    const long = 'é'.repeat(2_500_000)
    const made = await list(plain([['1', 1, '.', 'A', 'G', '.', '.', `BIG=${long};X=1`], ...many(2)]))
    await made.loaded
    const record = await made.record(0, signal)
    expect(record.info[0]?.value).toBe(long)
    expect(record.info[1]).toMatchObject({ key: 'X', value: '1' })
    expect(record.rawTruncated).toBe(true)
    expect(Buffer.byteLength(record.raw)).toBeLessThanOrEqual(65_536)
    expect(long.startsWith(record.raw.slice(record.raw.indexOf('=') + 1))).toBe(true)
    expect((await made.page(0, 10, signal)).rows).toHaveLength(3)
  })

  test('that does not exist', async () => {
    const made = await list(plain(many(2)))
    await made.loaded
    await expect(made.record(2, signal)).rejects.toMatchObject({ error: { kind: 'call/invalid' } })
  })
})

describe('reading', () => {
  test('stops at the limit and says so', async () => {
    const made = await list(plain(many(50)), 'none', { limit: 20 })
    await made.loaded
    expect(await made.page(18, 10, signal)).toMatchObject({
      available: 20,
      truncated: true,
      loading: false,
      limit: 20,
    })
    const exact = await list(plain(many(20)), 'none', { limit: 20 })
    await exact.loaded
    expect((await exact.page(0, 1, signal)).truncated).toBe(false)
  })

  test('announces growth, the last time as ended', async () => {
    const told: [number, boolean][] = []
    const made = await list(plain(many(60_000)), 'none', {
      grown: ({ variants, loading }) => void told.push([variants, loading]),
    })
    const { rows } = await made.page(0, 5, signal)
    expect(rows).toHaveLength(5)
    await made.loaded
    expect(told.at(-1)).toEqual([60_000, false])
    expect(told.map(([n]) => n)).toEqual(told.map(([n]) => n).toSorted((a, b) => a - b))
  })

  test('an error keeps the rows before it', async () => {
    const text = `${vcfText(many(3))}1\t50\tshort\n`
    const made = await list(writeText(path(), text))
    await made.loaded
    expect(await made.page(0, 10, signal)).toMatchObject({
      available: 3,
      error: { kind: 'vcf/too-few-columns', line: 6, found: 3, expected: 8 },
    })
  })

  test('an error before the first row is the answer', async () => {
    const made = await list(writeText(path(), `${vcfText([])}1\t50\tshort\n`))
    await made.loaded
    await expect(made.page(0, 10, signal)).rejects.toMatchObject({
      error: { kind: 'vcf/too-few-columns', line: 3 },
    })
  })

  test('a VCF without records is empty, not wrong', async () => {
    const made = await list(plain([]))
    expect(await made.page(0, 10, signal)).toMatchObject({
      rows: [],
      available: 0,
      loading: false,
      error: null,
    })
  })

  test('a file replaced by another of its name goes on being read as it was', async () => {
    const file = plain(many(100))
    const made = await list(file)
    await made.loaded
    const other = plain(many(1, '7'))
    renameSync(other, file)
    expect((await made.record(99, signal)).row.id).toBe('r99')
  })

  test('a file that shrinks or is written over is said to have changed', async () => {
    const file = plain(many(20_000))
    const made = await list(file)
    await made.loaded
    truncateSync(file, 300)
    await expect(made.record(19_999, signal)).rejects.toMatchObject({ error: { kind: 'file/changed' } })
    const overwritten = plain(many(100))
    const second = await list(overwritten)
    await second.loaded
    writeFileSync(overwritten, readFileSync(overwritten, 'utf8').replaceAll('\n1\t', '\n9\t'))
    await expect(second.record(50, signal)).rejects.toMatchObject({ error: { kind: 'file/changed' } })
  })
})

describe('by region', () => {
  const records = [
    ['1', 10, 'del', 'N', '<DEL>', '.', '.', 'END=100000'],
    ...many(40).map((r) => [...r.slice(0, 1), Number(r[1]) + 1000, ...r.slice(2)]),
    ['2', 5, 'two', 'A', 'C,G', '.', '.', '.'],
  ]

  test('rows that overlap, and how many there are', async () => {
    const made = await list(plain(records))
    const at = (contig: string, start: number, end: number, limit = 100) =>
      made.inRegion({ contig, start, end }, limit, null, signal)
    expect((await at('1', 1000, 1021)).rows.map((r) => r.id)).toEqual(['del', 'r0', 'r1', 'r2'])
    expect((await at('1', 1001, 1010)).rows.map((r) => r.id)).toEqual(['del'])
    expect((await at('2', 0, 100)).rows.map((r) => r.alt)).toEqual(['C', 'G'])
    expect(await at('1', 0, 1e6, 3)).toMatchObject({ total: 41, atLeast: false })
    expect((await at('1', 0, 1e6, 3)).rows).toHaveLength(3)
    expect(await at('3', 0, 1e6)).toEqual({
      rows: [],
      total: 0,
      referenceBlocks: 0,
      atLeast: false,
    })
  })

  test('beyond the list through the index, with records to select', async () => {
    for (const compression of ['none', 'bgzf'] as const) {
      const text = vcfText([...many(400), ...many(10, '2')])
      const file = compression === 'none' ? writeText(path(), text) : await writeBgzip(path('.vcf.gz'), text)
      const built = await buildVcfIndexJob({ path: file, cacheFolder: join(folder, 'cache') }, unobserved)
      const beyond = await openVcfRegions({ path: file, compression }, built)
      const made = await list(file, compression, { limit: 100 })
      const region = { contig: '1', start: 900, end: 1100 }
      const without = await made.inRegion(region, 100, null, signal)
      expect(without.rows.map((r) => r.id)).toEqual(Array.from({ length: 10 }, (_, i) => `r${90 + i}`))
      expect(without.atLeast).toBe(true)
      const found = await made.inRegion(region, 100, beyond, signal)
      expect(found.rows.map((r) => r.id)).toEqual(Array.from({ length: 20 }, (_, i) => `r${90 + i}`))
      expect(found).toMatchObject({ total: 20, atLeast: false })
      const last = found.rows.at(-1)
      expect(last?.row).toBe(2_000_000_009)
      const record = await made.record(last?.row ?? 0, signal)
      expect(record.row).toEqual(last)
      expect(record.line).toBeNull()
      // Asked again, the same records have the same numbers.
      expect((await made.inRegion(region, 100, beyond, signal)).rows).toEqual(found.rows)
      expect((await made.inRegion({ contig: '2', start: 0, end: 50 }, 3, beyond, signal)).total).toBe(5)
      await beyond.close()
    }
  })

  test('a caller that leaves is let go', async () => {
    const made = await list(plain(records))
    const controller = new AbortController()
    controller.abort()
    await expect(
      made.inRegion({ contig: '1', start: 0, end: 5 }, 1, null, controller.signal),
    ).rejects.toMatchObject({
      error: { kind: 'task/cancelled' },
    })
  })
})

import { describe, expect, test } from 'vitest'
import VCF from '@gmod/vcf'
import { isMetaFailure, parseMetaLine } from '../../../../../electron/engine/files/vcf/meta-line.ts'
import { readVcfHeader } from '../../../../../electron/engine/files/vcf/header.ts'
import { openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { textBlocks } from '../../../../../electron/engine/files/text/text-blocks.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { plainText, vcfText } from '../../../../support/vcf-text.ts'

const fields = (line: string): [string, string][] => {
  const meta = parseMetaLine(line)
  return isMetaFailure(meta) ? [] : [...(meta.fields ?? [])]
}

describe('a meta line', () => {
  test.each([
    [
      '##INFO=<ID=A,Number=1,Description="x">',
      [
        ['ID', 'A'],
        ['Number', '1'],
        ['Description', 'x'],
      ],
    ],
    [
      '##INFO=<ID=A,Description="a, b > c=d">',
      [
        ['ID', 'A'],
        ['Description', 'a, b > c=d'],
      ],
    ],
    [
      '##INFO=<ID=A,Description="say \\"yes\\" \\\\o/",Source="x">',
      [
        ['ID', 'A'],
        ['Description', 'say "yes" \\o/'],
        ['Source', 'x'],
      ],
    ],
    [
      '##contig=<ID=1,length=5,assembly=b37,junk>',
      [
        ['ID', '1'],
        ['length', '5'],
        ['assembly', 'b37'],
      ],
    ],
    [
      '##contig=<ID=HLA-A*01:01:01:01,length=3503>',
      [
        ['ID', 'HLA-A*01:01:01:01'],
        ['length', '3503'],
      ],
    ],
  ] as const)('%s', (line, expected) => expect(fields(line)).toEqual(expected))

  test.each(['##nothing', '##=x', '##INFO=<ID=A', '##INFO=<ID=A,Description="open>'])(
    '%s is refused',
    (line) => expect(isMetaFailure(parseMetaLine(line))).toBe(true),
  )

  test('an unstructured value is the rest of the line', () => {
    expect(parseMetaLine('##reference=file:///a=b.fa')).toMatchObject({
      key: 'reference',
      value: 'file:///a=b.fa',
    })
  })
})

const META = [
  '##reference=GRCh38',
  '##contig=<ID=chr1,length=248956422>',
  '##contig=<ID=chrUn>',
  '##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Depths">',
  '##FILTER=<ID=q10,Description="Low">',
]

describe('a header', () => {
  test('fields, filters, contigs, samples and where it ends', async () => {
    const text = vcfText([['chr1', 1, '.', 'A', 'G', '.', '.', '.', 'GT', '0/1', './.']], {
      meta: META,
      samples: ['a', 'b'],
    })
    const header = await readVcfHeader(plainText(text))
    expect(header).toMatchObject({
      version: 'VCFv4.2',
      reference: 'GRCh38',
      contigs: [
        { name: 'chr1', length: 248956422 },
        { name: 'chrUn', length: 0 },
      ],
      samples: ['a', 'b'],
      columns: 11,
      lines: 8,
      notices: [],
    })
    expect(header.info.get('AC')).toEqual({ id: 'AC', number: 'A', type: 'Integer', description: 'Count' })
    expect(header.format.get('AD')?.number).toBe('R')
    expect(header.filters.get('q10')).toBe('Low')
    expect(text.slice(header.end.block + header.end.within)).toMatch(/^chr1\t1\t/)
  })

  test('with CRLF, a byte order mark and no samples', async () => {
    const header = await readVcfHeader(
      plainText(`\uFEFF${vcfText([], { meta: META }).replaceAll('\n', '\r\n')}`),
    )
    expect(header.samples).toEqual([])
    expect(header.columns).toBe(8)
    expect(header.reference).toBe('GRCh38')
    expect(header.notices).toEqual([])
  })

  test('500 samples', async () => {
    const samples = Array.from({ length: 500 }, (_, i) => `s${i}`)
    const header = await readVcfHeader(plainText(vcfText([], { samples })))
    expect(header.samples).toEqual(samples)
    expect(header.columns).toBe(509)
  })

  test('malformed meta lines are passed over and named', async () => {
    const meta = ['##broken', '##INFO=<Number=1>', '##FORMAT=<ID=X,Description="open>', ...META]
    const { notices, info } = await readVcfHeader(plainText(vcfText([], { meta })))
    expect(notices.map((n) => (n.kind === 'vcf/header-line-ignored' ? n.line : 0))).toEqual([2, 3, 4])
    expect(info.has('AC')).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['only meta lines', '##fileformat=VCFv4.2\n'],
    ['a record first', '##fileformat=VCFv4.2\n1\t1\t.\tA\tG\t.\t.\t.\n'],
  ])('%s is no header', async (_, text) => {
    await expect(readVcfHeader(plainText(text))).rejects.toMatchObject({ error: { kind: 'vcf/no-header' } })
  })

  test.each([
    ['#CHROM POS ID REF ALT QUAL FILTER INFO', /1 columns separated by tabs where at least 8/],
    ['#CHROM\tPOS\tID\tREF\tALT\tQUAL\tINFO\tFILTER', /column 7 is named INFO, not FILTER/],
    ['#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\ts1', /column 9 is named s1, not FORMAT/],
    ['#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\ta', /two samples are named a/],
  ])('%j is refused', async (line, detail) => {
    const error = await readVcfHeader(plainText(`##fileformat=VCFv4.2\n${line}\n`)).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({
      error: { kind: 'vcf/bad-header', line: 2, detail: expect.stringMatching(detail) },
    })
  })
})

/** Another parser as witness: the same fields, numbers, types and descriptions. */
test.each([
  'slivar/ashk-trio.vcf.gz',
  'igv-reports/variants.vcf.gz',
  'annotated/test.snpeff.vcf',
  'annotated/consensus.filtered.ann.vcf',
  'igvjs/gvcf_non_ref.vcf',
])('@gmod/vcf reads the header of %s alike', async (name) => {
  const path = publicFile(name)
  if (path === null) return
  const source = await openByteSource(path)
  const header = await readVcfHeader(textBlocks(source, name.endsWith('.gz') ? 'bgzf' : 'none'))
  await source.close()
  const witness = new VCF({ header: header.text })
  expect(header.samples).toEqual(witness.samples)
  for (const [section, ours] of [
    ['INFO', header.info],
    ['FORMAT', header.format],
  ] as const)
    for (const { id, number, type, description } of ours.values()) {
      expect(witness.getMetadata(section, id, 'Description')).toBe(description)
      expect(witness.getMetadata(section, id, 'Type')).toBe(type)
      expect(String(witness.getMetadata(section, id, 'Number'))).toBe(number)
    }
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { deflateBlock } from '../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { EOF_BLOCK } from '../../../../electron/engine/files/bgzf/bgzf-block.ts'
import { sniffFile } from '../../../../electron/engine/files/sniff.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { publicFile } from '../../../support/public-data.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()
let count = 0

function file(content: string | Uint8Array, name = 'file'): string {
  const path = join(folder, `${count++}-${name}`)
  writeFileSync(path, content)
  return path
}

const bgzf = (text: string | Uint8Array): Uint8Array =>
  Buffer.concat([deflateBlock(Buffer.from(text)), EOF_BLOCK])

const VCF = '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n'
const RECORD = '1\t100\t.\tA\tG\t.\tPASS\t.\n'
const GTF =
  '#!genome-build x\n1\ths\texon\t11\t20\t.\t+\t.\tgene_id "G1"; transcript_id "T1";\n1\ths\tCDS\t11\t20\t.\t+\t0\tgene_id "G1";\n'
const GFF3_BODY = '1\ths\tgene\t11\t20\t.\t+\t.\tID=gene:G1;Name=A\n'
const PED = '#Family\tIndividual\nF1\tchild\tdad\tmum\t1\t2\nF1\tdad\t0\t0\t1\t1\nF1\tmum\t0\t0\t2\t1\n'

describe('a file is known by its content', () => {
  test.each([
    ['VCF', VCF + RECORD, { kind: 'vcf', compression: 'none' }],
    ['VCF with CRLF', (VCF + RECORD).replaceAll('\n', '\r\n'), { kind: 'vcf', compression: 'none' }],
    ['VCF with a byte order mark', `\uFEFF${VCF}`, { kind: 'vcf', compression: 'none' }],
    ['VCF without fileformat', VCF.split('\n').slice(1).join('\n'), { kind: 'vcf', compression: 'none' }],
    ['bgzip VCF', bgzf(VCF + RECORD), { kind: 'vcf', compression: 'bgzf' }],
    ['gzip VCF', gzipSync(VCF + RECORD), { kind: 'vcf', compression: 'gzip' }],
    ['BCF', bgzf('BCF\x02\x02\0\0\0\0'), { kind: 'bcf', compression: 'bgzf' }],
    ['BAM', bgzf('BAM\x01\0\0\0\0\0\0\0\0'), { kind: 'bam', compression: 'bgzf' }],
    ['CRAM', 'CRAM\x03\x00', { kind: 'cram', compression: 'none' }],
    ['FASTA', '>chr1 first\nACGTNNNN\nacgt\n>chr2\nAC\n', { kind: 'fasta', compression: 'none' }],
    ['bgzip FASTA', bgzf('>chr1\nACGTNNNN\n'), { kind: 'fasta', compression: 'bgzf' }],
    ['2bit', Buffer.from('4327411a'.padEnd(40, '0'), 'hex'), { kind: '2bit', compression: 'none' }],
    ['BED', 'track name=x\nchr1\t0\t100\nchr1\t200\t300\n', { kind: 'bed', compression: 'none' }],
    ['BED12', 'chr1\t0\t100\tn\t0\t+\t0\t100\t0\t1\t100,\t0,\n', { kind: 'bed', compression: 'none' }],
    ['BED with spaces', 'chr1 0 100\nchr1 200 300\n', { kind: 'bed', compression: 'none' }],
    ['gzip BED', gzipSync('chr1\t0\t100\n'), { kind: 'bed', compression: 'gzip' }],
    ['PED', PED, { kind: 'ped', compression: 'none' }],
    [
      'PED with numbers for names',
      '1\t1\t2\t3\t1\t2\n1\t2\t0\t0\t1\t1\n1\t3\t0\t0\t2\t1\n',
      { kind: 'ped', compression: 'none' },
    ],
    [
      'PED with a header line',
      `family_id name pat mat sex phenotype\nF1 c d m 1 2\n`,
      { kind: 'ped', compression: 'none' },
    ],
    ['GTF', GTF, { kind: 'gtf', compression: 'none' }],
    ['GFF3', `##gff-version 3\n${GFF3_BODY}`, { kind: 'gff3', compression: 'none' }],
    ['GFF3 without its first line', GFF3_BODY, { kind: 'gff3', compression: 'none' }],
  ] as const)('%s', async (_, content, expected) => {
    expect(await sniffFile(file(content, 'misleading.name.bam'))).toEqual(expected)
  })

  test('a long head cut in mid-line is judged by its whole lines', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `chr1\t${i * 10}\t${i * 10 + 5}\tname${i}\n`).join(
      '',
    )
    expect((await sniffFile(file(lines))).kind).toBe('bed')
    expect((await sniffFile(file(gzipSync(lines)))).kind).toBe('bed')
  })

  test('a head that inflates a thousandfold is not inflated whole', async () => {
    const header = VCF + 'A'.repeat(200_000_000)
    expect(await sniffFile(file(gzipSync(header)))).toEqual({ kind: 'vcf', compression: 'gzip' })
  })
})

describe('what is none of ours is named', () => {
  test.each([
    ['text in a .bam', 'hello', 'plain text'],
    ['PNG', '\x89PNG\r\n\x1a\n\0\0', 'a PNG image'],
    ['PDF', '%PDF-1.7\n%\xe2\xe3\n', 'a PDF document'],
    ['ZIP', 'PK\x03\x04\x14\0', 'a ZIP archive (or an Office document)'],
    ['SQLite', 'SQLite format 3\0\x10\0', 'an SQLite database'],
    ['HTML', '<!DOCTYPE html>\n<html><body>Not found</body></html>', 'an HTML page'],
    ['XML', '<?xml version="1.0"?><a/>', 'an XML file'],
    ['JSON', '{"a": 1}', 'a JSON file'],
    ['CSV', 'gene,position,change\nCFTR,1,2\n', 'a table separated by commas (CSV)'],
    ['TSV', 'gene\tposition\tchange\nCFTR\tx\ty\n', 'a table separated by tabs'],
    [
      'SAM',
      '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:1\tLN:5\n',
      'a SAM text file: convert it with samtools view -b',
    ],
    ['FASTQ', '@read1\nACGT\n+\nIIII\n', 'FASTQ reads, not aligned yet'],
    ['BAI', 'BAI\x01\0\0\0\0', 'a BAI index: open the BAM it belongs to'],
    ['FAI', 'chr1\t100\t6\t60\t61\n', 'a FASTA index (.fai): open the FASTA it belongs to'],
    ['our offsets', 'CASEMENT-OFFSETS\x01\0\0\0', 'an offset index of Casement: open the VCF it belongs to'],
    [
      'CSI',
      bgzf('CSI\x01\x0e\0\0\0'),
      'a CSI index: open the BAM or VCF it belongs to, compressed with bgzip',
    ],
    [
      'TBI',
      bgzf('TBI\x01\0\0\0\0'),
      'a tabix index (TBI): open the VCF it belongs to, compressed with bgzip',
    ],
    ['gzip of text', gzipSync('hello'), 'plain text, compressed with gzip'],
    ['BAM in gzip', gzipSync('BAM\x01\0\0\0\0'), 'a BAM compressed with gzip instead of bgzip'],
    ['BAM without compression', 'BAM\x01\0\0\0\0', 'an uncompressed BAM'],
    ['only an EOF block', EOF_BLOCK, 'a bgzip file with nothing in it'],
    ['other deflate data', deflateSync('hello'), 'binary data of an unknown kind'],
  ] as const)('%s', async (_, content, looksLike) => {
    const path = file(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, 'text.bam')
    const error = errorOf(await sniffFile(path).catch((thrown: unknown) => thrown))
    expect(error).toEqual({ kind: 'file/unknown-kind', file: path, looksLike })
    expect(sentence(error)).toContain('text.bam is not a file Casement reads: it looks like ')
  })

  test('an empty file', async () => {
    const path = file('')
    await expect(sniffFile(path)).rejects.toMatchObject({ error: { kind: 'file/empty', file: path } })
  })

  test('VCF records without their header', async () => {
    const path = file(RECORD + RECORD)
    await expect(sniffFile(path)).rejects.toMatchObject({ error: { kind: 'vcf/no-header' } })
  })

  test('a damaged first block says so', async () => {
    const bytes = Buffer.from(bgzf('BAM\x01\0\0\0\0\0\0\0\0'))
    bytes[20] = (bytes[20] ?? 0) ^ 0xff
    const error = errorOf(await sniffFile(file(bytes)).catch((thrown: unknown) => thrown))
    expect(error.kind).toMatch(/^bgzf\/bad-/)
  })
})

test.each([
  ['minigenome/alignments.bam', 'bam', 'bgzf'],
  ['minigenome/alignments.cram', 'cram', 'none'],
  ['minigenome/variants.bcf', 'bcf', 'bgzf'],
  ['minigenome/variants.vcf.gz', 'vcf', 'bgzf'],
  ['minigenome/annotations.gtf.gz', 'gtf', 'bgzf'],
  ['minigenome/minigenome.fa', 'fasta', 'none'],
  ['slivar/ashk-trio.ped', 'ped', 'none'],
  ['slivar/ashk-trio.vcf.gz', 'vcf', 'bgzf'],
  ['gmod/large_coords.bam', 'bam', 'bgzf'],
] as const)('public file %s', async (name, kind, compression) => {
  const path = publicFile(name)
  if (path === null) return
  expect(await sniffFile(path)).toEqual({ kind, compression })
})

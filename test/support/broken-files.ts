import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { NewRecord } from '../../electron/engine/files/bam/record-encoder.ts'
import { EOF_BLOCK } from '../../electron/engine/files/bgzf/bgzf-block.ts'
import { bamOf, newRecord } from './bam-files.ts'
import { bgzip, vcfText } from './vcf-text.ts'

const CONTIGS = [
  { name: 'chr1', length: 100_000 },
  { name: 'chr2', length: 50_000 },
]
const HEADER = {
  text: '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:chr1\tLN:100000\n@SQ\tSN:chr2\tLN:50000\n@RG\tID:1\tSM:ONE\n',
  references: CONTIGS,
}

/** A small sorted BAM of several blocks, as bytes. */
export async function smallBam(records: readonly NewRecord[] = manyReads()): Promise<Buffer> {
  const source = await bamOf(HEADER, records)
  return Buffer.from(await source.read(0, source.size))
}

/** Reads whose bases and qualities do not compress away, so that the file has several blocks. */
export function manyReads(count = 3000): NewRecord[] {
  let seed = 7
  const next = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * n)
  }
  return Array.from({ length: count }, (_, i) =>
    newRecord({
      name: `read${i}`,
      start: 100 + i * 20,
      cigar: Uint32Array.of(100 << 4),
      sequence: Array.from({ length: 100 }, () => 'ACGT'[next(4)]).join(''),
      qualities: Uint8Array.from({ length: 100 }, () => 2 + next(40)),
    }),
  )
}

const record = (contig: string, position: number): (string | number)[] => [
  contig,
  position,
  '.',
  'A',
  'C',
  50,
  'PASS',
  '.',
]
const META = ['##contig=<ID=chr1,length=100000>', '##contig=<ID=chr2,length=50000>']
/** A small sorted VCF. */
export const smallVcf = vcfText([record('chr1', 10), record('chr1', 200), record('chr2', 5)], { meta: META })

/** A file that must be refused, the error it must be refused with and what its sentence must say. */
export type BrokenFile = { readonly name: string; readonly kind: string; readonly says: RegExp }

/**
 * Writes every kind of broken file into a folder: what reaches hospitals are copies that broke off, discs that flip
 * bits, and files that are not what their name says.
 */
export async function writeBrokenFiles(folder: string): Promise<BrokenFile[]> {
  const bam = await smallBam()
  const vcf = Buffer.from(smallVcf)
  const withByte = (bytes: Buffer, at: number, change: (old: number) => number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[at] = change(copy[at] ?? 0)
    return copy
  }
  /** Compressed size of the block at an offset. @see SAMv1 §4.1, BSIZE */
  const blockSize = (at: number): number => bam.readUInt16LE(at + 16) + 1
  const second = blockSize(0)
  const third = second + blockSize(second)
  const unsorted = await smallBam([
    newRecord({ name: 'a', start: 500 }),
    newRecord({ name: 'b', start: 400 }),
  ])

  const files: Array<[name: string, bytes: Buffer, kind: string, says: RegExp]> = [
    ['no end mark.bam', bam.subarray(0, bam.length - EOF_BLOCK.length), 'bgzf/no-eof-block', /cut off/],
    ['cut in a block.bam', bam.subarray(0, third + 1000), 'bgzf/truncated', /middle of a block/],
    ['bad checksum.bam', withByte(bam, third - 8, (b) => b ^ 1), 'bgzf/bad-crc', /checksum/],
    ['bad length.bam', withByte(bam, third - 4, (b) => b ^ 1), 'bgzf/bad-length', /wrong length/],
    ['flipped data.bam', withByte(bam, second + 500, (b) => b ^ 0xff), 'bgzf/', /damaged/],
    [
      'not a bam inside.bam',
      await bgzip('nothing of the kind\n'),
      'file/unknown-kind',
      /not a file Casement reads/,
    ],
    ['empty.bam', Buffer.alloc(0), 'file/empty', /0 bytes/],
    ['text.bam', Buffer.from('hello\n'), 'file/unknown-kind', /not a file Casement reads/],
    ['picture.bam', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file/unknown-kind', /PNG/],
    [
      'unsorted.bam',
      unsorted,
      'bam/unsorted',
      /read 2 \(b\) at chr1:401 comes after chr1:501.*samtools sort/,
    ],
    ['no header.vcf', Buffer.from('1\t5\t.\tA\tC\t.\t.\t.\n'), 'vcf/no-header', /##fileformat/],
    [
      'few columns.vcf',
      Buffer.concat([vcf, Buffer.from('chr2\t9\t.\tA\n')]),
      'vcf/too-few-columns',
      /4 columns in line 8 where 8/,
    ],
    [
      'unsorted.vcf.gz',
      await bgzip(vcfText([record('chr1', 200), record('chr1', 10)], { meta: META })),
      'vcf/unsorted',
      /line 6 at chr1:10 comes after chr1:200.*bcftools sort/,
    ],
    ['cut.vcf.gz', gzipSync(vcf).subarray(0, -20), 'gzip/', /cut off|damaged/],
  ]
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
  return files.map(([name, , kind, says]) => ({ name, kind, says }))
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeFile } from '../../../../electron/engine/files/describe.ts'
import { deflateBlock } from '../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { publicFile } from '../../../support/public-data.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()
const HEADER =
  '##fileformat=VCFv4.2\n##broken\n##contig=<ID=1,length=249250621>\n##contig=<ID=odd>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tmum\tchild\n'

test('a VCF: samples, contigs in header order, what was passed over', async () => {
  const path = join(folder, 'a.vcf')
  writeFileSync(path, HEADER)
  const { identity, ...rest } = await describeFile(path)
  expect(identity.path).toBe(path)
  expect(rest).toEqual({
    kind: 'vcf',
    compression: 'none',
    endMark: null,
    samples: ['mum', 'child'],
    contigs: [
      { name: '1', length: 249250621 },
      { name: 'odd', length: 0 },
    ],
    notices: [
      { kind: 'vcf/header-line-ignored', file: path, line: 2, detail: 'it is not of the form ##key=value' },
    ],
  })
})

test('a bgzip file without its end mark gets a notice', async () => {
  const path = join(folder, 'cut.vcf.gz')
  const bytes = deflateBlock(Buffer.from(HEADER))
  writeFileSync(path, bytes)
  const { notices } = await describeFile(path)
  expect(notices[0]).toEqual({ kind: 'bgzf/no-eof-block', file: path, size: bytes.length })
})

test('a PED gives its individuals', async () => {
  const path = join(folder, 'a.ped')
  writeFileSync(path, 'F c d m 1 2\nF d 0 0 1 1\n')
  expect((await describeFile(path)).samples).toEqual(['c', 'd'])
})

/** The length is that of the `.fai`, of `samtools view -H` and of `bcftools view -h`. */
test.each([
  ['minigenome/variants.bcf', 1],
  ['minigenome/variants.vcf.gz', 1],
  ['minigenome/minigenome.fa', 0],
  ['minigenome/alignments.bam', 0],
] as const)('public file %s', async (name, samples) => {
  const path = publicFile(name)
  if (path === null) return
  const described = await describeFile(path)
  expect(described.samples).toHaveLength(samples)
  expect(described.contigs).toEqual([{ name: 'minigenome', length: 264_995 }])
})

test('the slivar trio', async () => {
  const path = publicFile('slivar/ashk-trio.vcf.gz')
  if (path === null) return
  const { samples, contigs } = await describeFile(path)
  expect(samples).toEqual(['HG002', 'HG003', 'HG004'])
  expect(contigs[0]).toEqual({ name: '1', length: 249250621 })
})

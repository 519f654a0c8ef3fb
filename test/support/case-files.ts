import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewRecord } from '../../electron/engine/files/bam/record-encoder.ts'
import type { Contig } from '../../shared/genome/region.ts'
import { bamOf, newRecord } from './bam-files.ts'
import { bgzip, vcfText } from './vcf-text.ts'

/** Three chromosomes of GRCh38, so that the build is known. */
export const GRCH38: readonly Contig[] = [
  { name: 'chr1', length: 248_956_422 },
  { name: 'chr2', length: 242_193_529 },
  { name: 'chr21', length: 46_709_983 },
]
/** The same of GRCh37, in its own names. */
export const GRCH37: readonly Contig[] = [
  { name: '1', length: 249_250_621 },
  { name: '2', length: 243_199_373 },
  { name: '21', length: 48_129_895 },
]
/** As GRCh38 files of other pipelines name their contigs. */
export const withoutChr = (contigs: readonly Contig[]): Contig[] =>
  contigs.map(({ name, length }) => ({ name: name.replace(/^chr/, ''), length }))

export async function writeBam(
  folder: string,
  name: string,
  options: {
    readonly samples?: readonly string[]
    readonly contigs?: readonly Contig[]
    readonly reads?: readonly NewRecord[]
  } = {},
): Promise<string> {
  const { samples = [name.replace(/\.bam$/, '')], contigs = GRCH38, reads = [newRecord()] } = options
  const groups = samples.map((sample, i) => `@RG\tID:${i}\tSM:${sample}\n`).join('')
  const source = await bamOf({ text: `@HD\tVN:1.6\tSO:coordinate\n${groups}`, references: contigs }, reads)
  const path = join(folder, name)
  writeFileSync(path, await source.read(0, source.size))
  return path
}

/** A VCF with one record on its first contig, bgzip when its name ends in `.gz`. */
export async function writeVcf(
  folder: string,
  name: string,
  options: { readonly samples?: readonly string[]; readonly contigs?: readonly Contig[] } = {},
): Promise<string> {
  const { samples = [], contigs = GRCH38 } = options
  const meta = contigs.map((c) => `##contig=<ID=${c.name},length=${c.length}>`)
  const genotypes = samples.length > 0 ? ['GT', ...samples.map(() => '0/1')] : []
  const text = vcfText([[contigs[0]?.name ?? 'chr1', 101, '.', 'A', 'C', 50, 'PASS', '.', ...genotypes]], {
    meta,
    samples,
  })
  const path = join(folder, name)
  writeFileSync(path, name.endsWith('.gz') ? await bgzip(text) : text)
  return path
}

export function writePed(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.map((line) => line.replaceAll(' ', '\t')).join('\n')}\n`)
  return path
}

/** Kim affected, parents healthy. */
export const TRIO = ['F kim dad mum 1 2', 'F dad 0 0 1 1', 'F mum 0 0 2 1']

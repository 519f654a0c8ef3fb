import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { type BenchContig, BASE_CODES, LETTER_OF_CODE, referenceBases, TILE } from '../data/genome.ts'

/** Variants to step through: far enough from one another that no window shows two. */
const VARIANTS = 60

/** A trio VCF with single-base variants spread over the first contig of the BAMs, made once. */
export async function ensureStepVcf(
  path: string,
  contigs: readonly BenchContig[],
  samples: readonly string[],
): Promise<void> {
  if (existsSync(path)) return
  const [contig] = contigs
  if (!contig) throw new RangeError('no contig to put variants on')
  const head = [
    '##fileformat=VCFv4.2',
    ...contigs.map(({ name, length }) => `##contig=<ID=${name},length=${length}>`),
    '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
    ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT', ...samples].join('\t'),
  ]
  const spacing = Math.floor(contig.covered / (VARIANTS + 1))
  const lines = Array.from({ length: VARIANTS }, (_, i) => {
    const at = (i + 1) * spacing
    const tile = Math.floor(at / TILE) * TILE
    const code = referenceBases(0, tile, TILE)[at - tile] ?? 1
    const other = BASE_CODES[(BASE_CODES.indexOf(code) + 1) % 4] ?? 1
    const letter = (base: number): string => String.fromCharCode(LETTER_OF_CODE[base] ?? 78)
    return [
      contig.name,
      at + 1,
      '.',
      letter(code),
      letter(other),
      '50',
      'PASS',
      '.',
      'GT',
      '0/1',
      '0/0',
      '0/1',
    ].join('\t')
  })
  await writeFile(path, `${[...head, ...lines].join('\n')}\n`)
}

import type { Contig } from '../../../shared/genome/region.ts'

/** The primary contigs of GRCh38 (GCA_000001405.15, UCSC names), in the order the demo's files declare them. */
export const GRCH38_CONTIGS: readonly Contig[] = [
  { name: 'chr1', length: 248_956_422 },
  { name: 'chr2', length: 242_193_529 },
  { name: 'chr3', length: 198_295_559 },
  { name: 'chr4', length: 190_214_555 },
  { name: 'chr5', length: 181_538_259 },
  { name: 'chr6', length: 170_805_979 },
  { name: 'chr7', length: 159_345_973 },
  { name: 'chr8', length: 145_138_636 },
  { name: 'chr9', length: 138_394_717 },
  { name: 'chr10', length: 133_797_422 },
  { name: 'chr11', length: 135_086_622 },
  { name: 'chr12', length: 133_275_309 },
  { name: 'chr13', length: 114_364_328 },
  { name: 'chr14', length: 107_043_718 },
  { name: 'chr15', length: 101_991_189 },
  { name: 'chr16', length: 90_338_345 },
  { name: 'chr17', length: 83_257_441 },
  { name: 'chr18', length: 80_373_285 },
  { name: 'chr19', length: 58_617_616 },
  { name: 'chr20', length: 64_444_167 },
  { name: 'chr21', length: 46_709_983 },
  { name: 'chr22', length: 50_818_468 },
  { name: 'chrX', length: 156_040_895 },
  { name: 'chrY', length: 57_227_415 },
  { name: 'chrM', length: 16_569 },
]

const ORDER = new Map(GRCH38_CONTIGS.map((contig, index) => [contig.name, index]))

/** Place of a contig in the files, -1 for none (`*`). */
export function contigIndex(name: string): number {
  return ORDER.get(name) ?? -1
}

import { randomStream, type Random } from '../../../electron/engine/demo/random.ts'
import { createBlockPacker } from './block-packer.ts'

/** Contigs of GRCh38 and their lengths, in bp. */
export const VCF_CONTIGS: readonly (readonly [name: string, length: number])[] = [
  ['chr1', 248_956_422], ['chr2', 242_193_529], ['chr3', 198_295_559], ['chr4', 190_214_555],
  ['chr5', 181_538_259], ['chr6', 170_805_979], ['chr7', 159_345_973], ['chr8', 145_138_636],
  ['chr9', 138_394_717], ['chr10', 133_797_422], ['chr11', 135_086_622], ['chr12', 133_275_309],
  ['chr13', 114_364_328], ['chr14', 107_043_718], ['chr15', 101_991_189], ['chr16', 90_338_345],
  ['chr17', 83_257_441], ['chr18', 80_373_285], ['chr19', 58_617_616], ['chr20', 64_444_167],
  ['chr21', 46_709_983], ['chr22', 50_818_468], ['chrX', 156_040_895],
] // prettier-ignore

export const CSQ_FIELDS =
  'Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|EXON|INTRON|HGVSc|HGVSp|cDNA_position|CDS_position|Protein_position|Amino_acids|Codons|Existing_variation|DISTANCE|STRAND|FLAGS|VARIANT_CLASS|SYMBOL_SOURCE|HGNC_ID|CANONICAL|gnomADg_AF|CLIN_SIG'

/** Records one worker makes in one go. */
export const VCF_SEGMENT = 10_000

/** `rows`: records of the whole file; `segment`: which VCF_SEGMENT of them. */
export type VcfSegment = { readonly rows: number; readonly segment: number }

const GENOME = VCF_CONTIGS.reduce((sum, [, length]) => sum + length, 0)
const BASES = ['A', 'C', 'G', 'T'] as const
const CONSEQUENCES = [
  'intron_variant|MODIFIER', 'intron_variant|MODIFIER', 'intron_variant|MODIFIER', 'downstream_gene_variant|MODIFIER',
  'upstream_gene_variant|MODIFIER', 'intron_variant&non_coding_transcript_variant|MODIFIER',
  'missense_variant|MODERATE', 'synonymous_variant|LOW', '3_prime_UTR_variant|MODIFIER', 'regulatory_region_variant|MODIFIER',
] as const // prettier-ignore
const BIOTYPES = ['protein_coding', 'protein_coding', 'protein_coding', 'lncRNA', 'retained_intron', 'nonsense_mediated_decay'] as const // prettier-ignore

/** Contig and 1-based position of the record at `offset` of all bases laid end to end. */
function placeOf(offset: number): readonly [name: string, position: number] {
  let left = offset
  for (const [name, length] of VCF_CONTIGS) {
    if (left < length) return [name, left + 1]
    left -= length
  }
  const [name, length] = VCF_CONTIGS[VCF_CONTIGS.length - 1] ?? ['chrX', 1]
  return [name, length]
}

function transcripts(random: Random, gene: number, ref: string, alt: string, id: string): string {
  const count = 1 + Math.floor(random.next() * random.next() * 6)
  const frequency = (random.next() ** 3).toFixed(5)
  return Array.from({ length: count }, (_, i) => {
    const consequence = random.pick(CONSEQUENCES)
    const transcript = `ENST${String(200_000 + gene * 7 + i).padStart(11, '0')}.${1 + (gene % 9)}`
    const cds = random.integer(1, 6000)
    const isCoding = consequence.startsWith('missense') || consequence.startsWith('synonymous')
    const coding = isCoding
      ? `${transcript}:c.${cds}${ref}>${alt}|${transcript.replace('ENST', 'ENSP')}:p.Arg${Math.ceil(cds / 3)}Gln|${cds + 200}|${cds}|${Math.ceil(cds / 3)}|R/Q|cGa/cAa`
      : `${transcript}:c.${cds}+${random.integer(3, 9000)}${ref}>${alt}||||||`
    const exon = isCoding ? `${1 + (cds % 20)}/21|` : `|${1 + (cds % 20)}/20`
    return `${alt}|${consequence}|GENE${gene}|ENSG${String(100_000 + gene).padStart(11, '0')}|Transcript|${transcript}|${random.pick(BIOTYPES)}|${exon}|${coding}|${id}||${gene % 2 === 0 ? 1 : -1}||SNV|HGNC|HGNC:${gene}|${i === 0 ? 'YES' : ''}|${frequency}|`
  }).join(',')
}

function genotype(random: Random): string {
  const kind = random.next()
  const depth = random.integer(18, 52)
  if (kind < 0.01) return './.:0,0:0:.:.'
  if (kind < 0.5) return `0/0:${depth},0:${depth}:${Math.min(99, depth * 3)}:0,${depth * 3},${depth * 33}`
  const alt = kind < 0.85 ? Math.round(depth * (0.35 + random.next() * 0.3)) : depth
  if (alt < depth) return `0/1:${depth - alt},${alt}:${depth}:99:${alt * 27},0,${(depth - alt) * 31}`
  return `1/1:0,${depth}:${depth}:${Math.min(99, depth * 3)}:${depth * 33},${depth * 3},0`
}

function recordLine(row: number, spacing: number, random: Random): string {
  const [contig, position] = placeOf(Math.floor((row + random.next()) * spacing))
  const ref = random.pick(BASES)
  const others = BASES.filter((base) => base !== ref)
  const alt = others[random.integer(0, 2)] ?? 'A'
  const kind = random.next()
  const [refAllele, altAllele] =
    kind < 0.9 ? [ref, alt] : kind < 0.95 ? [ref + alt + alt, ref] : [ref, ref + alt]
  const id = random.chance(0.9) ? `rs${random.integer(1_000, 2_000_000_000)}` : '.'
  const quality = (50 + random.next() * 3000).toFixed(2)
  const filter = random.chance(0.93) ? 'PASS' : 'VQSRTrancheSNP99.90to100.00'
  const count = random.integer(1, 6)
  const info = `AC=${count};AF=${(count / 6).toFixed(3)};AN=6;BaseQRankSum=${(random.next() * 4 - 2).toFixed(3)};DP=${random.integer(70, 140)};FS=${(random.next() * 5).toFixed(3)};MQ=60.00;MQRankSum=0.00;QD=${(random.next() * 30).toFixed(2)};SOR=${(random.next() * 2).toFixed(3)}`
  const csq = transcripts(random, Math.floor(row / 40), ref, alt, id === '.' ? '' : id)
  const calls = `${genotype(random)}\t${genotype(random)}\t${genotype(random)}`
  return `${contig}\t${position}\t${id}\t${refAllele}\t${altAllele}\t${quality}\t${filter}\t${info};CSQ=${csq}\tGT:AD:DP:GQ:PL\t${calls}\n`
}

/** The segment's records as BGZF blocks; records are sorted by place, across segments too. */
export function vcfSegment({ rows, segment }: VcfSegment): Uint8Array {
  const random = randomStream(`variants ${rows} ${segment}`)
  const packer = createBlockPacker()
  const end = Math.min(rows, (segment + 1) * VCF_SEGMENT)
  for (let row = segment * VCF_SEGMENT; row < end; row++)
    packer.addText(Buffer.from(recordLine(row, GENOME / rows, random), 'latin1'))
  return packer.finish()
}

/** The header as BGZF blocks. */
export function vcfHead(samples: readonly string[]): Uint8Array {
  const lines = [
    '##fileformat=VCFv4.2',
    '##source=Casement benchmark data: made up, not for any clinical use',
    '##FILTER=<ID=VQSRTrancheSNP99.90to100.00,Description="Truth sensitivity tranche">',
    '##INFO=<ID=AC,Number=A,Type=Integer,Description="Allele count">',
    '##INFO=<ID=AF,Number=A,Type=Float,Description="Allele frequency">',
    '##INFO=<ID=AN,Number=1,Type=Integer,Description="Called alleles">',
    ...['BaseQRankSum', 'FS', 'MQ', 'MQRankSum', 'QD', 'SOR'].map(
      (id) => `##INFO=<ID=${id},Number=1,Type=Float,Description="${id}">`,
    ),
    '##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">',
    `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ_FIELDS}">`,
    '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
    '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads per allele">',
    '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">',
    '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality">',
    '##FORMAT=<ID=PL,Number=G,Type=Integer,Description="Phred-scaled likelihoods">',
    ...VCF_CONTIGS.map(([name, length]) => `##contig=<ID=${name},length=${length},assembly=GRCh38>`),
    `#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${samples.join('\t')}`,
  ]
  const packer = createBlockPacker()
  packer.addText(Buffer.from(`${lines.join('\n')}\n`))
  return packer.finish()
}

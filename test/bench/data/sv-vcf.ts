import { writeAtomically } from '../../../electron/engine/files/atomic-write.ts'
import { randomStream, type Random } from '../../../electron/engine/demo/random.ts'
import { EOF_BLOCK } from '../../../electron/engine/files/bgzf/bgzf-block.ts'
import { createBlockPacker } from './block-packer.ts'
import { VCF_CONTIGS } from './vcf-segment.ts'

const TYPES = ['DEL', 'DEL', 'DUP', 'INV', 'INS'] as const
const CONSEQUENCES = ['transcript_ablation|HIGH', 'coding_sequence_variant|MODERATE', 'intron_variant|MODIFIER'] as const // prettier-ignore
const GENOTYPES = ['0/0', '0/1', '0/1', '1/1'] as const

function recordLine(random: Random, contig: string, start: number, n: number, samples: number): string {
  const type = random.pick(TYPES)
  const length = Math.round(50 * 2000 ** random.next())
  const csq = `${type === 'INS' ? 'insertion' : type}|${random.pick(CONSEQUENCES)}|GENE${n}|${(random.next() ** 3).toFixed(5)}`
  const end = type === 'INS' ? start : start + length
  const info = `SVTYPE=${type};END=${end};SVLEN=${type === 'DEL' ? -length : length};CSQ=${csq}`
  const calls = Array.from({ length: samples }, () => `${random.pick(GENOTYPES)}:${random.integer(5, 99)}`)
  return `${contig}\t${start}\tsv${n}\tN\t<${type}>\t${random.integer(20, 999)}\tPASS\t${info}\tGT:GQ\t${calls.join('\t')}\n`
}

/** Writes a sorted bgzip VCF of `rows` structural variants, spread evenly over the contigs of the small ones. */
export async function writeSvVcf(path: string, rows: number, samples: readonly string[]): Promise<void> {
  const random = randomStream(`structural variants ${rows}`)
  const packer = createBlockPacker()
  const head = [
    '##fileformat=VCFv4.2',
    '##source=Casement benchmark data: made up, not for any clinical use',
    ...TYPES.slice(1).map((type) => `##ALT=<ID=${type},Description="${type}">`),
    '##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type of structural variant">',
    '##INFO=<ID=END,Number=1,Type=Integer,Description="End position">',
    '##INFO=<ID=SVLEN,Number=1,Type=Integer,Description="Difference in length">',
    '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: Allele|Consequence|IMPACT|SYMBOL|gnomADg_AF">',
    '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
    '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality">',
    ...VCF_CONTIGS.map(([name, length]) => `##contig=<ID=${name},length=${length},assembly=GRCh38>`),
    `#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${samples.join('\t')}`,
  ]
  packer.addText(Buffer.from(`${head.join('\n')}\n`))
  const genome = VCF_CONTIGS.reduce((sum, [, length]) => sum + length, 0)
  let n = 0
  let before = 0
  for (const [contig, length] of VCF_CONTIGS) {
    before += length
    const here = Math.round((rows * before) / genome) - n
    for (let i = 0; i < here; i++) {
      const start = 1 + Math.floor(((i + random.next()) * (length - 200_000)) / here)
      packer.addText(Buffer.from(recordLine(random, contig, start, n + i, samples.length), 'latin1'))
    }
    n += here
  }
  await writeAtomically(path, async (sink) => {
    await sink.write(packer.finish())
    await sink.write(EOF_BLOCK)
  })
}

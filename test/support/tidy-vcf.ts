import { type Random, randomStream } from '../../electron/engine/demo/random.ts'
import { vcfText } from './vcf-text.ts'

/**
 * Random VCFs that any tool reads alike: every field declared and of its type, numbers that a 32-bit float holds
 * exactly (bcftools has no others), and all that makes a filter go wrong: missing values, several alternates, haploid
 * and phased calls, structural variants, annotation.
 */
export const TIDY_SAMPLES = ['kid', 'mum', 'dad'] as const

const META = [
  '##FILTER=<ID=q10,Description="Quality below 10">',
  '##FILTER=<ID=lowdp,Description="Depth below 10">',
  '##contig=<ID=chr1,length=248956422>',
  '##contig=<ID=chr2,length=242193529>',
  '##contig=<ID=chrX,length=156040895>',
  '##ALT=<ID=DEL,Description="Deletion">',
  '##INFO=<ID=AC,Number=A,Type=Integer,Description="Alleles">',
  '##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency in the file">',
  '##INFO=<ID=AN,Number=1,Type=Integer,Description="Called alleles">',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">',
  '##INFO=<ID=MQ,Number=1,Type=Float,Description="Mapping quality">',
  '##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">',
  '##INFO=<ID=KIND,Number=1,Type=String,Description="A word">',
  '##INFO=<ID=END,Number=1,Type=Integer,Description="End">',
  '##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type">',
  '##INFO=<ID=SVLEN,Number=1,Type=Integer,Description="Length">',
  '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: Allele|Consequence|IMPACT|SYMBOL|Feature_type|Feature|ALLELE_NUM|CANONICAL|gnomADe_AF">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads of each allele">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">',
  '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Quality">',
  '##FORMAT=<ID=PS,Number=1,Type=Integer,Description="Phase set">',
]

const BASES = ['A', 'C', 'G', 'T'] as const
const GENES = ['BRCA1', 'BRCA2', 'TTN', 'CFTR', 'TP53'] as const
type Term = readonly [name: string, impact: string]
const TERMS: readonly [Term, ...Term[]] = [
  ['stop_gained', 'HIGH'],
  ['frameshift_variant', 'HIGH'],
  ['missense_variant', 'MODERATE'],
  ['synonymous_variant', 'LOW'],
  ['splice_region_variant', 'LOW'],
  ['intron_variant', 'MODIFIER'],
  ['3_prime_UTR_variant', 'MODIFIER'],
]

const other = (random: Random, base: string): string =>
  BASES[(BASES.findIndex((one) => one === base) + random.integer(1, 3)) % 4] ?? 'A'

function alleles(random: Random): { ref: string; alts: string[] } {
  const ref = random.pick(BASES)
  const kind = random.next()
  if (kind < 0.62) return { ref, alts: [other(random, ref)] }
  if (kind < 0.7) return { ref, alts: [`${ref}${random.pick(BASES)}${random.pick(BASES)}`] }
  if (kind < 0.78) return { ref: `${ref}${random.pick(BASES)}${random.pick(BASES)}`, alts: [ref] }
  if (kind < 0.81) return { ref: `${ref}C`, alts: [`${other(random, ref)}G`] }
  if (kind < 0.87) return { ref, alts: BASES.filter((base) => base !== ref).slice(0, 2) }
  if (kind < 0.91) return { ref, alts: [other(random, ref), `${ref}T`] }
  if (kind < 0.93) return { ref, alts: [other(random, ref), '*'] }
  if (kind < 0.97) return { ref, alts: [random.pick(['<DEL>', '<DUP>', '<INS>', '<INV>'])] }
  return { ref, alts: [`${ref}]chr2:5000]`] }
}

function infoOf(random: Random, position: number, alts: readonly string[]): string {
  const some = (text: string): string => (random.chance(0.1) ? '.' : text)
  const each = (one: () => string): string => alts.map(() => some(one())).join(',')
  const [alt = ''] = alts
  const fields = [
    `AC=${each(() => String(random.integer(0, 6)))}`,
    `AF=${each(() => String(random.integer(0, 1024) / 1024))}`,
    `AN=${some('6')}`,
    `DP=${some(String(random.integer(0, 200)))}`,
    `MQ=${some(String(random.integer(0, 240) / 4))}`,
    'DB',
    `KIND=${random.pick(['one', 'two', 'three'])}`,
  ].filter(() => random.chance(0.8))
  if (alt.startsWith('<')) {
    const length = random.integer(1, 5000)
    fields.push(`SVTYPE=${alt.slice(1, -1)}`, `SVLEN=${alt === '<DEL>' ? -length : length}`)
    if (alt !== '<INS>') fields.push(`END=${position + length}`)
  }
  if (random.chance(0.7)) fields.push(`CSQ=${csqOf(random, alts)}`)
  return fields.length === 0 ? '.' : fields.join(';')
}

/** One gene and one frequency for each allele: shown or not, all transcripts say the same of them. */
function csqOf(random: Random, alts: readonly string[]): string {
  const gene = random.pick(GENES)
  return alts
    .flatMap((alt, i) => {
      const frequency = random.chance(0.4) ? '' : String(random.integer(0, 512) / 4096)
      return Array.from({ length: random.integer(1, 3) }, (_, k) => {
        const [term, impact] = random.pick(TERMS)
        return [
          alt,
          term,
          impact,
          gene,
          'Transcript',
          `ENST0000000000${k}.1`,
          i + 1,
          k === 0 ? 'YES' : '',
          frequency,
        ].join('|')
      })
    })
    .join(',')
}

function callOf(random: Random, alts: number, isHaploid: boolean, position: number): string {
  const allele = (): string =>
    random.chance(0.06) ? '.' : random.chance(0.5) ? '0' : String(random.integer(1, alts))
  const separator = random.chance(0.25) ? '|' : '/'
  const gt = random.chance(0.05) ? './.' : isHaploid ? allele() : `${allele()}${separator}${allele()}`
  const some = (text: string): string => (random.chance(0.08) ? '.' : text)
  const reads = Array.from({ length: alts + 1 }, () => random.integer(0, 40)).join(',')
  return [
    gt,
    some(reads),
    some(String(random.integer(0, 120))),
    some(String(random.integer(0, 99))),
    separator === '|' ? String(position) : '.',
  ].join(':')
}

export function tidyVcf(seed: string, count: number): string {
  const random = randomStream(seed)
  let position = 1000
  const records = Array.from({ length: count }, (_, i) => {
    const contig = i < count * 0.5 ? 'chr1' : i < count * 0.8 ? 'chr2' : 'chrX'
    position = random.chance(0.03) ? position : position + random.integer(1, 400)
    const { ref, alts } = alleles(random)
    return [
      contig,
      position,
      random.chance(0.5) ? '.' : `rs${i}`,
      ref,
      alts.join(','),
      random.chance(0.1) ? '.' : random.integer(0, 400) / 4,
      random.pick(['PASS', 'PASS', 'PASS', '.', 'q10', 'q10;lowdp']),
      infoOf(random, position, alts),
      'GT:AD:DP:GQ:PS',
      ...TIDY_SAMPLES.map((name) =>
        callOf(random, alts.length, contig === 'chrX' && name !== 'mum', position),
      ),
    ]
  })
  // Contigs begin anew; positions only have to grow within each.
  return vcfText(records, { meta: META, samples: TIDY_SAMPLES })
}

import { type Random, randomStream } from '../../electron/engine/demo/random.ts'
import { vcfText } from './vcf-text.ts'

/** Which annotation the records carry. */
export type Annotated = 'numbered CSQ' | 'CSQ' | 'ANN and BCSQ'

/** Fields of FORMAT that are columns of their own. */
const OTHERS = [
  ['PGT', '1', 'String'],
  ['PID', '1', 'String'],
  ['MIN_DP', '1', 'Integer'],
  ['SB', '4', 'Integer'],
  ['F1R2', 'R', 'Integer'],
  ['QA', 'A', 'Integer'],
  ['SQ', 'A', 'Float'],
  ['ABQ', 'R', 'Float'],
  ['HQ', '1', 'Float'],
  ['NOTE', '.', 'String'],
  ['KINDS', 'A', 'String'],
  ['CH', '1', 'Character'],
  ['odd-name', '1', 'Integer'],
] as const

const META = [
  '##FILTER=<ID=LowQual,Description="Low quality">',
  '##FILTER=<ID=q10,Description="Below ten">',
  '##contig=<ID=chr1,length=248956422>',
  '##contig=<ID=chr2,length=242193529>',
  '##contig=<ID=chrX,length=156040895>',
  '##INFO=<ID=AC,Number=A,Type=Integer,Description="Alleles">',
  '##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency in the file">',
  '##INFO=<ID=AN,Number=1,Type=Integer,Description="Called alleles">',
  '##INFO=<ID=MQ,Number=1,Type=Float,Description="Mapping quality">',
  '##INFO=<ID=SB,Number=R,Type=Integer,Description="Of each allele">',
  '##INFO=<ID=RS,Number=R,Type=Float,Description="Of each allele">',
  '##INFO=<ID=PAIR,Number=2,Type=Float,Description="Two">',
  '##INFO=<ID=LIST,Number=.,Type=Integer,Description="Any number">',
  '##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">',
  '##INFO=<ID=NOTE,Number=.,Type=String,Description="Text">',
  '##INFO=<ID=GENES,Number=A,Type=String,Description="Text of each allele">',
  '##INFO=<ID=CH,Number=1,Type=Character,Description="One letter">',
  '##INFO=<ID=END,Number=1,Type=Integer,Description="End">',
  '##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type">',
  '##INFO=<ID=SVLEN,Number=A,Type=Integer,Description="Length">',
  '##INFO=<ID=CHR2,Number=1,Type=String,Description="Other contig">',
  '##INFO=<ID=gnomAD_AF,Number=A,Type=Float,Description="Frequency">',
  '##INFO=<ID=gnomADg_AF_popmax,Number=1,Type=Float,Description="Frequency">',
  '##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">',
  '##INFO=<ID=CLNREVSTAT,Number=.,Type=String,Description="Status">',
  '##INFO=<ID=CADD_PHRED,Number=1,Type=Float,Description="CADD">',
  '##INFO=<ID=REVEL,Number=A,Type=Float,Description="REVEL">',
  '##INFO=<ID=SpliceAI,Number=.,Type=String,Description="ALLELE|SYMBOL|DS_AG|DS_AL|DS_DG|DS_DL">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  ...[
    'AD:R',
    'DP:1',
    'PS:1',
    'RO:1',
    'AO:A',
    'AU:2',
    'CU:2',
    'GU:2',
    'TU:2',
    'TIR:2',
    'TAR:2',
    'PR:.',
    'SR:.',
  ].map((field) => `##FORMAT=<ID=${field.replace(':', ',Number=')},Type=Integer,Description="Reads">`),
  ...['GQ:1', 'AF:A', 'VAF:A'].map(
    (field) => `##FORMAT=<ID=${field.replace(':', ',Number=')},Type=Float,Description="Number">`,
  ),
  '##FORMAT=<ID=PL,Number=G,Type=Integer,Description="Likelihoods">',
  ...OTHERS.map(
    ([id, number, type]) =>
      `##FORMAT=<ID=${id},Number=${number},Type=${type},Description="Column of its own">`,
  ),
]

const VEP = ['Allele', 'Consequence', 'IMPACT', 'SYMBOL', 'Gene', 'Feature_type', 'Feature', 'EXON', 'HGVSc', 'HGVSp', 'CANONICAL', 'gnomADe_AF', 'MAX_AF', 'CLIN_SIG', 'CADD_PHRED', 'REVEL', 'SpliceAI_pred_DS_AG', 'SpliceAI_pred_DS_DL'] // prettier-ignore
const NUMBERED = [...VEP.slice(0, 10), 'ALLELE_NUM', ...VEP.slice(10), 'MANE_SELECT', 'MANE_PLUS_CLINICAL']
const ANN = ['Allele', 'Annotation', 'Annotation_Impact', 'Gene_Name', 'Gene_ID', 'Feature_Type', 'Feature_ID', 'Transcript_BioType', 'Rank', 'HGVS.c', 'HGVS.p'] // prettier-ignore
const ANNOTATION_META: Readonly<Record<Annotated, readonly string[]>> = {
  CSQ: [csqMeta(VEP)],
  'numbered CSQ': [csqMeta(NUMBERED)],
  'ANN and BCSQ': [
    `##INFO=<ID=BCSQ,Number=.,Type=String,Description="Local consequence annotation from BCFtools/csq. Format: [*]consequence|gene|transcript|biotype[|strand|amino_acid_change|dna_change]">`,
    `##INFO=<ID=ANN,Number=.,Type=String,Description="Functional annotations: '${ANN.join(' | ')}'">`,
  ],
}

function csqMeta(fields: readonly string[]): string {
  return `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${fields.join('|')}">`
}

const TERMS = ['missense_variant', 'synonymous_variant', 'stop_gained', 'intron_variant', 'splice_region_variant&intron_variant', 'frameshift_variant', 'upstream_gene_variant', '5_prime_UTR_variant', 'unheard_of_variant'] as const // prettier-ignore
const IMPACTS = ['HIGH', 'MODERATE', 'LOW', 'MODIFIER'] as const
const SYMBOLIC = ['<DEL>', '<DUP>', '<DUP:TANDEM>', '<INV>', '<INS>', '<INS:ME:ALU>', '<CNV>', '<CN0>', '<CN12>', '<STR12>', '<STR>', '<STRANGE>', '<INVDUP>', '<TRA>', '<X>'] as const // prettier-ignore
const BREAKENDS = ['G]chr2:321682]', ']chr2:321681]T', '[chr1:5[C', 'T[chrX:7[', '.TT', 'A.'] as const
const FORMATS: readonly [readonly string[], ...(readonly string[])[]] = [
  ['GT', 'AD', 'DP', 'GQ', 'PS', 'PL'],
  ['GT', 'AD', 'DP', 'GQ', 'PS'],
  ['GT'],
  ['DP', 'AU', 'CU', 'GU', 'TU'],
  ['DP', 'TIR', 'TAR'],
  ['GT', 'AD', 'AF', 'DP'],
  ['GT', 'DP', 'RO', 'AO'],
  ['GT', 'GQ', 'PR', 'SR'],
  ['GT', 'PR'],
  ['GT', 'VAF', 'GQ'],
  ['GT', 'AF', 'VAF', 'AD'],
  ['GT', 'AD', 'DP', 'GQ', 'PGT', 'PID', 'PL', 'PS', 'SB'],
  ['GT', 'AD', 'F1R2', 'QA', 'SQ', 'ABQ', 'HQ', 'MIN_DP'],
  ['NOTE', 'GT', 'KINDS', 'CH', 'UNDECLARED', 'odd-name'],
]

/** How often a value is missing. */
const MISSING = 0.12

/** Draws for one file; the same seed gives the same file. */
class Drawing {
  readonly random: Random
  constructor(seed: string) {
    this.random = randomStream(seed)
  }
  orPoint(text: string): string {
    return this.random.chance(MISSING) ? '.' : text
  }
  integer(most: number): string {
    return this.orPoint(String(this.random.integer(0, most)))
  }
  number(): string {
    const { random } = this
    const texts = [
      String(random.integer(0, 99)),
      random.next().toFixed(random.integer(1, 8)),
      random.next().toExponential(random.integer(0, 5)),
      `-${random.next().toFixed(3)}`,
      `${random.integer(0, 9)}.`,
      `.${random.integer(0, 999)}`,
      random.next().toString(),
      '0',
      'nan',
    ] as const
    return this.orPoint(random.pick(texts))
  }
  fraction(): string {
    return this.orPoint(
      this.random.pick([this.random.next().toFixed(4), this.random.next().toExponential(3), '0', '1', '-1']),
    )
  }
  list(count: number, one: () => string): string {
    // Some tools write fewer than there should be.
    const left = this.random.chance(0.05) ? Math.max(1, count - 1) : count
    return Array.from({ length: left }, one).join(',')
  }
  bases(least: number, most: number): string {
    const letters = this.random.chance(0.03) ? 'acgtN' : 'ACGT'
    const length = this.random.integer(least, most)
    return Array.from({ length }, () => letters[this.random.integer(0, letters.length - 1)]).join('')
  }
  word(): string {
    return this.random.pick(['a', 'alpha', 'beta%3Dgamma', 'two words', 'ünïcode', 'p.Lys4%3D', '100%', 'x'])
  }
}

function alleles(draw: Drawing): { ref: string; alts: string[] } {
  const { random } = draw
  const ref = random.chance(0.7) ? draw.bases(1, 1) : draw.bases(2, 6)
  const count = random.pick([1, 1, 1, 1, 1, 2, 2, 3, 5])
  const one = (): string => {
    const kind = random.next()
    if (kind < 0.6) return draw.bases(ref.length, ref.length)
    if (kind < 0.8) return (ref[0] ?? 'A') + draw.bases(0, 5)
    if (kind < 0.84) return '*'
    if (kind < 0.93) return random.pick(SYMBOLIC)
    return random.pick(BREAKENDS)
  }
  const alts = Array.from({ length: count }, one)
  if (random.chance(0.06)) alts.push(random.pick(['<NON_REF>', '<*>']))
  if (random.chance(0.03)) return { ref, alts: ['<NON_REF>'] }
  return { ref, alts: random.chance(0.02) ? [] : alts }
}

function infoOf(
  draw: Drawing,
  annotated: Annotated,
  position: number,
  ref: string,
  alts: readonly string[],
): string {
  const { random } = draw
  const count = Math.max(1, alts.length)
  const clinical = ['Pathogenic', 'Likely_pathogenic', 'Benign/Likely_benign', 'Conflicting_classifications_of_pathogenicity', 'Pathogenic|risk_factor', 'Pathogenic,_Affects', '.'] as const // prettier-ignore
  const stars = ['practice_guideline', 'reviewed_by_expert_panel', 'criteria_provided,_multiple_submitters,_no_conflicts', 'criteria_provided,_single_submitter', 'no_assertion_criteria_provided', '.'] as const // prettier-ignore
  const candidates: [key: string, value: () => string | null][] = [
    ['AC', () => draw.list(count, () => draw.integer(50))],
    ['AF', () => draw.list(count, () => draw.fraction())],
    ['AN', () => draw.integer(4000)],
    ['MQ', () => draw.number()],
    ['SB', () => draw.list(count + 1, () => draw.integer(90))],
    ['RS', () => draw.list(count + 1, () => draw.number())],
    ['PAIR', () => draw.list(2, () => draw.fraction())],
    ['LIST', () => draw.list(random.integer(1, 4), () => draw.integer(9))],
    ['DB', () => null],
    ['NOTE', () => draw.list(random.integer(1, 3), () => draw.orPoint(draw.word()))],
    ['GENES', () => draw.list(count, () => draw.orPoint(draw.word()))],
    ['CH', () => draw.orPoint('z')],
    ['END', () => String(position + random.integer(-3, 5000))],
    ['SVTYPE', () => 'DEL'],
    [
      'SVLEN',
      () => draw.list(random.pick([1, count]), () => draw.orPoint(String(random.integer(-4000, 4000)))),
    ],
    ['CHR2', () => random.pick(['chr1', 'chr2'])],
    ['gnomAD_AF', () => draw.list(count, () => draw.fraction())],
    ['gnomADg_AF_popmax', () => draw.fraction()],
    ['CLNSIG', () => random.pick(clinical)],
    ['CLNREVSTAT', () => random.pick(stars)],
    ['CADD_PHRED', () => draw.number()],
    ['REVEL', () => draw.list(count, () => draw.fraction())],
    ['SpliceAI', () => draw.list(random.integer(1, 3), () => [random.pick(['A', 'C', ...alts]), 'G', draw.fraction(), draw.fraction(), draw.fraction(), draw.fraction(), '1'].join('|'))], // prettier-ignore
    ['UNDECLARED', () => 'yes'],
  ]
  const present = candidates.flatMap(([key, value]) => {
    if (!random.chance(0.3)) return []
    const text = value()
    return [text === null ? key : `${key}=${text}`]
  })
  present.push(...annotationOf(draw, annotated, position, ref, alts))
  return present.length === 0 ? '.' : present.join(';')
}

function annotationOf(
  draw: Drawing,
  annotated: Annotated,
  position: number,
  ref: string,
  alts: readonly string[],
): string[] {
  const { random } = draw
  if (alts.length === 0 || random.chance(0.2)) return []
  const entries = (one: (i: number) => string): string =>
    Array.from({ length: random.integer(1, 6) }, (_, i) => one(i)).join(',')
  if (annotated !== 'ANN and BCSQ') {
    const fields = annotated === 'CSQ' ? VEP : NUMBERED
    const minimal = random.chance(0.7)
    return [
      `CSQ=${entries(() => {
        const number = random.integer(1, alts.length)
        const values = vepValues(draw, number, ref, alts, minimal)
        return fields.map((field) => values[field] ?? '').join('|')
      })}`,
    ]
  }
  const ann = entries(() => {
    const alt = random.pick([alts[0] ?? 'A', ...alts])
    const kind = random.pick(['transcript', 'transcript', 'intergenic_region'])
    return [random.chance(0.1) ? `${alt}-G` : alt, random.pick(TERMS), random.pick([...IMPACTS, '']), draw.orPoint('GENE1'), 'ENSG1', kind, 'NM_000001.2', 'protein_coding', `${random.integer(1, 9)}/9`, random.chance(0.5) ? 'c.1A>G' : '', ''].join('|') // prettier-ignore
  })
  const bcsq = entries(() => {
    if (random.chance(0.15)) return `@${position - 1}`
    const change = random.chance(0.7)
      ? `|+|4K>4R|${position}${ref}>${random.pick([alts[0] ?? 'A', ...alts])}`
      : ''
    return `${random.pick(['', '*'])}${random.pick(['missense', 'synonymous', 'stop_gained', 'intron'])}|GENE2|ENST2|protein_coding${change}`
  })
  const both = [`ANN=${ann}`, `BCSQ=${bcsq}`]
  return both.filter(() => random.chance(0.7))
}

function vepValues(
  draw: Drawing,
  number: number,
  ref: string,
  alts: readonly string[],
  minimal: boolean,
): Readonly<Record<string, string>> {
  const { random } = draw
  const alt = alts[number - 1] ?? ''
  const feature = random.pick(['ENST00000001', 'ENST00000002', 'NM_000001.3'])
  return {
    Allele: minimal ? alt.slice(1) || '-' : alt,
    Consequence: random.chance(0.05) ? '' : random.pick(TERMS),
    IMPACT: random.pick([...IMPACTS, '']),
    SYMBOL: random.pick(['BRCA1', 'TTN', '', '.']),
    Gene: random.pick(['ENSG1', '']),
    Feature_type: random.pick(['Transcript', 'Transcript', 'RegulatoryFeature', '']),
    Feature: feature,
    EXON: random.pick(['3/12', '']),
    HGVSc: random.pick(['', `${feature.replace(/\.\d+$/, '')}.4:c.11${ref[0]}>T`, `${feature}:c.4%3D`]),
    HGVSp: random.pick(['', 'ENSP1.2:p.Lys4%3D', 'ENSP1.2:p.Arg5Trp']),
    ALLELE_NUM: String(number),
    CANONICAL: random.pick(['YES', '', '']),
    gnomADe_AF: draw.fraction(),
    MAX_AF: random.pick(['', '0.25', '0.1&0.3', '.']),
    CLIN_SIG: random.pick(['', 'pathogenic&likely_pathogenic', 'benign']),
    CADD_PHRED: random.pick(['', '22.4', '7']),
    REVEL: random.pick(['', '0.5&0.7', '0.1&.']),
    SpliceAI_pred_DS_AG: random.pick(['', '0.91', '0.00']),
    SpliceAI_pred_DS_DL: random.pick(['', '0.35']),
    MANE_SELECT: random.pick(['', '', '', 'NM_000001.3']),
    MANE_PLUS_CLINICAL: random.pick(['', '', '', 'NM_000002.1']),
  }
}

function genotype(draw: Drawing, alts: number): string {
  const { random } = draw
  const allele = (): string => draw.orPoint(String(random.integer(0, alts)))
  const ploidy = random.pick([1, 2, 2, 2, 2, 2, 3])
  const separator = random.pick(['/', '/', '|'])
  return Array.from({ length: ploidy }, allele).join(separator)
}

function callOf(draw: Drawing, format: readonly string[], alts: number): string {
  const { random } = draw
  const reads = (count: number): string => draw.list(count, () => draw.integer(60))
  const values = format.map((field) => {
    if (random.chance(0.05)) return field === 'GT' ? './.' : '.'
    switch (field) {
      case 'GT':
        return genotype(draw, alts)
      case 'AD':
        return reads(alts + 1)
      case 'AO':
        return reads(alts)
      case 'PR':
      case 'SR':
        return reads(alts + 1)
      case 'AF':
      case 'VAF':
        return draw.list(alts, () => draw.fraction())
      case 'AU':
      case 'CU':
      case 'GU':
      case 'TU':
      case 'TIR':
      case 'TAR':
        return reads(2)
      case 'PL':
        return reads(3)
      case 'GQ':
        return random.chance(0.5) ? draw.integer(99) : draw.number()
      case 'PGT':
        return random.pick(['0|1', '1|0', '.'])
      case 'PID':
        return random.pick(['1042_A_T', '99_G_GTT', '.'])
      case 'SB':
        return reads(4)
      case 'F1R2':
        return reads(alts + 1)
      case 'QA':
        return reads(alts)
      case 'SQ':
        return draw.list(alts, () => draw.number())
      case 'ABQ':
        return draw.list(alts + 1, () => draw.number())
      case 'HQ':
        return draw.number()
      case 'NOTE':
        return draw.list(random.integer(1, 3), () => draw.orPoint(draw.word()))
      case 'KINDS':
        return draw.list(alts, () => draw.orPoint(draw.word()))
      default:
        return draw.integer(200)
    }
  })
  // Fields that are dropped from the end are missing ones.
  return random.chance(0.2) ? values.slice(0, random.integer(1, values.length)).join(':') : values.join(':')
}

/** The columns of random records: everything that VCFs write, and what some tools get wrong. */
function randomRecords(
  seed: string,
  count: number,
  annotated: Annotated,
  samples: readonly string[],
): string[][] {
  const draw = new Drawing(seed)
  const { random } = draw
  let position = 1000
  return Array.from({ length: count }, (_, i) => {
    position += random.integer(0, 300)
    const { ref, alts } = alleles(draw)
    const columns = [
      i < count / 2 ? 'chr1' : i < (count * 3) / 4 ? 'chrX' : 'chrUn',
      String(position),
      random.chance(0.6) ? '.' : random.pick([`rs${i}`, `rs${i};ss${i}`]),
      ref,
      alts.join(',') || '.',
      draw.number().replace('-', ''),
      random.pick(['PASS', 'PASS', '.', 'LowQual', 'LowQual;q10']),
      infoOf(draw, annotated, position, ref, alts),
    ]
    if (samples.length === 0) return columns
    const fields = [...random.pick(FORMATS)]
    if (random.chance(0.2)) fields.reverse()
    return [...columns, fields.join(':'), ...samples.map(() => callOf(draw, fields, alts.length))]
  })
}

/** A VCF of {@link randomRecords}. */
export function randomVcf(
  seed: string,
  count: number,
  annotated: Annotated = 'numbered CSQ',
  samples: readonly string[] = ['S1', 'S2', 'S 3'],
): string {
  return vcfText(randomRecords(seed, count, annotated, samples), { meta: randomMeta(annotated), samples })
}

function randomMeta(annotated: Annotated): string[] {
  return [...META, ...ANNOTATION_META[annotated]]
}

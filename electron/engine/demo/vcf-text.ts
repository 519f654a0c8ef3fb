import type { NewRecord } from '../files/bam/record-encoder.ts'
import { type AlleleCounts, countAlleles } from './allele-count.ts'
import { contigIndex, GRCH38_CONTIGS } from './contigs.ts'
import { CSQ_FIELDS, csqOf } from './csq.ts'
import { deletionEvidence } from './deletion-evidence.ts'
import { type Member, MEMBERS, SAMPLE_NAME } from './family.ts'
import { genotypeQuality } from './genotype-quality.ts'
import { demoSites, type DemoSite, genotypeOf } from './sites.ts'
import { syntheticReference } from './synthetic-reference.ts'

export type FamilyReads = Readonly<Record<Member, readonly NewRecord[]>>

/** How far beyond a site the reference is looked at for repeats: longer than any planted run. */
const FOLLOWING = 60
/** No alignment outside the deletion's own reads spans more. */
const REACH = 400

const HEADER: readonly string[] = [
  '##fileformat=VCFv4.2',
  '##source=Casement demo case generator',
  '##synthetic="All people, reads and genotypes in this file are made up. Not for any clinical use."',
  '##reference=GRCh38 (coordinates; the sequence is synthetic except around planted variants)',
  ...GRCH38_CONTIGS.map(({ name, length }) => `##contig=<ID=${name},length=${length},assembly=GRCh38>`),
  '##ALT=<ID=DEL,Description="Deletion relative to the reference">',
  '##FILTER=<ID=PASS,Description="All filters passed">',
  '##FILTER=<ID=LowQual,Description="Low quality of the call">',
  '##FILTER=<ID=StrandBias,Description="Alternate allele on reads of one strand only">',
  '##INFO=<ID=AC,Number=A,Type=Integer,Description="Allele count in genotypes, for each alternate allele">',
  '##INFO=<ID=AN,Number=1,Type=Integer,Description="Number of alleles in called genotypes">',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="Fragments over the site, all samples together">',
  '##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type of structural variant">',
  '##INFO=<ID=END,Number=1,Type=Integer,Description="End position of the structural variant">',
  '##INFO=<ID=SVLEN,Number=.,Type=Integer,Description="Difference in length between REF and ALT alleles">',
  `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP (written by the demo generator in VEP's format; illustrative). Format: ${CSQ_FIELDS.join('|')}">`,
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Fragments supporting each allele, the reference first">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Fragments over the site">',
  '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality (Phred)">',
  '##FORMAT=<ID=PR,Number=R,Type=Integer,Description="Pairs supporting reference and alternate allele">',
  '##FORMAT=<ID=SR,Number=R,Type=Integer,Description="Split or clipped reads supporting reference and alternate allele">',
  ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT']
    .concat(MEMBERS.map((member) => SAMPLE_NAME[member]))
    .join('\t'),
]

/** GT of a member at a site. */
function calledGenotype(site: DemoSite, member: Member): string {
  return site.calls?.[member] ?? genotypeOf(site, member)
}

function readsNear(records: readonly NewRecord[], site: DemoSite, from: number, to: number): NewRecord[] {
  const refId = contigIndex(site.contig)
  return records.filter((record) => record.refId === refId && record.start >= from && record.start < to)
}

/** Alleles of a site counted in a member's records, as AD and DP have them. */
export function siteCounts(records: readonly NewRecord[], site: DemoSite): AlleleCounts {
  const start = site.position - 1
  return countAlleles(readsNear(records, site, start - REACH, start + 1), {
    start,
    ref: site.ref,
    alts: site.alleles.map(({ alt }) => alt),
    following: syntheticReference().slice(site.contig, start, start + FOLLOWING),
  })
}

/** AC and AN over the called alleles. */
function alleleNumbers(genotypes: readonly string[], alts: number): { counts: number[]; total: number } {
  const called = genotypes.flatMap((genotype) => genotype.split('/')).filter((allele) => allele !== '.')
  const counts = Array.from(
    { length: alts },
    (_, i) => called.filter((allele) => allele === String(i + 1)).length,
  )
  return { counts, total: called.length }
}

/** Confidence per supporting fragment: an artefact's bases are poor. */
function qualityOf(site: DemoSite, supporting: number): number {
  const real = site.alleles.some(({ carriers }) => carriers.length > 0)
  const weight = real && !site.filter.includes('LowQual') ? 31 : 5
  return Math.min(9_999, supporting * weight)
}

function smallVariantLine(site: DemoSite, reads: FamilyReads): string {
  const genotypes = MEMBERS.map((member) => calledGenotype(site, member))
  const counts = MEMBERS.map((member) => siteCounts(reads[member], site))
  const depths = counts.map(({ fragments, other }) => fragments.reduce((sum, n) => sum + n, other))
  const samples = counts.map(({ fragments }, i) => {
    const genotype = genotypes[i] ?? '.'
    if (genotype === '.') return '.:.:.:.'
    const called = genotype.split('/').map(Number)
    const quality = genotype.includes('.') ? '.' : String(genotypeQuality(fragments, called))
    return `${genotype}:${fragments.join(',')}:${depths[i] ?? 0}:${quality}`
  })
  const supporting = counts.reduce(
    (sum, { fragments }) => sum + fragments.slice(1).reduce((a, b) => a + b, 0),
    0,
  )
  const info = [`DP=${depths.reduce((a, b) => a + b, 0)}`]
  return line(site, genotypes, qualityOf(site, supporting), info, 'GT:AD:DP:GQ', samples)
}

function deletionLine(site: DemoSite, end: number, reads: FamilyReads): string {
  const genotypes = MEMBERS.map((member) => calledGenotype(site, member))
  const evidence = MEMBERS.map((member) =>
    deletionEvidence(readsNear(reads[member], site, site.position - 2_000, end + 2_000), site.position, end),
  )
  const samples = evidence.map(
    ({ pairs, reads: split }, i) =>
      `${genotypes[i] ?? '.'}:99:${pairs.ref},${pairs.alt}:${split.ref},${split.alt}`,
  )
  const info = ['SVTYPE=DEL', `END=${end}`, `SVLEN=${site.position - end}`]
  return line(site, genotypes, 999, info, 'GT:GQ:PR:SR', samples)
}

function line(
  site: DemoSite,
  genotypes: readonly string[],
  quality: number,
  info: readonly string[],
  format: string,
  samples: readonly string[],
): string {
  const { counts, total } = alleleNumbers(genotypes, site.alleles.length)
  const csq = csqOf(syntheticReference(), site)
  const fields = [`AC=${counts.join(',')}`, `AN=${total}`, ...info, ...(csq === null ? [] : [`CSQ=${csq}`])]
  return [
    site.contig,
    site.position,
    site.id ?? '.',
    site.ref,
    site.alleles.map(({ alt }) => alt).join(','),
    quality,
    site.filter,
    fields.join(';'),
    format,
    ...samples,
  ].join('\t')
}

/** The family's VCF as text. Depths are counted in `reads`, the records that go into the BAM files. */
export function vcfText(reads: FamilyReads): string {
  const lines = demoSites().map((site) =>
    site.end === null ? smallVariantLine(site, reads) : deletionLine(site, site.end, reads),
  )
  return [...HEADER, ...lines, ''].join('\n')
}

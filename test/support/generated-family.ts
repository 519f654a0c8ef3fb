import { chromosomeLength, CHROMOSOMES } from '../../shared/genome/chromosome-length.ts'
import { pseudoautosomal } from '../../shared/genome/pseudoautosomal.ts'
import { seededRandom } from './random.ts'

/** People whose genomes are made up: two children of two parents, and somebody of another family. */
export type Person = 'CHILD' | 'SISTER' | 'MOTHER' | 'FATHER' | 'STRANGER'
const PEOPLE = ['MOTHER', 'FATHER', 'STRANGER', 'CHILD', 'SISTER'] as const
const FEMALES: ReadonlySet<Person> = new Set<Person>(['MOTHER', 'SISTER', 'STRANGER'])

export type FamilyOptions = {
  readonly seed?: number
  /** Sample columns, and whose reads each really has. */
  readonly columns?: Readonly<Record<string, Person>>
  /** A share of a column's reads that is the stranger's. */
  readonly contaminated?: { readonly column: string; readonly fraction: number }
  /** A chromosome that the child has from its mother alone. */
  readonly maternal?: { readonly chromosome: string; readonly kind: 'isodisomy' | 'heterodisomy' }
  /** Males are called with one copy on X and Y. Default false: `1/1`. */
  readonly isHaploidX?: boolean
  /** Sites on the autosomes; X and Y have as many fewer or more. */
  readonly sites?: number
  /** Mean reads of two copies at a site. */
  readonly depth?: number
  /** Of a read: that it shows one certain other allele. */
  readonly error?: number
  readonly build?: 'GRCh37' | 'GRCh38'
}

const FAMILY: Readonly<Record<string, Person>> = {
  CHILD: 'CHILD',
  SISTER: 'SISTER',
  MOTHER: 'MOTHER',
  FATHER: 'FATHER',
}

/** A record: its alleles, and what each column's reads and genotype are. */
export type FamilyRecord = {
  readonly chromosome: string
  /** 1-based. */
  readonly position: number
  readonly alleles: readonly string[]
  readonly filter: string
  readonly calls: readonly Call[]
}

type Call = {
  readonly genotype: readonly (number | null)[]
  readonly reads: readonly number[]
  readonly quality: number
}

const SITES = 8000
const SITES_X = 700
const SITES_Y = 80
const DEPTH = 30
const ERROR = 0.0005
const BASES = ['A', 'C', 'G', 'T']

/** Alleles of the copies that somebody has of a site. */
type Copies = readonly number[]
type Site = {
  readonly chromosome: string
  readonly position: number
  readonly alleles: readonly string[]
  readonly copies: Readonly<Record<Person, Copies>>
}

/** Made-up variants of a family, the same on every run: positions spread over all chromosomes. */
export function familyRecords(options: FamilyOptions = {}): { columns: string[]; records: FamilyRecord[] } {
  const { seed = 1, columns = FAMILY, contaminated } = options
  const random = seededRandom(seed)
  const records: FamilyRecord[] = []
  for (const site of genomeSites(options, random)) {
    const calls = Object.entries(columns).map(([column, person]): Call => {
      const fraction = contaminated?.column === column ? contaminated.fraction : 0
      return callOf(site, person, fraction, options, random)
    })
    const filter = random() < 0.95 ? 'PASS' : 'LowQual'
    const { chromosome, position, alleles } = site
    // Callers do not write what nobody carries.
    if (calls.some(({ genotype }) => genotype.some((allele) => allele !== null && allele > 0)))
      records.push({ chromosome, position, alleles, filter, calls })
  }
  return { columns: Object.keys(columns), records }
}

/** Y has no sites in the regions that it shares with X: references mask them there. */
function genomeSites(
  { maternal, sites = SITES, build = 'GRCh38' }: FamilyOptions,
  random: () => number,
): Site[] {
  const lengths = CHROMOSOMES.map((chromosome) => chromosomeLength(build, chromosome) ?? 0)
  const autosomal = lengths.slice(0, 22).reduce((sum, length) => sum + length, 0)
  return CHROMOSOMES.flatMap((chromosome, i) => {
    const length = lengths[i] ?? 0
    const count =
      chromosome === 'X'
        ? Math.round((SITES_X * sites) / SITES)
        : chromosome === 'Y'
          ? Math.round((SITES_Y * sites) / SITES)
          : Math.round((sites * length) / autosomal)
    const positions = Array.from({ length: count }, () => 20_000 + Math.floor(random() * (length - 40_000)))
    const called = positions.filter((position) => chromosome !== 'Y' || isSingle(build, chromosome, position))
    const sorted = [...new Set(called)].toSorted((a, b) => a - b)
    const kind = maternal?.chromosome === chromosome ? maternal.kind : null
    return chromosomeSites({ build, chromosome }, sorted, kind, random)
  })
}

/** Recombinations: one in 100 Mb. */
const RECOMBINATION = 1e-8

function chromosomeSites(
  { build, chromosome }: { readonly build: 'GRCh37' | 'GRCh38'; readonly chromosome: string },
  positions: readonly number[],
  maternal: 'isodisomy' | 'heterodisomy' | null,
  random: () => number,
): Site[] {
  /** Which of a parent's two copies each child has just now. */
  const strands = { CHILD: { MOTHER: 0, FATHER: 0 }, SISTER: { MOTHER: 0, FATHER: 0 } }
  let before = 0
  return positions.map((position): Site => {
    const chance = (position - before) * RECOMBINATION
    before = position
    for (const child of [strands.CHILD, strands.SISTER])
      for (const parent of ['MOTHER', 'FATHER'] as const)
        if (random() < chance) child[parent] = 1 - child[parent]
    const alleles = allelesOf(random)
    const shares = 0.05 + 0.9 * random() ** 2
    const draw = (): number => (random() >= shares ? 0 : alleles.length > 2 && random() < 0.3 ? 2 : 1)
    const isMale = (person: Person): boolean => !FEMALES.has(person)
    const founders = { MOTHER: [draw(), draw()], FATHER: [draw(), draw()], STRANGER: [draw(), draw()] }
    const single = isSingle(build, chromosome, position)
    const from = (child: 'CHILD' | 'SISTER', parent: 'MOTHER' | 'FATHER'): number =>
      founders[parent][single && parent === 'FATHER' ? 0 : strands[child][parent]] ?? 0
    const childOf = (child: 'CHILD' | 'SISTER'): Copies => [from(child, 'MOTHER'), from(child, 'FATHER')]
    const mother = from('CHILD', 'MOTHER')
    const ofChild =
      maternal === null ? childOf('CHILD') : maternal === 'isodisomy' ? [mother, mother] : founders.MOTHER
    const both: Record<Person, Copies> = { ...founders, CHILD: ofChild, SISTER: childOf('SISTER') }
    const copies = Object.fromEntries(
      PEOPLE.map((person) => [
        person,
        single ? singleCopies(chromosome, isMale(person), both[person]) : both[person],
      ]),
    ) as Record<Person, Copies>
    if (single && chromosome === 'Y') copies.CHILD = copies.FATHER
    return { chromosome, position, alleles, copies }
  })
}

function isSingle(build: 'GRCh37' | 'GRCh38', chromosome: string, position: number): boolean {
  if (chromosome !== 'X' && chromosome !== 'Y') return false
  const regions = pseudoautosomal(build, chromosome) ?? []
  return !regions.some(({ start, end }) => position > start && position <= end)
}

/** Of X a male has his mother's, or his first; of Y only males have any. */
function singleCopies(chromosome: string, isMale: boolean, both: Copies): Copies {
  if (chromosome === 'Y') return isMale ? both.slice(0, 1) : []
  return isMale ? both.slice(0, 1) : both
}

function allelesOf(random: () => number): string[] {
  const pick = (): string => BASES[Math.floor(random() * 4)] ?? 'A'
  const ref = pick()
  const others = BASES.filter((base) => base !== ref)
  const first = others[Math.floor(random() * 3)] ?? 'A'
  const kind = random()
  if (kind < 0.04) return [ref + first, ref]
  if (kind < 0.08) return [ref, ref + first]
  return kind < 0.1 ? [ref, first, others.find((base) => base !== first) ?? 'A'] : [ref, first]
}

function callOf(
  site: Site,
  person: Person,
  fraction: number,
  { isHaploidX = false, depth: usual = DEPTH, error = ERROR }: FamilyOptions,
  random: () => number,
): Call {
  const own = site.copies[person]
  const count = site.alleles.length
  if (own.length === 0) return { genotype: [null, null], reads: site.alleles.map(() => 0), quality: 0 }
  const shareOf = (copies: Copies, allele: number): number =>
    copies.length === 0 ? 0 : copies.filter((one) => one === allele).length / copies.length
  const mixed = site.alleles.map((_, allele) => {
    const clean = (1 - fraction) * shareOf(own, allele) + fraction * shareOf(site.copies.STRANGER, allele)
    return clean * (1 - error * (count - 1)) + (1 - clean) * error
  })
  const depth = poisson(random() < 0.005 ? 2 : (usual * own.length) / 2, random)
  const reads = site.alleles.map(() => 0)
  for (let i = 0; i < depth; i++) {
    let left = random() * mixed.reduce((sum, one) => sum + one, 0)
    const allele = mixed.findIndex((share) => (left -= share) < 0)
    reads[Math.max(0, allele)] = (reads[Math.max(0, allele)] ?? 0) + 1
  }
  return called(reads, own.length === 1 && isHaploidX)
}

/** The likeliest genotype, and how much likelier than the next, Phred. */
function called(reads: readonly number[], isHaploid: boolean): Call {
  const depth = reads.reduce((sum, one) => sum + one, 0)
  if (depth < 3) return { genotype: isHaploid ? [null] : [null, null], reads, quality: 0 }
  const genotypes = reads.flatMap((_, a) => (isHaploid ? [[a]] : reads.slice(a).map((__, k) => [a, a + k])))
  const scored = genotypes
    .map((genotype) => ({ genotype, score: likelihood(genotype, reads) }))
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = scored
  const quality = Math.min(99, Math.round(10 * ((best?.score ?? 0) - (next?.score ?? 0))))
  return { genotype: best?.genotype ?? [null], reads, quality }
}

/** Log10; callers expect more errors than there are. */
function likelihood(genotype: Copies, reads: readonly number[]): number {
  const error = 0.003
  return reads.reduce((sum, count, allele) => {
    const share = genotype.filter((one) => one === allele).length / genotype.length
    return sum + count * Math.log10(share * (1 - error) + (1 - share) * error)
  }, 0)
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let product = random()
  let count = 0
  for (; product > limit; count++) product *= random()
  return count
}

const callText = ({ genotype, reads, quality }: Call): string => {
  const depth = reads.reduce((sum, one) => sum + one, 0)
  const text = genotype.map((allele) => allele ?? '.').join('/')
  return `${text}:${reads.join(',')}:${depth}:${genotype[0] === null ? '.' : quality}`
}

const META = [
  '##fileformat=VCFv4.2',
  '##FILTER=<ID=LowQual,Description="Made up">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads per allele">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">',
  '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality">',
  ...CHROMOSOMES.map((name) => `##contig=<ID=chr${name},length=${chromosomeLength('GRCh38', name) ?? 0}>`),
]

/** A family's variants as the text of one VCF. */
export function familyVcf(options: FamilyOptions = {}): string {
  const { columns, records } = familyRecords(options)
  return recordsVcf(columns, records)
}

/** As many VCFs as there are columns, each with what that sample carries. */
export function singleVcfs(options: FamilyOptions = {}): Map<string, string> {
  const { columns, records } = familyRecords(options)
  return new Map(
    columns.map((column, i) => {
      const own = records.flatMap((record): FamilyRecord[] => {
        const call = record.calls[i]
        return call?.genotype.some((allele) => (allele ?? 0) > 0) ? [{ ...record, calls: [call] }] : []
      })
      return [column, recordsVcf([column], own)]
    }),
  )
}

/** Records as the text of a VCF. */
export function recordsVcf(columns: readonly string[], records: readonly FamilyRecord[]): string {
  const head = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT', ...columns].join(
    '\t',
  )
  const lines = records.map(({ chromosome, position, alleles: [ref = '', ...alts], filter, calls }) =>
    [
      `chr${chromosome}`,
      position,
      '.',
      ref,
      alts.join(','),
      60,
      filter,
      '.',
      'GT:AD:DP:GQ',
      ...calls.map(callText),
    ].join('\t'),
  )
  return `${[...META, head, ...lines].join('\n')}\n`
}

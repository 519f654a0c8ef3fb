import { backgroundSites } from './background.ts'
import { contigIndex } from './contigs.ts'
import { copiesOf, type Lineage, type Member } from './family.ts'
import type { Edit } from './haplotype.ts'
import { DEMO_TRUTHS } from './truths.ts'

/** One alternate allele of a site and the copies of the genome that carry it. */
export type DemoAllele = {
  readonly alt: string
  readonly carriers: readonly Lineage[]
  readonly gnomad: number | null
  readonly clinSig: string | null
}

/** A record of the demo's VCF before reads are counted. */
export type DemoSite = {
  readonly contig: string
  /** POS, 1-based. */
  readonly position: number
  readonly ref: string
  readonly alleles: readonly DemoAllele[]
  /** Last base (1-based) of a symbolic deletion. */
  readonly end: number | null
  readonly filter: string
  readonly id: string | null
  /** GT where the table of truths says so; otherwise it follows from the carriers. */
  readonly calls: Readonly<Record<Member, string>> | null
}

/** GT of a member from the copies that carry the alleles: unphased, haploid where there is one copy, `.` for none. */
export function genotypeOf(site: Pick<DemoSite, 'contig' | 'alleles'>, member: Member): string {
  const numbers = copiesOf(member, site.contig).map(
    (copy) => site.alleles.findIndex((allele) => allele.carriers.some((c) => copy.includes(c))) + 1,
  )
  if (numbers.length === 0) return '.'
  return numbers.sort((a, b) => a - b).join('/')
}

function truthSites(): DemoSite[] {
  const byPlace = new Map<string, DemoSite>()
  for (const truth of DEMO_TRUTHS) {
    const { contig, position, ref, alt, carriers, gnomad, clinSig, filter, id, genotypes } = truth
    const key = `${contig}:${position}:${ref}`
    const allele: DemoAllele = { alt, carriers, gnomad, clinSig }
    const known = byPlace.get(key)
    byPlace.set(key, {
      contig,
      position,
      ref,
      alleles: [...(known?.alleles ?? []), allele],
      end: truth.end ?? null,
      filter,
      id,
      calls: genotypes,
    })
  }
  return [...byPlace.values()]
}

let sites: readonly DemoSite[] | undefined

/** Every site of the demo, truths and ordinary variation, in file order. */
export function demoSites(): readonly DemoSite[] {
  sites ??= [...truthSites(), ...backgroundSites()].sort(
    (a, b) =>
      contigIndex(a.contig) - contigIndex(b.contig) || a.position - b.position || (a.ref < b.ref ? -1 : 1),
  )
  return sites
}

/** The bases a site's allele changes; a symbolic deletion takes its length from `end`. */
export function editOf(
  site: DemoSite,
  allele: DemoAllele,
  slice: (contig: string, start: number, end: number) => string,
): Edit {
  const start = site.position - 1
  if (site.end === null) return { start, ref: site.ref, alt: allele.alt }
  const bases = slice(site.contig, start, site.end)
  return { start, ref: bases, alt: bases.slice(0, 1) }
}

import { type ContigAlias, contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { VariantLines } from '../files/variant-lines.ts'
import { decode, scanVcfLine } from '../files/vcf/line.ts'
import type { JobContext } from '../work/job.ts'
import { type AlleleMatcher, type ContigAlleles, createAlleleMatcher } from './allele-matcher.ts'
import { type AnnotatedCase, type BaseCheck, checkBases, checkBuild } from './source-build.ts'

/** A record of the annotation file that has alleles of the case. */
export type SourceRecord = {
  /** The ID column as written; `.` for none. */
  readonly id: string
  /** How many alternates it has. */
  readonly alternates: number
  /** The FILTER column as written. */
  readonly filter: string
  readonly info: string
}

/** Where an allele of the case is: the contig's place in the list, and the allele's within it. */
type AlleleHome = { readonly contig: number; readonly index: number }

/**
 * Takes what a record says of an allele of the case.
 *
 * @param alternate 0-based, among the record's alternates
 */
export type TakeMatch = (record: SourceRecord, alternate: number, home: AlleleHome) => void

export type JoinCounts = {
  /** Records read. */
  readonly records: number
  /** Pairs of an allele of the file and one of the case. */
  readonly matches: number
  /** Contigs of the file that the case does not have. */
  readonly otherContigs: readonly string[]
  readonly bases: BaseCheck
}

const HASH = 35
const SINGLE_BASE = /^[ACGT]$/

/** The matcher for a contig by the file's own name; null where the case has no such contig or no alleles on it. */
function contigFinder(
  header: VariantLines['header'],
  alleles: readonly ContigAlleles[],
  annotated: AnnotatedCase,
): {
  of(name: string): { readonly contig: number; readonly matcher: AlleleMatcher } | null
  readonly others: ReadonlySet<string>
} {
  const matchers = new Map(
    alleles.map((list, contig) => [list.contig, { contig, matcher: createAlleleMatcher(list) }]),
  )
  const listed = new Set(header.contigs.map((contig) => contig.name))
  const declared = contigAlias(annotated.contigs, header.contigs, annotated.build)
  const known = new Map<string, { contig: number; matcher: AlleleMatcher } | null>()
  const others = new Set<string>()
  const aliasOf = (name: string): ContigAlias =>
    listed.has(name) ? declared : contigAlias(annotated.contigs, [{ name, length: 0 }], annotated.build)
  return {
    others,
    of(name) {
      const found = known.get(name)
      if (found !== undefined) return found
      const own = aliasOf(name).toCase(name)
      if (own === undefined) others.add(name)
      const made = own === undefined ? null : (matchers.get(own) ?? null)
      known.set(name, made)
      return made
    },
  }
}

/**
 * Reads a file of variants once, from end to end, and hands over what it says of alleles of the case: a merge when
 * both are sorted by position. A file that is not sorted is only slower.
 *
 * @throws Fault `case/build-conflict`, `annotation/wrong-build`, `vcf/…`, `bcf/…`, those of reading, `task/cancelled`
 */
export async function joinVariants(
  { header, lines: source }: VariantLines,
  alleles: readonly ContigAlleles[],
  annotated: AnnotatedCase,
  take: TakeMatch,
  context: JobContext,
): Promise<JoinCounts> {
  checkBuild(source.path, header, annotated)
  const finder = contigFinder(header, alleles, annotated)
  const bases = { agreeing: 0, disagreeing: 0 }
  let records = 0
  let matches = 0
  let contig = ''
  const range = { from: header.end, firstNumber: header.lines + 1, signal: context.signal }
  for await (const batch of source.lines(range)) {
    for (const line of batch) {
      const { bytes } = line
      if (bytes.length === 0 || bytes[0] === HASH) continue
      const columns = scanVcfLine(line, header.columns, source.path, contig)
      contig = columns.contig
      records++
      const { position, refStart, refEnd } = columns
      const home = finder.of(contig)
      if (home === null || !home.matcher.seek(position, refEnd - refStart)) continue
      const [, , id = '', ref = '', alt = '', , filter = '', info = ''] = decode(
        bytes,
        0,
        columns.infoEnd,
      ).split('\t')
      const own = home.matcher.baseAt(position)
      const base = ref.slice(0, 1).toUpperCase()
      if (SINGLE_BASE.test(own) && SINGLE_BASE.test(base)) {
        if (own === base) bases.agreeing++
        else bases.disagreeing++
      }
      const alts = alt.split(',')
      const record = { id, alternates: alts.length, filter, info }
      alts.forEach((text, alternate) => {
        for (const index of home.matcher.find(position, ref, text)) {
          matches++
          take(record, alternate, { contig: home.contig, index })
        }
      })
    }
    checkBases(source.path, bases, annotated.build)
    context.progress({ phase: 'Reading annotation', done: records, total: null, unit: 'records' })
  }
  return { records, matches, otherContigs: [...finder.others], bases }
}

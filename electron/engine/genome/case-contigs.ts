import type { CaseFile, FileKind } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Build } from '../../../shared/genome/build.ts'
import { CHROMOSOMES, chromosomeLength } from '../../../shared/genome/chromosome-length.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import { RCRS_LENGTH, contigMeaning, lengthKnown } from '../../../shared/genome/contig-name.ts'
import type { Contig } from '../../../shared/genome/region.ts'

/** An installed reference names the contigs, then the reads do, then the variants. */
const ORDER: readonly CaseFile['kind'][] = ['fasta', '2bit', 'bam', 'cram', 'vcf', 'bcf']

/** Length given to a contig of which nothing tells the length: as far as a TBI or BAI reaches. */
const UNKNOWN_LENGTH = 2 ** 29 - 1

/** The installed reference of a case: its first FASTA or 2bit. */
export function referenceOf(state: Pick<CaseState, 'files'>): CaseFile | undefined {
  return state.files.find((f) => f.kind === 'fasta' || f.kind === '2bit')
}

function lengthOf(contig: Contig, build: Build): number {
  if (lengthKnown(contig.length)) return contig.length
  const { key } = contigMeaning(contig.name)
  if (build === 'GRCh38' && key === 'M') return RCRS_LENGTH
  return chromosomeLength(build, key) ?? UNKNOWN_LENGTH
}

/** What of a case says which contigs it has. */
type Naming = {
  readonly files: readonly { readonly kind: FileKind; readonly contigs: readonly Contig[] }[]
  readonly build: Build
}

const made = new WeakMap<object, Contig[]>()

/**
 * The contigs the case is shown in: those of the file that names them (`ORDER`), in its order, then what other files
 * have beyond them (a reference of one chromosome beside a whole genome's reads). Lengths are never 0. A case whose
 * files name no contig at all has the chromosomes of its build.
 */
export function caseContigs(state: Naming): Contig[] {
  // States are immutable: the same one is asked about for every slice of reads.
  const known = made.get(state) ?? collectContigs(state)
  made.set(state, known)
  return known
}

function collectContigs({ files, build }: Naming): Contig[] {
  const naming = files
    .filter((f) => ORDER.includes(f.kind))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
  let contigs: Contig[] = []
  for (const file of naming) {
    const alias = contigAlias(contigs, file.contigs, build)
    const names = new Set(contigs.map((c) => c.name))
    // Blanks cannot stand in a FASTA's header or index.
    const more = file.contigs.filter(
      (c) => !names.has(c.name) && alias.toCase(c.name) === undefined && /^\S+$/.test(c.name),
    )
    contigs = [...contigs, ...more]
  }
  if (contigs.length > 0) return contigs.map((c) => ({ name: c.name, length: lengthOf(c, build) }))
  return CHROMOSOMES.flatMap((name) => {
    const length = chromosomeLength(build, name)
    return length === undefined ? [] : [{ name, length }]
  })
}

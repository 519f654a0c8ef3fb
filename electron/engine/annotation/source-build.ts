import { Fault } from '../../../shared/errors/fault.ts'
import { type Build, buildConflicts } from '../../../shared/genome/build.ts'
import type { Contig } from '../../../shared/genome/region.ts'
import type { VcfHeader } from '../files/vcf/header.ts'

/** What an annotation file is brought to. */
export type AnnotatedCase = {
  /** The file whose variants are annotated, for the words of a conflict. */
  readonly file: string
  readonly contigs: readonly Contig[]
  readonly build: Build
}

const NAMES: readonly (readonly [Build, RegExp])[] = [
  ['GRCh37', /GRCh37|hg19|\bb37\b|hs37/i],
  ['GRCh38', /GRCh38|hg38|hs38/i],
  ['T2T-CHM13v2', /CHM13|T2T/i],
]

/** The build a `##reference` names; null when it names none, or several, as paths may. */
function buildNamed(reference: string | null): Build | null {
  const named = NAMES.filter(([, pattern]) => reference !== null && pattern.test(reference))
  return named.length === 1 ? (named[0]?.[0] ?? null) : null
}

/**
 * Refuses a file of another build by what its header says: lengths of contigs first; ClinVar's VCF has none and says
 * `##reference=GRCh38`.
 *
 * @throws Fault `case/build-conflict`, `annotation/wrong-build`
 */
export function checkBuild(file: string, header: VcfHeader, annotated: AnnotatedCase): void {
  const conflicts = buildConflicts([
    { file: annotated.file, contigs: annotated.contigs },
    { file, contigs: header.contigs },
  ])
  if (conflicts.length > 0) throw new Fault({ kind: 'case/build-conflict', conflicts })
  const named = buildNamed(header.reference)
  if (named === null || annotated.build === 'unknown' || named === annotated.build) return
  const detail = `its header says ##reference=${header.reference ?? ''}`
  throw new Fault({ kind: 'annotation/wrong-build', file, build: annotated.build, detail })
}

/** How often the bases of the file's REF and of the case's agree where both have a record at one position. */
export type BaseCheck = { readonly agreeing: number; readonly disagreeing: number }

/** Fewer shared positions than this say nothing: a single one may be an error of either file. */
const ENOUGH = 10
/** Two builds disagree at about seven of ten positions, two files of one build at none. */
const TOLERATED = 0.1

/**
 * Refuses a file whose reference bases are not those of the case: what a header does not say, its records do.
 *
 * @throws Fault `annotation/wrong-build`
 */
export function checkBases(file: string, { agreeing, disagreeing }: BaseCheck, build: Build): void {
  const shared = agreeing + disagreeing
  if (shared < ENOUGH || disagreeing <= shared * TOLERATED) return
  const count = (n: number): string => n.toLocaleString('en-GB')
  const detail = `its reference bases differ at ${count(disagreeing)} of ${count(shared)} positions that both have`
  const name = build === 'unknown' ? 'an unknown build' : build
  throw new Fault({ kind: 'annotation/wrong-build', file, build: name, detail })
}

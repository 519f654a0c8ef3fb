import type { Sample } from '../../../../shared/case/sample.ts'
import type { Build } from '../../../../shared/genome/build.ts'
import { contigMeaning } from '../../../../shared/genome/contig-name.ts'
import { pseudoautosomal } from '../../../../shared/genome/pseudoautosomal.ts'
import { COPY_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import {
  copiesByDepth,
  type CopySettings,
  type CountedDepths,
  judgeSex,
  karyotypeOf,
  type RelativeDepths,
  type SexFromCoverage,
  type SexReason,
} from '../../../../shared/quality/sex-check.ts'
import type { IndexCoverage } from '../../reads/index-coverage/index-coverage.ts'
import { quantileOf } from './quantile.ts'
import { singleCopyPart } from './single-copy-part.ts'

/** Share of the usual depth up to which a window has no signal, as where the index alone is read. */
export const NO_SIGNAL = 0.01

/**
 * The sex that the depths of X and Y, as the index alone tells them, speak for, beside the stated one.
 *
 * @see Pedersen 2017, indexcov, doi 10.1093/gigascience/gix090, for the idea; the thresholds are general knowledge
 */
export function sexFromCoverage(
  sample: string,
  coverage: IndexCoverage,
  stated: Sample['sex'],
  build: Build,
  settings: CopySettings = COPY_THRESHOLDS,
): SexFromCoverage {
  const of = { sample, stated, settings, by: 'index', index: null, counted: null } as const
  if (pseudoautosomal(build, 'X') === null) return nothingSaid(of, 'build-unknown')
  if (coverage.withoutSignal > settings.maxWithoutSignal.value) return nothingSaid(of, 'targeted')
  const depths = relativeDepths(coverage, build)
  return depths === null ? nothingSaid(of, 'no-x') : sexByDepths(of, depths)
}

/** Whether reads have to be counted: the index does not tell how many copies of X, or of Y, there are. */
export function isUndecided(
  { reason, depths }: SexFromCoverage,
  settings: CopySettings = COPY_THRESHOLDS,
): boolean {
  if (depths === null) return reason === 'targeted' || reason === 'no-x'
  const copies = copiesByDepth(depths, settings)
  return copies.x === null || (copies.y === null && depths.y !== null)
}

/** Whose depths are judged, and how they were found. */
export type DepthsOf = {
  readonly sample: string
  readonly stated: Sample['sex']
  readonly settings: CopySettings
  readonly by: SexFromCoverage['by']
  readonly index: SexFromCoverage['index']
  readonly counted: CountedDepths | null
}

/** Depths that say nothing, and why. */
export function nothingSaid({ settings, ...of }: DepthsOf, reason: SexReason): SexFromCoverage {
  const nothing = { verdict: 'not-possible', seen: null, depths: null } as const
  return { check: 'sex-from-coverage', ...of, thresholds: settings, ...nothing, hints: [], reason }
}

/** Depths judged beside the stated sex. */
export function sexByDepths({ settings, ...of }: DepthsOf, depths: RelativeDepths): SexFromCoverage {
  const copies = copiesByDepth(depths, settings)
  const karyotype = karyotypeOf(copies.x, copies.y)
  const hints = karyotype === null ? [] : [{ karyotype, isByDepth: true }]
  const seen = seenSex(copies.x, copies.y)
  const judged = judgeSex(of.stated, seen, hints, depths.y !== null)
  return { check: 'sex-from-coverage', ...of, thresholds: settings, ...judged, seen, hints, depths }
}

function seenSex(x: number | null, y: number | null): Sample['sex'] {
  if (y === 0 || (y === null && x === 2)) return 'female'
  if (y !== null || x === 1) return 'male'
  return 'unknown'
}

/**
 * Depths of X and Y outside the pseudoautosomal regions over that of the autosomes; null without X, or of a build whose
 * regions are not known. Of Y every window up to the heterochromatin counts, also those without reads: a female has none.
 */
export function relativeDepths(coverage: IndexCoverage, build: Build): RelativeDepths | null {
  const x = windowsOutside(coverage, build, 'X')
  if (x === null) return null
  const depth = quantileOf(
    x.filter((value) => value > NO_SIGNAL),
    0.5,
  )
  if (depth === null) return null
  const y = windowsOutside(coverage, build, 'Y')
  return { x: depth, y: y === null ? null : quantileOf(y, 0.5) }
}

/** Relative depths of the windows that lie outside; null when there are none. */
function windowsOutside(
  { contigs, relativeDepth, windowSize }: IndexCoverage,
  build: Build,
  chromosome: 'X' | 'Y',
): number[] | null {
  const contig = contigs.find(({ name }) => contigMeaning(name).key === chromosome)
  const parts = contig && singleCopyPart(build, chromosome, contig.length)
  if (!contig || !parts) return null
  const values: number[] = []
  for (let i = 0; i < contig.windows; i++) {
    const start = i * windowSize
    const end = Math.min(start + windowSize, contig.length)
    if (parts.some((part) => part.start <= start && end <= part.end))
      values.push(relativeDepth[contig.firstWindow + i] ?? 0)
  }
  return values.length === 0 ? null : values
}

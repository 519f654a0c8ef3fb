import type { Sample } from '../../../../shared/case/sample.ts'
import type { Build } from '../../../../shared/genome/build.ts'
import { contigMeaning } from '../../../../shared/genome/contig-name.ts'
import { pseudoautosomal } from '../../../../shared/genome/pseudoautosomal.ts'
import { COPY_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import {
  copiesByDepth,
  type CopySettings,
  judgeSex,
  karyotypeOf,
  type RelativeDepths,
  type SexFromCoverage,
} from '../../../../shared/quality/sex-check.ts'
import type { IndexCoverage } from '../../reads/index-coverage/index-coverage.ts'

/**
 * Where the part of Y that has bases in the assembly ends, 0-based: beyond lies the heterochromatin of Yq12, tens of
 * megabases of N. @see the assembly gaps of GRCh37 and GRCh38, UCSC table `gap`
 */
const HETEROCHROMATIN_OF_Y: Partial<Record<Build, number>> = { GRCh37: 28_819_361, GRCh38: 26_673_214 }

/** Share of the usual depth up to which a window has no signal, as where the index alone is read. */
const NO_SIGNAL = 0.01

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
  const base = { check: 'sex-from-coverage', sample, stated, thresholds: settings } as const
  const nothing: Omit<SexFromCoverage, 'reason'> = {
    ...base,
    verdict: 'not-possible',
    seen: null,
    hints: [],
    depths: null,
  }
  if (pseudoautosomal(build, 'X') === null) return { ...nothing, reason: 'build-unknown' }
  if (coverage.withoutSignal > settings.maxWithoutSignal.value) return { ...nothing, reason: 'targeted' }
  const depths = relativeDepths(coverage, build)
  if (depths === null) return { ...nothing, reason: 'no-x' }
  const copies = copiesByDepth(depths, settings)
  const karyotype = karyotypeOf(copies.x, copies.y)
  const hints = karyotype === null ? [] : [{ karyotype, isByDepth: true }]
  const seen = seenSex(copies.x, copies.y)
  return { ...base, ...judgeSex(stated, seen, hints), seen, hints, depths }
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
  const depth = medianOf(x.filter((value) => value > NO_SIGNAL))
  if (depth === null) return null
  const y = windowsOutside(coverage, build, 'Y')
  return { x: depth, y: y === null ? null : medianOf(y) }
}

/** Relative depths of the windows that lie outside; null when there are none. */
function windowsOutside(
  { contigs, relativeDepth, windowSize }: IndexCoverage,
  build: Build,
  chromosome: 'X' | 'Y',
): number[] | null {
  const contig = contigs.find(({ name }) => contigMeaning(name).key === chromosome)
  const regions = pseudoautosomal(build, chromosome)
  if (!contig || regions === null) return null
  const last = chromosome === 'Y' ? (HETEROCHROMATIN_OF_Y[build] ?? contig.length) : contig.length
  const values: number[] = []
  for (let i = 0; i < contig.windows; i++) {
    const start = i * windowSize
    const end = Math.min(start + windowSize, contig.length)
    const isInside = regions.some((region) => region.start < end && start < region.end)
    if (!isInside && end <= last) values.push(relativeDepth[contig.firstWindow + i] ?? 0)
  }
  return values.length === 0 ? null : values
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half]
  if (upper === undefined) return null
  return sorted.length % 2 === 0 ? ((sorted[half - 1] ?? upper) + upper) / 2 : upper
}

import type { Build } from '../../../../shared/genome/build.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { COVERAGE_RULES } from '../../../../shared/quality/panel-coverage.ts'
import { COPY_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import type {
  CopySettings,
  CountedDepths,
  CountedPart,
  SexFromCoverage,
} from '../../../../shared/quality/sex-check.ts'
import type { GeneTable } from '../../genome/gene-table.ts'
import type { IndexCoverage } from '../../reads/index-coverage/index-coverage.ts'
import type { KeptFile } from '../../reads/open-readers.ts'
import type { JobContext } from '../../work/job.ts'
import type { Atoms } from '../coverage/atoms.ts'
import { countParts, type Counting } from '../coverage/count-parts.ts'
import { intoParts, planFetches } from '../coverage/fetches.ts'
import { mergeParts } from '../coverage/merge-parts.ts'
import { quantileOf } from './quantile.ts'
import { NO_SIGNAL, nothingSaid, sexByDepths } from './sex-from-coverage.ts'
import {
  coveredExons,
  genomeWindows,
  type SexStretch,
  type SexStretches,
  type StretchCounts,
} from './sex-stretches.ts'

const WINDOWS: StretchCounts = { autosomes: 60, x: 40, y: 40 }
/** Of a CRAM: each costs a slice of some ten thousand reads. */
const CRAM_WINDOWS: StretchCounts = { autosomes: 30, x: 30, y: 24 }
const EXONS: StretchCounts = { autosomes: 120, x: 120, y: 120 }

/** Reads are counted as for the coverage of a panel, and nothing below a threshold is looked for. */
const RULES = { ...COVERAGE_RULES, thresholds: [] }

/** What depth is counted of. */
export type ReadsOfSample = {
  readonly file: KeptFile
  readonly coverage: IndexCoverage
  readonly build: Build
  /** Asked for a file of targets alone; null: none of the build are known. */
  readonly genes: () => Promise<GeneTable | null>
}

/**
 * The sex by the depth of reads, where the index alone left it open: mean depths of some windows of a genome, or of exons
 * of a file of targets. Reads with a mapping quality of more than 10 count, duplicates do not.
 *
 * @param index what the index alone said
 * @throws Fault as the job `countCoverage`, and what reading the genes throws
 */
export async function sexFromReads(
  index: SexFromCoverage,
  { file, coverage, build, genes }: ReadsOfSample,
  counting: Counting,
  job: JobContext,
  settings: CopySettings = COPY_THRESHOLDS,
): Promise<SexFromCoverage> {
  const { sample, stated, reason, depths } = index
  const said = { sample, stated, settings, by: 'reads', index: { reason, depths } } as const
  const isTargeted = reason === 'targeted'
  const table = isTargeted ? await genes() : null
  if (isTargeted && table === null) return { ...index, reason: 'no-genes' }
  const stretches =
    table === null
      ? genomeWindows(coverage.contigs, build, file.kind === 'cram' ? CRAM_WINDOWS : WINDOWS)
      : coveredExons(coverage, build, table, EXONS, NO_SIGNAL)
  if (stretches.x.length === 0) return nothingSaid({ ...said, counted: null }, isTargeted ? 'too-little-covered' : 'no-x') // prettier-ignore
  const means = await meanDepths(file, coverage, stretches, counting, job)
  const counted = isTargeted ? ofExons(means, settings) : ofWindows(means)
  const of = { ...said, counted }
  const { autosomes, x, y } = counted
  const least = settings.minCovered.value
  const usual = autosomes.depth ?? 0
  const isEnough = usual >= settings.minGenomeDepth.value && autosomes.covered >= least && x.covered >= least
  if (!isEnough || x.depth === null) return nothingSaid(of, 'too-little-covered')
  return sexByDepths(of, { x: x.depth / usual, y: y.depth === null ? null : y.depth / usual })
}

type Means = { readonly [Part in keyof SexStretches]: readonly number[] }

/** Mean depth of each stretch. */
async function meanDepths(
  file: KeptFile,
  { contigs }: IndexCoverage,
  stretches: SexStretches,
  counting: Counting,
  job: JobContext,
): Promise<Means> {
  const names = contigs.map(({ name }) => name)
  const numbers = new Map(names.map((name, contig) => [name, contig]))
  const contigOf = ({ contig }: SexStretch): number => numbers.get(contig) ?? 0
  const sorted = [...stretches.autosomes, ...stretches.x, ...stretches.y].toSorted(
    (a, b) => contigOf(a) - contigOf(b) || a.start - b.start,
  )
  const atoms: Atoms = {
    contigs: names,
    first: Uint32Array.from({ length: names.length + 1 }, (_, c) => {
      const next = sorted.findIndex((stretch) => contigOf(stretch) >= c)
      return next < 0 ? sorted.length : next
    }),
    start: Int32Array.from(sorted, ({ start }) => start),
    end: Int32Array.from(sorted, ({ end }) => end),
  }
  const fetches = planFetches(atoms)
  // Each thread reads as much as the others: a part is the same share of what is read.
  const parts = intoParts(fetches, atoms, Math.ceil((fetches.length * PER_FETCH) / counting.workers))
  const [outcome = { found: [] }] = await countParts(
    counting,
    [{ file, nameOf: (contig) => names[contig] ?? '', parts }],
    atoms,
    RULES,
    job,
  )
  if ('error' in outcome) throw new Fault(outcome.error)
  const { sum } = mergeParts(parts, outcome.found, sorted.length, 0).depths
  const means = new Map(sorted.map((stretch, i) => [stretch, (sum[i] ?? 0) / (stretch.end - stretch.start)]))
  const of = (part: readonly SexStretch[]) => part.map((stretch) => means.get(stretch) ?? 0)
  return { autosomes: of(stretches.autosomes), x: of(stretches.x), y: of(stretches.y) }
}

/** bp that a fetch of one stretch takes, about. */
const PER_FETCH = 1 << 14

function ofWindows({ autosomes, x, y }: Means): CountedDepths {
  return {
    of: 'windows',
    autosomes: partOf(autosomes, (depth) => depth > 0),
    x: partOf(x, (depth) => depth > 0),
    // Two fifths of Y up to its heterochromatin are palindromes, in which no read has a place of its own, and gaps: the
    // upper quartile of all windows is amid those that a male has reads in, and a female has in hardly any.
    y: { counted: y.length, covered: y.filter((depth) => depth > 0).length, depth: quantileOf(y, 0.75) },
  }
}

function ofExons({ autosomes, x, y }: Means, settings: CopySettings): CountedDepths {
  const least = settings.minTargetDepth.value
  const usual = quantileOf(
    autosomes.filter((depth) => depth >= least),
    0.75,
  )
  // What lies beside the targets of a very deep file has reads, too.
  const from = Math.max(least, (usual ?? 0) * settings.minTargetShare.value)
  const isTarget = (depth: number): boolean => depth >= from
  const onY = partOf(y, isTarget)
  return {
    of: 'exons',
    autosomes: partOf(autosomes, isTarget),
    x: partOf(x, isTarget),
    // Without reads on Y there is none, or it is not among the targets: which of the two the file does not tell.
    y: onY.covered < settings.minCoveredY.value ? { ...onY, depth: null } : onY,
  }
}

function partOf(means: readonly number[], isCovered: (depth: number) => boolean): CountedPart {
  const covered = means.filter(isCovered)
  return { counted: means.length, covered: covered.length, depth: quantileOf(covered, 0.5) }
}

import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { type Build, buildConflicts } from '../../../../shared/genome/build.ts'
import { contigAlias } from '../../../../shared/genome/contig-alias.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import {
  COVERAGE_RULES,
  type CoverageRules,
  type CoverageTargets,
  type PanelCoverage,
} from '../../../../shared/quality/panel-coverage.ts'
import type { KeptFile } from '../../reads/open-readers.ts'
import type { JobContext } from '../../work/job.ts'
import { assembleSample, type SampleDepths, targetAtoms } from './assemble.ts'
import { type Atoms, cutIntoAtoms } from './atoms.ts'
import { countParts, type Counting, type FileParts } from './count-parts.ts'
import { type Fetch, intoParts, planFetches } from './fetches.ts'
import { mergeParts } from './merge-parts.ts'

/** bp of reading in a part: about half a second of a 35x genome, so that threads end together and progress is seen. */
const PART = 1 << 22

/** A file of reads of a sample. */
export type CoverageSample = {
  readonly sample: string
  readonly file: KeptFile
  /** Of the file. */
  readonly contigs: readonly Contig[]
}

/** What coverage is counted of: the case's build and contigs, which the targets are named in, and its files of reads. */
export type CoverageCase = {
  readonly build: Build
  readonly contigs: readonly Contig[]
  readonly samples: readonly CoverageSample[]
}

/**
 * Counts the coverage of targets in each file of reads, parts of them at the same time. What is wrong with one file is
 * its result, and the others are counted: no index, a CRAM without its reference, damage, contigs of another build.
 *
 * @throws Fault `coverage/no-reads` when there is no file, `task/cancelled`
 */
export async function panelCoverage(
  counting: Counting,
  { build, contigs, samples }: CoverageCase,
  targets: CoverageTargets,
  context: JobContext,
  rules: CoverageRules = COVERAGE_RULES,
): Promise<PanelCoverage> {
  if (samples.length === 0) throw new Fault({ kind: 'coverage/no-reads' })
  const atoms = cutIntoAtoms(
    targets,
    contigs.map(({ name }) => name),
  )
  const fetches = planFetches(atoms)
  const plans = samples.map((sample) => planOf(sample, { build, contigs }, atoms, fetches, counting))
  const files = plans.map(({ parts }) => parts)
  const counted = await countParts(counting, files, atoms, rules, context)
  const of = targetAtoms(targets, atoms)
  const width = rules.thresholds.length
  return {
    targets,
    rules,
    samples: plans.map(({ sample, conflict, parts: { file, parts }, ...known }, i) => {
      const about = { sample, file: file.identity.path }
      const outcome = counted[i] ?? { found: [] }
      if (conflict !== null) return { ...about, result: { error: conflict } }
      if ('error' in outcome) return { ...about, result: outcome }
      const merged = mergeParts(parts, outcome.found, atoms.start.length, width)
      return { ...about, result: assembleSample(targets, of, atoms, width, { ...known, ...merged }) }
    }),
  }
}

type Plan = Pick<SampleDepths, 'isKnown' | 'missingContigs'> & {
  readonly sample: string
  /** Why the file is not counted; it then has no parts. */
  readonly conflict: CasementError | null
  readonly parts: FileParts
}

function planOf(
  { sample, file, contigs: own }: CoverageSample,
  { build, contigs }: Pick<CoverageCase, 'build' | 'contigs'>,
  atoms: Atoms,
  fetches: readonly Fetch[],
  { partSize = PART }: Counting,
): Plan {
  const conflicts = buildConflicts([
    { file: 'the case', contigs },
    { file: file.identity.path, contigs: own },
  ])
  const alias = contigAlias(contigs, own, build)
  const names = atoms.contigs.map((name) => alias.toFile(name))
  const known = new Uint8Array(atoms.start.length)
  for (const [c, name] of names.entries())
    if (name !== undefined) known.fill(1, atoms.first[c] ?? 0, atoms.first[c + 1] ?? 0)
  const isKnown = (atom: number): boolean => known[atom] === 1
  const readable = conflicts.length > 0 ? [] : fetches.filter(({ from }) => isKnown(from))
  return {
    sample,
    conflict: conflicts.length > 0 ? { kind: 'case/build-conflict', conflicts } : null,
    isKnown,
    missingContigs: atoms.contigs.filter(
      (_, c) => names[c] === undefined && atoms.first[c] !== atoms.first[c + 1],
    ),
    parts: {
      file,
      nameOf: (contig) => names[contig] ?? '',
      parts: intoParts(readable, atoms, partSize),
    },
  }
}

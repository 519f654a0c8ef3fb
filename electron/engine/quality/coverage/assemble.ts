import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import type {
  CountedSample,
  CoverageColumns,
  CoverageTargets,
  GapColumns,
} from '../../../../shared/quality/panel-coverage.ts'
import { type Atoms, atomsOf } from './atoms.ts'
import type { AtomDepths } from './depth-runs.ts'

/** Atoms from one up to another. */
type Run = readonly [from: number, to: number]

/** Which atoms each exon and each gene is made of; the same for every sample. */
export type TargetAtoms = {
  readonly exons: readonly Run[]
  /** Of each gene the runs of its exons, joined where they meet: no atom twice, in order. */
  readonly genes: readonly (readonly Run[])[]
}

export function targetAtoms({ genes, exons }: CoverageTargets, atoms: Atoms): TargetAtoms {
  const places = new Map(atoms.contigs.map((name, i) => [name, i]))
  const runs: Run[] = []
  const unions = genes.map(({ contig }, g) => {
    const [from, to] = [exons.first[g] ?? 0, exons.first[g + 1] ?? 0]
    const place = places.get(contig ?? '') ?? -1
    for (let row = from; row < to; row++)
      runs.push(atomsOf(atoms, place, exons.start[row] ?? 0, exons.end[row] ?? 0))
    return joined(runs.slice(from, to))
  })
  return { exons: runs, genes: unions }
}

function joined(runs: readonly Run[]): Run[] {
  const whole: [number, number][] = []
  for (const [from, to] of runs.toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}

/** The depths of a file's atoms; of those whose contig it does not have nothing is known. */
export type SampleDepths = {
  readonly depths: AtomDepths
  readonly isKnown: (atom: number) => boolean
  readonly missingContigs: readonly string[]
  readonly notices: readonly CasementError[]
}

/** Adds atoms up to exons, genes and all of them, and joins their stretches below thresholds to gaps. */
export function assembleSample(
  targets: CoverageTargets,
  of: TargetAtoms,
  atoms: Atoms,
  thresholds: number,
  sample: SampleDepths,
): CountedSample {
  const add = (rows: readonly (readonly Run[])[]): CoverageColumns => addUp(rows, atoms, thresholds, sample)
  return {
    notices: sample.notices,
    missingContigs: sample.missingContigs,
    exons: add(of.exons.map((run) => [run])),
    genes: add(of.genes),
    total: add([[[0, atoms.start.length]]]),
    gaps: gapsOf(targets, of, atoms, thresholds, sample.depths),
  }
}

function addUp(
  rows: readonly (readonly Run[])[],
  { start, end }: Atoms,
  thresholds: number,
  { depths, isKnown }: SampleDepths,
): CoverageColumns {
  const columns: CoverageColumns = {
    bases: new Uint32Array(rows.length),
    atLeast: new Uint32Array(rows.length * thresholds),
    mean: new Float64Array(rows.length),
    min: new Uint32Array(rows.length),
  }
  for (const [row, runs] of rows.entries()) {
    let [bases, sum, min] = [0, 0, Infinity]
    for (const [from, to] of runs)
      for (let atom = from; atom < to; atom++) {
        if (!isKnown(atom)) continue
        bases += (end[atom] ?? 0) - (start[atom] ?? 0)
        sum += depths.sum[atom] ?? 0
        min = Math.min(min, depths.min[atom] ?? 0)
        for (let t = 0; t < thresholds; t++) {
          const at = row * thresholds + t
          columns.atLeast[at] = (columns.atLeast[at] ?? 0) + (depths.atLeast[atom * thresholds + t] ?? 0)
        }
      }
    columns.bases[row] = bases
    columns.mean[row] = bases === 0 ? Number.NaN : sum / bases
    columns.min[row] = bases === 0 ? 0 : min
  }
  return columns
}

/** A gap as it is put together. */
type Gap = {
  threshold: number
  gene: number
  start: number
  end: number
  min: number
  sum: number
  readonly exon: Run
}

function gapsOf(
  targets: CoverageTargets,
  of: TargetAtoms,
  atoms: Atoms,
  thresholds: number,
  depths: AtomDepths,
): GapColumns {
  const byThreshold = runsByAtom(depths, atoms.start.length, thresholds)
  const gaps: Gap[] = []
  for (let threshold = 0; threshold < thresholds; threshold++) {
    const { first, order } = byThreshold[threshold] ?? {
      first: new Uint32Array(0),
      order: new Uint32Array(0),
    }
    for (const [gene, unions] of of.genes.entries())
      for (const [from, to] of unions) {
        let open: Gap | undefined
        for (let i = first[from] ?? 0; i < (first[to] ?? 0); i++) {
          const run = order[i] ?? 0
          const [start, end] = [depths.runs.start[run] ?? 0, depths.runs.end[run] ?? 0]
          const [min, sum] = [depths.runs.min[run] ?? 0, depths.runs.sum[run] ?? 0]
          if (open?.end === start) {
            open.end = end
            open.min = Math.min(open.min, min)
            open.sum += sum
          } else {
            open = { threshold, gene, start, end, min, sum, exon: [0, 0] }
            gaps.push(open)
          }
        }
      }
  }
  const placed = gaps.map((gap) => ({ ...gap, exon: exonsTouched(targets, gap) }))
  return {
    threshold: Uint8Array.from(placed, (gap) => gap.threshold),
    gene: Uint32Array.from(placed, (gap) => gap.gene),
    exon: Uint32Array.from(placed, (gap) => gap.exon[0]),
    lastExon: Uint32Array.from(placed, (gap) => gap.exon[1]),
    start: Int32Array.from(placed, (gap) => gap.start),
    end: Int32Array.from(placed, (gap) => gap.end),
    min: Uint32Array.from(placed, (gap) => gap.min),
    mean: Float64Array.from(placed, (gap) => gap.sum / (gap.end - gap.start)),
  }
}

/** Of each threshold, the runs in order of place; those of atom a are `order[first[a]]` up to `order[first[a + 1]]`. */
function runsByAtom({ runs }: AtomDepths, atoms: number, thresholds: number) {
  return Array.from({ length: thresholds }, (_, threshold) => {
    const first = new Uint32Array(atoms + 1)
    const order: number[] = []
    for (let run = 0; run < runs.atom.length; run++) {
      if (runs.threshold[run] !== threshold) continue
      order.push(run)
      const after = (runs.atom[run] ?? 0) + 1
      first[after] = (first[after] ?? 0) + 1
    }
    for (let atom = 0; atom < atoms; atom++) first[atom + 1] = (first[atom + 1] ?? 0) + (first[atom] ?? 0)
    return { first, order: Uint32Array.from(order) }
  })
}

/** The first and the last exon that a gap touches, of the first transcript it touches. */
function exonsTouched({ exons }: CoverageTargets, { gene, start, end }: Gap): Run {
  let [first, last] = [-1, -1]
  for (let row = exons.first[gene] ?? 0; row < (exons.first[gene + 1] ?? 0); row++) {
    if (first >= 0 && exons.transcript[row] !== exons.transcript[first]) break
    if ((exons.start[row] ?? 0) >= end || (exons.end[row] ?? 0) <= start) continue
    if (first < 0) first = row
    last = row
  }
  return [first, last]
}

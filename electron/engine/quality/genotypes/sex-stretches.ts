import type { Build } from '../../../../shared/genome/build.ts'
import { CHROMOSOMES } from '../../../../shared/genome/chromosome-length.ts'
import { contigMeaning } from '../../../../shared/genome/contig-name.ts'
import type { ContigCoverage } from '../../../../shared/genome/index-coverage.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import type { GeneTable } from '../../genome/gene-table.ts'
import type { IndexCoverage } from '../../reads/index-coverage/index-coverage.ts'
import { singleCopyPart, type Stretch } from './single-copy-part.ts'

/** Stretches of a file whose depth is counted, in its own names of contigs. */
export type SexStretch = Stretch & { readonly contig: string }

/** Those whose depth tells the copies of X and Y; X and Y where a male has one copy of each. */
export type SexStretches = {
  readonly autosomes: readonly SexStretch[]
  readonly x: readonly SexStretch[]
  readonly y: readonly SexStretch[]
}

export type StretchCounts = { readonly autosomes: number; readonly x: number; readonly y: number }

const AUTOSOMES: ReadonlySet<string> = new Set(CHROMOSOMES.slice(0, 22))

/** bp of a window of a genome. */
const WINDOW = 4096
/** bp: windows begin where those of a BAI do, so that no reads before them are read. @see SAMv1 §5.1.3 */
const INDEX_WINDOW = 1 << 14
/** bp: shorter pieces of exons say little. */
const SHORTEST_EXON = 60

/** Windows spread evenly over the autosomes, X and Y of a genome. None of X and Y of a build whose regions are not known. */
export function genomeWindows(contigs: readonly Contig[], build: Build, counts: StretchCounts): SexStretches {
  const parts = partsOf(contigs, build)
  return {
    autosomes: spread(parts.autosomes, counts.autosomes),
    x: spread(parts.x, counts.x),
    y: spread(parts.y, counts.y),
  }
}

function partsOf(contigs: readonly Contig[], build: Build): SexStretches {
  const single = (chromosome: 'X' | 'Y'): SexStretch[] =>
    contigs.flatMap(({ name, length }) =>
      contigMeaning(name).key === chromosome
        ? (singleCopyPart(build, chromosome, length) ?? []).map((part) => ({ ...part, contig: name }))
        : [],
    )
  const autosomes = contigs.flatMap(({ name, length }) =>
    AUTOSOMES.has(contigMeaning(name).key) ? [{ contig: name, start: 0, end: length }] : [],
  )
  return { autosomes, x: single('X'), y: single('Y') }
}

/** A window in the middle of each of so many equal shares of all parts together, unless it does not fit there. */
function spread(parts: readonly SexStretch[], count: number): SexStretch[] {
  const total = parts.reduce((sum, { start, end }) => sum + end - start, 0)
  const windows: SexStretch[] = []
  let before = 0
  let next = 0
  for (const { contig, start, end } of parts) {
    for (; next < count; next++) {
      const at = ((next + 0.5) * total) / count - before
      if (at >= end - start) break
      const first = Math.floor((start + at) / INDEX_WINDOW) * INDEX_WINDOW
      const isNew = windows.at(-1)?.contig !== contig || (windows.at(-1)?.start ?? 0) < first
      if (first >= start && first + WINDOW <= end && isNew)
        windows.push({ contig, start: first, end: first + WINDOW })
    }
    before += end - start
  }
  return windows
}

/**
 * Coding parts of exons where the file has reads by its index, of the marked transcripts of each gene: for a file of targets.
 * Of each group so many, spread evenly.
 */
export function coveredExons(
  coverage: IndexCoverage,
  build: Build,
  genes: GeneTable,
  counts: StretchCounts,
  noSignal: number,
): SexStretches {
  const parts = partsOf(coverage.contigs, build)
  const coding = codingExons(genes)
  const within = (group: readonly SexStretch[], count: number): SexStretch[] => {
    const all = group.flatMap(({ contig, start, end }) => {
      const windows = coverage.contigs.find(({ name }) => name === contig)
      return (coding.get(contigMeaning(contig).key) ?? []).flatMap((exon) =>
        windows && exon.start >= start && exon.end <= end && hasSignal(coverage, windows, exon, noSignal)
          ? [{ ...exon, contig }]
          : [],
      )
    })
    return everyNth(all, count)
  }
  return {
    autosomes: within(parts.autosomes, counts.autosomes),
    x: within(parts.x, counts.x),
    y: within(parts.y, counts.y),
  }
}

function hasSignal(
  { relativeDepth, windowSize }: IndexCoverage,
  { firstWindow, windows }: ContigCoverage,
  { start, end }: Stretch,
  noSignal: number,
): boolean {
  const last = Math.min(Math.floor((end - 1) / windowSize), windows - 1)
  for (let i = Math.floor(start / windowSize); i <= last; i++)
    if ((relativeDepth[firstWindow + i] ?? 0) > noSignal) return true
  return false
}

function everyNth<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all]
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]).filter(
    (one) => one !== undefined,
  )
}

/** Of each chromosome by its key, in order; of those that overlap the first. */
function codingExons(table: GeneTable): ReadonlyMap<string, readonly Stretch[]> {
  const found = new Map<string, Stretch[]>()
  for (const [c, contig] of table.contigs.entries()) {
    const exons: Stretch[] = []
    for (let g = table.contigFirst[c] ?? 0; g < (table.contigFirst[c + 1] ?? 0); g++)
      exons.push(...exonsOfGene(table, g))
    exons.sort((a, b) => a.start - b.start || a.end - b.end)
    const apart: Stretch[] = []
    for (const exon of exons) if (exon.start >= (apart.at(-1)?.end ?? 0)) apart.push(exon)
    const { key } = contigMeaning(contig)
    found.set(key, [...(found.get(key) ?? []), ...apart])
  }
  return found
}

function exonsOfGene(table: GeneTable, gene: number): Stretch[] {
  const first = table.transcriptFirst[gene] ?? 0
  const all = Array.from({ length: (table.transcriptFirst[gene + 1] ?? first) - first }, (_, i) => first + i)
  const marked = all.filter((t) => table.canonical[t] === 1)
  return (marked.length > 0 ? marked : all).flatMap((t) => {
    const [codingStart, codingEnd] = [table.codingStart[t] ?? -1, table.codingEnd[t] ?? -1]
    if (codingStart < 0) return []
    const exons: Stretch[] = []
    for (let e = table.exonFirst[t] ?? 0; e < (table.exonFirst[t + 1] ?? 0); e++) {
      const start = Math.max(table.exonStart[e] ?? 0, codingStart)
      const end = Math.min(table.exonEnd[e] ?? 0, codingEnd)
      if (end - start >= SHORTEST_EXON) exons.push({ start, end })
    }
    return exons
  })
}

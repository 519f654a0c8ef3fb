import type { CoverageRules } from '../../../../shared/quality/panel-coverage.ts'
import {
  FLAG_DUPLICATE,
  FLAG_QC_FAIL,
  FLAG_SECONDARY,
  FLAG_SUPPLEMENTARY,
  FLAG_UNMAPPED,
} from '../../files/bam/flags.ts'
import type { AlignmentReader } from '../../reads/alignment-reader.ts'
import { DepthCounter } from '../../reads/slab/depth-counter.ts'
import { type AtomDepths, DepthRunCollector } from './depth-runs.ts'

/** Atoms of one contig that are read in one go: those from `from` up to `to`. */
export type NamedFetch = {
  /** The file's own name. */
  readonly contig: string
  readonly from: number
  readonly to: number
}

export type AtomPlaces = { readonly start: Int32Array; readonly end: Int32Array }

const NOT_COUNTED = FLAG_UNMAPPED | FLAG_SECONDARY | FLAG_QC_FAIL | FLAG_DUPLICATE

/** Counters that nobody uses just now: their rooms are as large as what was counted with them. */
let spare: DepthCounter | undefined

/**
 * Counts the depth of atoms, sorted within each fetch; what no fetch has keeps depth 0 and no runs. Reads that are
 * unmapped, secondary, QC-fail or duplicates are left out, and those the rules leave out. A read counts where it has a
 * base, a pair once: deletions and skipped introns do not count.
 *
 * @param done told how many fetches are counted
 * @throws as {@link AlignmentReader.walk}
 */
export async function countDepths(
  reader: Pick<AlignmentReader, 'walk'>,
  { start, end }: AtomPlaces,
  fetches: readonly NamedFetch[],
  { thresholds, mapqAbove, supplementary }: CoverageRules,
  { signal, done }: { readonly signal?: AbortSignal; readonly done: (fetches: number) => void },
): Promise<AtomDepths> {
  const skipped = supplementary ? NOT_COUNTED : NOT_COUNTED | FLAG_SUPPLEMENTARY
  const collector = new DepthRunCollector(start.length, thresholds)
  const counter = spare ?? new DepthCounter()
  spare = undefined
  try {
    for (const [i, { contig, from, to }] of fetches.entries()) {
      const first = start[from] ?? 0
      const last = end[to - 1] ?? first
      counter.clear(first, last - first, true)
      let next = from
      let before = 0
      await reader.walk(
        { contig, start: first, end: last },
        (cursor, readEnd) => {
          const at = cursor.start
          if ((cursor.flags & skipped) !== 0 || cursor.mapq <= mapqAbove || at >= last) return
          // Reads come sorted; should they not, the atoms are looked through from the first again.
          if (at < before) next = from
          before = at
          while (next < to && (end[next] ?? 0) <= at) next++
          if (next < to && (start[next] ?? 0) < readEnd) counter.add(cursor, readEnd)
        },
        { signal, fields: 'places' },
      )
      addAtoms(collector, counter.differences, { start, end }, from, to)
      done(i + 1)
    }
    return collector.finish()
  } finally {
    spare = counter
  }
}

function addAtoms(
  collector: DepthRunCollector,
  differences: Int32Array,
  { start, end }: AtomPlaces,
  from: number,
  to: number,
): void {
  const origin = start[from] ?? 0
  let depth = 0
  let at = 0
  for (let atom = from; atom < to; atom++) {
    const first = (start[atom] ?? 0) - origin
    const last = (end[atom] ?? 0) - origin
    for (; at < first; at++) depth += differences[at] ?? 0
    depth = collector.add(atom, first + origin, differences, first, last, depth)
    at = last
  }
}

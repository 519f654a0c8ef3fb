import type { Region } from '../../shared/genome/region.ts'

/** The loci jumped to, oldest first, and which of them is shown. Panning and zooming change the entry, not the list. */
export type LocusHistory = { readonly entries: readonly Region[]; readonly at: number }

export const EMPTY_HISTORY: LocusHistory = { entries: [], at: -1 }

const LIMIT = 100

const same = (a: Region, b: Region): boolean =>
  a.contig === b.contig && a.start === b.start && a.end === b.end

/** The entry shown becomes `here`: where the user has panned to since the jump. */
export function stayAt(history: LocusHistory, here: Region): LocusHistory {
  if (history.at < 0) return { entries: [here], at: 0 }
  return { ...history, entries: history.entries.map((entry, i) => (i === history.at ? here : entry)) }
}

/** A jump to `region`: what lay ahead is forgotten. */
export function visit(history: LocusHistory, region: Region): LocusHistory {
  const shown = history.entries[history.at]
  if (shown && same(shown, region)) return history
  const entries = [...history.entries.slice(0, history.at + 1), region].slice(-LIMIT)
  return { entries, at: entries.length - 1 }
}

/** One step back (-1) or forward (1); the same history at either end. */
export function step(history: LocusHistory, by: -1 | 1): LocusHistory {
  const at = history.at + by
  return at < 0 || at >= history.entries.length ? history : { ...history, at }
}

import type { Region } from '../../shared/genome/region.ts'
import type { BrowserSelection } from './browser-types.ts'

/** The narrowest window, bp: below it letters only grow. */
export const MINIMUM_BASES = 40

/** What is shown on either side of a variant, bp: its neighbours in the read, and bases wide enough to be told apart. */
const FLANK = 60

/** Breakends of one contig that are no further apart than this, bp, are shown together. */
const CLOSE_BREAKENDS = 20_000

/** A window inside the contig and at least {@link MINIMUM_BASES} wide, as close to `region` as that allows. */
export function clampWindow(region: Region, contigLength: number): Region {
  const width = Math.min(Math.max(region.end - region.start, MINIMUM_BASES), contigLength)
  const centre = (region.start + region.end) / 2
  const start = Math.max(0, Math.min(Math.floor(centre - width / 2), contigLength - width))
  return { contig: region.contig, start, end: start + width }
}

/** The other end of a breakend, when it is too far for one window to show both. */
export function farMate({
  contig,
  start,
  mate,
}: NonNullable<BrowserSelection>): { contig: string; position: number } | null {
  if (mate === null) return null
  return mate.contig === contig && Math.abs(mate.position - start) <= CLOSE_BREAKENDS ? null : mate
}

/** The extent under review: the variant, or both ends of a breakend when they are close. */
function extentOf(selection: NonNullable<BrowserSelection>): { start: number; end: number } {
  const start = selection.start
  const end = Math.max(selection.end, start + 1)
  const { mate } = selection
  if (mate === null || farMate(selection) !== null) return { start, end }
  return { start: Math.min(start, mate.position), end: Math.max(end, mate.position + 1) }
}

/** The window that shows a variant: whole, in the middle, with at least 60 bp and a quarter of it on either side. */
export function windowOf(selection: NonNullable<BrowserSelection>, contigLength: number): Region {
  const { start, end } = extentOf(selection)
  const flank = Math.max(FLANK, Math.ceil((end - start) / 4))
  return clampWindow({ contig: selection.contig, start: start - flank, end: end + flank }, contigLength)
}

/** `factor` 2 shows half as much. */
export function zoomWindow(window: Region, factor: number, contigLength: number): Region {
  const centre = (window.start + window.end) / 2
  const half = (window.end - window.start) / factor / 2
  return clampWindow(
    { contig: window.contig, start: Math.round(centre - half), end: Math.round(centre + half) },
    contigLength,
  )
}

export function panWindow(window: Region, fraction: number, contigLength: number): Region {
  const by = Math.round((window.end - window.start) * fraction)
  return clampWindow({ contig: window.contig, start: window.start + by, end: window.end + by }, contigLength)
}

/**
 * The 0-based position at which the reads of an allele differ from the reference: the base itself, or the one after
 * the anchor of an insertion or deletion. igv.js keeps an insertion at the base that follows it.
 */
export function sortPosition(selection: NonNullable<BrowserSelection>): number {
  const { start, ref, alt } = selection
  if (alt.startsWith('<')) return start + 1
  if (alt.includes('[') || alt.includes(']')) return start
  let shared = 0
  while (shared < ref.length && shared < alt.length && ref[shared] === alt[shared]) shared++
  return start + (shared === ref.length && shared === alt.length ? 0 : shared)
}

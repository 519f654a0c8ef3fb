/**
 * Where the other end of a breakend lies: 0-based position on its contig.
 *
 * @see VCFv4.3 §5.4: `t[p[`, `t]p]`, `]p]t`, `[p[t`
 */
export function breakendMate(alt: string): { contig: string; position: number } | null {
  const match = /^[^[\]]*([[\]])(.+):([0-9]+)\1[^[\]]*$/.exec(alt)
  const contig = match?.[2]
  const position = Number(match?.[3])
  return contig === undefined || contig.startsWith('<') ? null : { contig, position: position - 1 }
}

/** A breakend at its 0-based position. */
type BreakendPlace = { readonly contig: string; readonly position: number; readonly alt: string }

/**
 * True when each joins the other's place, and on the sides that fit: the pieces of `t[p[` are those of `]p]t` seen from
 * the other end. Two junctions may lie at one pair of places, as those of an inversion do.
 *
 * @see VCFv4.3 §5.4, the table of the four forms
 */
export function areMates(a: BreakendPlace, b: BreakendPlace): boolean {
  const from = breakendMate(a.alt)
  const back = breakendMate(b.alt)
  if (from === null || back === null) return false
  const isThere = from.contig === b.contig && from.position === b.position
  const isBack = back.contig === a.contig && back.position === a.position
  const sidesOfA = sidesOf(a.alt)
  const sidesOfB = sidesOf(b.alt)
  const fit = sidesOfB.basesFirst === !sidesOfA.onRight && sidesOfB.onRight === !sidesOfA.basesFirst
  return isThere && isBack && fit
}

/** `basesFirst`: the record's own bases come before what is joined; `onRight`: what is joined extends to the right. */
function sidesOf(alt: string): { basesFirst: boolean; onRight: boolean } {
  return { basesFirst: !/^[[\]]/.test(alt), onRight: alt.includes('[') }
}

/** What a breakend is joined to, as the file writes it (`chr13:123457`); null for a single breakend and all else. */
export function joinedTo(alt: string): string | null {
  return /^[^[\]]*([[\]])(.+:[0-9]+)\1[^[\]]*$/.exec(alt)?.[2] ?? null
}

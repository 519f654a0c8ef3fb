/** One copy of a window's sequence: its bases, and for each the 0-based reference position, -1 when inserted. */
export type Haplotype = { readonly bases: Uint8Array; readonly positions: Int32Array }

/** `ref` bases at 0-based `start` replaced by `alt`; as in VCF, indels share their first base. */
export type Edit = { readonly start: number; readonly ref: string; readonly alt: string }

export function referenceHaplotype(bases: Uint8Array, start: number): Haplotype {
  return { bases, positions: Int32Array.from(bases, (_, i) => start + i) }
}

/** Index of a reference position, or of the first base after it when it is deleted. */
export function indexOf({ positions }: Haplotype, position: number): number {
  // Positions ascend, but for the -1 of inserted bases.
  let at = Math.max(0, Math.min(positions.length - 1, position - (positions[0] ?? 0)))
  while (at > 0 && (positions[at] === -1 || (positions[at] ?? 0) >= position)) at--
  while (at < positions.length && (positions[at] === -1 || (positions[at] ?? 0) < position)) at++
  return at
}

/** The haplotype with edits applied; edits do not overlap. */
export function withEdits(haplotype: Haplotype, edits: readonly Edit[]): Haplotype {
  let result = haplotype
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) result = withEdit(result, edit)
  return result
}

function withEdit(haplotype: Haplotype, { start, ref, alt }: Edit): Haplotype {
  const at = indexOf(haplotype, start)
  const shared = Math.min(ref.length, alt.length)
  const length = haplotype.bases.length + alt.length - ref.length
  const bases = new Uint8Array(length)
  const positions = new Int32Array(length)
  bases.set(haplotype.bases.subarray(0, at))
  positions.set(haplotype.positions.subarray(0, at))
  for (let i = 0; i < alt.length; i++) {
    bases[at + i] = alt.charCodeAt(i)
    positions[at + i] = i < shared ? (haplotype.positions[at + i] ?? -1) : -1
  }
  bases.set(haplotype.bases.subarray(at + ref.length), at + alt.length)
  positions.set(haplotype.positions.subarray(at + ref.length), at + alt.length)
  return { bases, positions }
}

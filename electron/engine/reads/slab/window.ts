/** What a slab covers, 0-based on the contig, and what is known beforehand. */
export type SlabWindow = {
  /** Coverage is counted from here … */
  readonly start: number
  /** … up to here. */
  readonly end: number
  /** Of reads, what they have several of is told from here … */
  readonly low: number
  /** … up to here. */
  readonly high: number
  /** Codes of the reference's bases from `low` up to `high`, N where they are not known; undefined when none are. */
  readonly reference: Uint8Array | undefined
}

/** A track that shares its scale with others. */
export type ScaledTrack = {
  /** The greatest depth in sight now, 0 when it is not known. */
  deepest(): number
  /** The scale it was last drawn with. */
  drawnFull(): number
  redraw(): void
}

/** The least depth that fills the coverage of a track, reads: one read must not look like forty. */
export const LEAST_SCALE = 10

/** A scale fits while this share of it is used: it would jump with every move otherwise. */
const FITS = 0.6

/** A track that is slow does not hold the others up for longer, ms. */
const PATIENCE = 250

/** What the tracks of reads on the screen have in common: one scale, and one moment at which a step is drawn. */
export class TrackGroup {
  readonly #tracks = new Set<ScaledTrack>()
  readonly #pending = new Set<Promise<unknown>>()
  readonly #shared: () => boolean
  /** Of each track, or of all under the group itself. */
  readonly #held = new Map<ScaledTrack | TrackGroup, number>()

  constructor(shared: () => boolean) {
    this.#shared = shared
  }

  add(track: ScaledTrack): void {
    this.#tracks.add(track)
  }

  remove(track: ScaledTrack): void {
    this.#tracks.delete(track)
    this.#held.delete(track)
  }

  /** The depth that fills the coverage of a track. Kept while one looks around a place, as long as it fits. */
  full(track: ScaledTrack): number {
    const shared = this.#shared()
    const tracks = shared ? [...this.#tracks] : [track]
    const deepest = Math.max(...tracks.map((one) => one.deepest()))
    const key = shared ? this : track
    const held = this.#held.get(key) ?? 0
    if (held > 0 && deepest <= held && (deepest === 0 || deepest >= held * FITS)) return held
    const full = Math.max(LEAST_SCALE, deepest)
    this.#held.set(key, full)
    return full
  }

  /** Another place is shown: the scale is set anew. */
  moveOn(): void {
    this.#held.clear()
  }

  /** Draws again those whose scale is no longer the common one. */
  settle(): void {
    for (const track of this.#tracks)
      if (track.drawnFull() > 0 && track.drawnFull() !== this.full(track)) track.redraw()
  }

  /** Resolves with the work, once what the other tracks have under way is done too, or has taken too long. */
  async together<T>(work: Promise<T>): Promise<T> {
    this.#pending.add(work)
    try {
      const done = await work
      this.#pending.delete(work)
      const others = Promise.allSettled(this.#pending)
      if (this.#pending.size > 0)
        await Promise.race([others, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
      return done
    } finally {
      this.#pending.delete(work)
    }
  }
}

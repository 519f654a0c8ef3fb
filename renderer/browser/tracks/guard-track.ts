import type { IgvTrack, IgvViewport } from 'igv/dist/igv.esm.js'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import type { WorkCount } from '../work-count.ts'

export type TrackGuard = {
  /** The loads of this track so far: a move that loaded nothing has drawn from what igv.js had kept. */
  loads(): number
  /**
   * What is being loaded is no longer wanted: it is ended if it can be, and nothing is said of how it ends. What
   * arrives all the same is kept: igv.js, asked for the same region again meanwhile, waits for it.
   */
  overtake(): void
}

/**
 * Makes a track show what went wrong where it went wrong, and only the newest answer. Left to itself igv.js puts its
 * own words over the track and up in an alert, goes on drawing what it had before, and keeps whichever of two answers
 * comes last, not whichever was asked for last. `undefined` as features makes it change nothing.
 */
export function guardTrack(
  track: IgvTrack,
  failed: (error: CasementError) => void,
  work: WorkCount,
  abort: () => void = () => undefined,
): TrackGuard {
  const load = track.getFeatures.bind(track)
  const newest = new WeakMap<IgvViewport, object>()
  const underWay = new Set<object>()
  const unwanted = new WeakSet<object>()
  let loads = 0

  track.getFeatures = async (chr, start, end, bpPerPixel, viewport) => {
    const turn = {}
    newest.set(viewport, turn)
    underWay.add(turn)
    loads++
    const done = work.begin()
    const isNewest = (): boolean => newest.get(viewport) === turn && viewport.viewportElement !== undefined
    try {
      const features = await load(chr, start, end, bpPerPixel, viewport)
      return isNewest() ? features : undefined
    } catch (thrown) {
      if (!isNewest() || unwanted.has(turn)) return undefined
      const error = errorOf(thrown)
      // What was drawn belongs to another region: better nothing than the wrong reads.
      viewport.clearCache()
      viewport.showMessage(sentence(error))
      failed(error)
      return undefined
    } finally {
      underWay.delete(turn)
      done()
    }
  }
  return {
    loads: () => loads,
    overtake() {
      for (const turn of underWay) unwanted.add(turn)
      abort()
    },
  }
}

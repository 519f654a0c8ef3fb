/** A picture of a screen with 60 Hz, ms. */
const FRAME = 1000 / 60
/**
 * A picture is late when it is half of one after its time, ms. Chromium tells of pictures by when they were due, so that
 * times between them are whole multiples of {@link FRAME}, give or take a tenth of a ms: beyond this one was left out.
 */
export const LATE = 1.5 * FRAME

export type FrameFigures = {
  /** Times from one picture to the next that were measured. */
  readonly frames: number
  /** Share of them that was late, 0 to 1. */
  readonly late: number
  /** 95 of 100 took no longer, ms. */
  readonly p95: number
  /** ms */
  readonly longest: number
}

/**
 * @param times of pictures, ms, ascending
 * @throws RangeError when there are fewer than two
 */
export function frameFigures(times: readonly number[]): FrameFigures {
  const frames = times
    .slice(1)
    .map((time, i) => time - (times[i] ?? time))
    .sort((a, b) => a - b)
  const longest = frames.at(-1)
  const p95 = frames[Math.ceil(0.95 * frames.length) - 1]
  if (longest === undefined || p95 === undefined) throw new RangeError('There is no time between pictures.')
  return {
    frames: frames.length,
    late: frames.filter((frame) => frame > LATE).length / frames.length,
    p95,
    longest,
  }
}

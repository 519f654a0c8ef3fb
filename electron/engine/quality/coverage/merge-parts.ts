import type { AtomDepths, DepthRuns } from './depth-runs.ts'
import type { Fetch } from './fetches.ts'
import type { CoveragePartDepths } from './job.ts'

/**
 * Puts what was counted of a file's parts, in their order, together as the depths of all atoms; atoms of no part have
 * depth 0.
 */
export function mergeParts(
  parts: readonly (readonly Fetch[])[],
  found: readonly CoveragePartDepths[],
  atoms: number,
  thresholds: number,
): CoveragePartDepths {
  const firsts = parts.map(([fetch]) => fetch?.from ?? 0)
  const count = found.reduce((sum, { depths }) => sum + depths.runs.atom.length, 0)
  const runs: DepthRuns = {
    atom: new Uint32Array(count),
    threshold: new Uint8Array(count),
    start: new Int32Array(count),
    end: new Int32Array(count),
    min: new Uint32Array(count),
    sum: new Float64Array(count),
  }
  const whole: AtomDepths = {
    atLeast: new Uint32Array(atoms * thresholds),
    sum: new Float64Array(atoms),
    min: new Uint32Array(atoms),
    runs,
  }
  let at = 0
  for (const [i, { depths }] of found.entries()) {
    const first = firsts[i] ?? 0
    whole.atLeast.set(depths.atLeast, first * thresholds)
    whole.sum.set(depths.sum, first)
    whole.min.set(depths.min, first)
    runs.atom.set(
      depths.runs.atom.map((atom) => atom + first),
      at,
    )
    runs.threshold.set(depths.runs.threshold, at)
    runs.start.set(depths.runs.start, at)
    runs.end.set(depths.runs.end, at)
    runs.min.set(depths.runs.min, at)
    runs.sum.set(depths.runs.sum, at)
    at += depths.runs.atom.length
  }
  // Each part says the same of the file.
  return { depths: whole, notices: found[0]?.notices ?? [] }
}

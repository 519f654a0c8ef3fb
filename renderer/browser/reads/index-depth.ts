import type { Client } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { decodeDepthColumn } from '../../../shared/genome/depth-column.ts'
import type { ContigCoverage } from '../../../shared/genome/index-coverage.ts'
import { bodyOf, bulkFetch } from '../bulk-fetch.ts'

/** The depth of a whole file as its index tells it: 1 is the sample's usual depth. @see docs/coverage.md */
export type IndexDepth = {
  /** bp */
  readonly windowSize: number
  readonly contigs: readonly ContigCoverage[]
  readonly relativeDepth: Float32Array
}

export type IndexDepths = {
  /** Asked once for each file. @throws Fault of the host */
  of(file: string): Promise<IndexDepth>
  clear(): void
}

export function createIndexDepths(client: Client): IndexDepths {
  const known = new Map<string, Promise<IndexDepth>>()
  const ask = async (file: string): Promise<IndexDepth> => {
    const [{ contigs, windowSize }, response] = await Promise.all([
      client.call('coverage.ofIndex', { file }),
      bulkFetch(`${client.bulkRoot}coverage/${encodeURIComponent(file)}`),
    ])
    const column = decodeDepthColumn((await bodyOf(response)).buffer)
    if (!column) throw new Fault({ kind: 'internal', detail: 'the engine sent depths of another version' })
    return { windowSize, contigs, relativeDepth: column.relativeDepth }
  }
  return {
    of(file) {
      const there = known.get(file)
      if (there) return there
      const asked = ask(file)
      known.set(file, asked)
      // What failed is asked for again the next time.
      asked.catch(() => known.delete(file))
      return asked
    },
    clear: () => known.clear(),
  }
}

/** Relative depths over [meta.start, meta.end), bin by bin as in `DepthBins`. */
export type RelativeBins = {
  readonly meta: { readonly start: number; readonly end: number; readonly bins: number }
  readonly mean: Float64Array
  readonly max: Float64Array
}

/** @returns null when the index knows nothing of the contig. Positions 0-based, half-open, bp. */
export function relativeBins(
  { windowSize, contigs, relativeDepth }: IndexDepth,
  contig: string,
  start: number,
  end: number,
  bins: number,
): RelativeBins | null {
  const found = contigs.find(({ name }) => name === contig)
  if (!found) return null
  const mean = new Float64Array(bins)
  const max = new Float64Array(bins)
  const width = (end - start) / bins
  for (let i = 0; i < bins; i++) {
    const from = Math.max(0, start + i * width)
    const to = Math.min(found.length, start + (i + 1) * width)
    if (to <= from) continue
    let sum = 0
    const last = Math.min(found.windows - 1, Math.ceil(to / windowSize) - 1)
    for (let window = Math.floor(from / windowSize); window <= last; window++) {
      const depth = relativeDepth[found.firstWindow + window] ?? 0
      sum += depth * (Math.min(to, (window + 1) * windowSize) - Math.max(from, window * windowSize))
      if (depth > (max[i] ?? 0)) max[i] = depth
    }
    mean[i] = sum / (to - from)
  }
  return { meta: { start, end, bins }, mean, max }
}

/** The relative depth of the window at a position; null where the index knows nothing. */
export function relativeDepthAt(
  { windowSize, contigs, relativeDepth }: IndexDepth,
  contig: string,
  position: number,
): number | null {
  const found = contigs.find(({ name }) => name === contig)
  const window = Math.floor(position / windowSize)
  if (!found || position < 0 || window >= found.windows) return null
  return relativeDepth[found.firstWindow + window] ?? null
}

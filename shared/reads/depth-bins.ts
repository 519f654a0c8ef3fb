import { z } from 'zod'
import { decodeColumns, encodeColumns } from './columns.ts'
import { slabRequestSchema } from './read-slab.ts'

/** Raised when what the columns mean changes. */
export const DEPTH_BINS_VERSION = 1

/** Widest region that is answered, bp. */
export const WIDEST_DEPTH = 2_000_000

/** The query of `depth/FILE`: the coverage of a window too wide for its reads, over bins of equal width. */
export const depthRequestSchema = slabRequestSchema
  .pick({ contig: true, start: true, end: true, filters: true, overlaps: true })
  .extend({ bins: z.number().int().min(1).max(50_000) })
export type DepthRequest = z.infer<typeof depthRequestSchema>

const depthMetaSchema = depthRequestSchema.extend({
  version: z.literal(DEPTH_BINS_VERSION),
  /** Reads that overlap the region and pass the filters. */
  seen: z.number(),
})
type DepthMeta = z.infer<typeof depthMetaSchema>

/**
 * Depth as a slab counts it (bases, not deletions or skips), bin by bin. Where overlapping mates count once and one of them
 * has a base, the other a deletion, the base is counted here; a slab goes by their qualities. Bins: bin `i` of `n` is from
 * `start + floor(i × length / n)` up to where the next begins.
 */
export type DepthBins = {
  readonly meta: DepthMeta
  readonly mean: Float64Array
  readonly max: Uint32Array
}

type BinnedRegion = Pick<DepthRequest, 'start' | 'end' | 'bins'>

/** Where bin `i` starts, relative to the region; of the number of bins: where the last one ends. */
export function binStart(i: number, { start, end, bins }: BinnedRegion): number {
  return Math.floor((i * (end - start)) / bins)
}

/** The bin of a position of the region, 0-based on the contig. */
export function binAt(position: number, region: BinnedRegion): number {
  const { start, end, bins } = region
  const near = Math.floor(((position - start) * bins) / (end - start))
  // Borders are rounded down: the position may already be the next bin's.
  return near + 1 < bins && start + binStart(near + 1, region) <= position ? near + 1 : near
}

export function encodeDepthBins({ meta, mean, max }: DepthBins): Uint8Array<ArrayBuffer> {
  return encodeColumns(meta, { mean, max })
}

/** @returns undefined for bytes that are no depths of this version */
export function decodeDepthBins(buffer: ArrayBuffer): DepthBins | undefined {
  const columns = decodeColumns(buffer)
  const meta = depthMetaSchema.safeParse(columns?.meta)
  if (!columns || !meta.success) return undefined
  return { meta: meta.data, mean: columns.column('mean', 'f64'), max: columns.column('max', 'u32') }
}

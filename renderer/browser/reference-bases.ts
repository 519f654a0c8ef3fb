import type { Region } from '../../shared/genome/region.ts'

/** Reads bases [start, end), 0-based; fewer where the contig ends, none where the reference has no such contig. */
export type ReadBases = (contig: string, start: number, end: number) => Promise<string | null | undefined>

/** Bases asked for and kept together: a window's on either side of a variant, not the 100 kb that igv.js asks for. */
const TILE = 2048
/** Kept: 2 MB. */
const TILES_MOST = 1024

export type ReferenceBases = {
  /** @returns null where there are none. Rejects as the reading does. */
  get(contig: string, start: number, end: number): Promise<string | null>
  /** Makes what the next steps show ready. */
  prefetch(regions: readonly Region[]): void
}

/** The bases that were read, in tiles; missing ones that lie together are read together. */
export function createReferenceBases(read: ReadBases): ReferenceBases {
  /** From the least recently used to the last. */
  const tiles = new Map<string, Promise<string>>()
  const keyOf = (contig: string, tile: number): string => `${contig} ${tile}`

  const load = (contig: string, from: number, to: number): void => {
    const bases = read(contig, from * TILE, to * TILE).then((text) => text ?? '')
    for (let tile = from; tile < to; tile++) {
      const own = bases.then((text) => text.slice((tile - from) * TILE, (tile - from + 1) * TILE))
      const key = keyOf(contig, tile)
      tiles.set(key, own)
      // What could not be read is asked for again.
      own.catch(() => tiles.get(key) === own && tiles.delete(key))
    }
    for (const key of tiles.keys()) {
      if (tiles.size <= TILES_MOST) break
      tiles.delete(key)
    }
  }

  const tilesOf = (contig: string, from: number, to: number): Promise<string>[] => {
    const found: (Promise<string> | undefined)[] = []
    for (let tile = from; tile < to; tile++) {
      const key = keyOf(contig, tile)
      const there = tiles.get(key)
      if (there) {
        tiles.delete(key)
        tiles.set(key, there)
      } else {
        let end = tile + 1
        while (end < to && !tiles.has(keyOf(contig, end))) end++
        load(contig, tile, end)
      }
      found.push(tiles.get(key))
    }
    return found.filter((tile) => tile !== undefined)
  }

  const get: ReferenceBases['get'] = async (contig, start, end) => {
    const from = Math.floor(Math.max(0, start) / TILE)
    const parts = await Promise.all(tilesOf(contig, from, Math.ceil(end / TILE)))
    const bases = parts.join('').slice(start - from * TILE, end - from * TILE)
    return bases === '' ? null : bases
  }
  return {
    get,
    prefetch(regions) {
      // Only ahead of time: what is wrong is said when it is wanted.
      for (const { contig, start, end } of regions) get(contig, start, end).catch(() => undefined)
    },
  }
}

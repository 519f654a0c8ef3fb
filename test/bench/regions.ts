import { randomStream } from '../../electron/engine/demo/random.ts'
import type { Region } from '../../shared/genome/region.ts'
import type { BenchContig } from './data/genome.ts'

/**
 * `count` regions of `length` bp, evenly spread over what reads cover and shuffled: none overlaps another while there
 * is room, so that blocks read for one are not those of the next.
 */
export function spreadRegions(contigs: readonly BenchContig[], count: number, length: number): Region[] {
  const total = contigs.reduce((sum, { covered }) => sum + covered, 0)
  const regions: Region[] = []
  for (const { name, covered } of contigs) {
    const share = Math.max(1, Math.round((count * covered) / total))
    const step = Math.max(0, covered - length) / share
    for (let i = 0; i < share; i++) {
      const start = Math.floor(i * step)
      regions.push({ contig: name, start, end: Math.min(start + length, covered) })
    }
  }
  return shuffled(regions, `spread ${count} ${length}`).slice(0, count)
}

/** `count` regions of `length` bp at random places that reads cover. */
export function randomRegions(
  contigs: readonly BenchContig[],
  count: number,
  length: number,
  seed: string,
): Region[] {
  const random = randomStream(`random ${seed}`)
  const total = contigs.reduce((sum, { covered }) => sum + covered, 0)
  return Array.from({ length: count }, () => {
    let at = random.next() * total
    let found = contigs[0]
    for (const contig of contigs) {
      found = contig
      if (at < contig.covered) break
      at -= contig.covered
    }
    const room = Math.max(0, (found?.covered ?? 0) - length)
    const start = Math.floor(Math.min(at, room))
    return { contig: found?.name ?? '', start, end: start + length }
  })
}

/** A region that no read overlaps: the bare end of a contig. */
export function bareRegion({ name, length }: BenchContig): Region {
  return { contig: name, start: length - 100, end: length }
}

function shuffled<T>(values: readonly T[], seed: string): T[] {
  const random = randomStream(seed)
  return values
    .map((value) => ({ value, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}

/** Cuts into `size`s; what does not fill one is left out. */
export function batchesOf<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.floor(values.length / size) }, (_, i) =>
    values.slice(i * size, (i + 1) * size),
  )
}

import { describe, expect, it } from 'vitest'
import { benchContigs } from '../../bench/data/genome.ts'
import { bareRegion, batchesOf, randomRegions, spreadRegions } from '../../bench/regions.ts'

const CONTIGS = benchContigs(17e6)
const SMALLEST = benchContigs(1)

const covered = (contig: string): number => CONTIGS.find(({ name }) => name === contig)?.covered ?? 0

describe('spread regions', () => {
  it('do not overlap while there is room, and lie where reads are', () => {
    const regions = spreadRegions(CONTIGS, 96, 40_000)
    expect(regions).toHaveLength(96)
    for (const { contig, start, end } of regions) {
      expect(end - start).toBe(40_000)
      expect(end).toBeLessThanOrEqual(covered(contig))
    }
    const sorted = regions.toSorted((a, b) => a.contig.localeCompare(b.contig) || a.start - b.start)
    const neighbours = sorted.flatMap((region, i) => {
      const next = sorted[i + 1]
      return next?.contig === region.contig ? [next.start - region.end] : []
    })
    expect(Math.min(...neighbours)).toBeGreaterThanOrEqual(0)
  })

  it('are the same every time, and not in the order of the file', () => {
    const regions = spreadRegions(CONTIGS, 96, 40_000)
    expect(spreadRegions(CONTIGS, 96, 40_000)).toEqual(regions)
    expect(regions.map(({ start }) => start)).not.toEqual(
      regions.map(({ start }) => start).toSorted((a, b) => a - b),
    )
  })

  it('overlap rather than fail in a small file', () => {
    expect(spreadRegions(SMALLEST, 12, 200_000)).toHaveLength(12)
  })
})

describe('random regions', () => {
  it('lie where reads are, at other places for another seed', () => {
    const regions = randomRegions(CONTIGS, 200, 500, 'a')
    for (const { contig, start, end } of regions) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end - start).toBe(500)
      expect(end).toBeLessThanOrEqual(covered(contig))
    }
    expect(new Set(regions.map(({ contig }) => contig))).toEqual(new Set(['chr1', 'chr2']))
    expect(randomRegions(CONTIGS, 200, 500, 'a')).toEqual(regions)
    expect(randomRegions(CONTIGS, 200, 500, 'b')).not.toEqual(regions)
  })
})

it('a bare region lies past the last read and within the contig', () => {
  for (const contig of CONTIGS) {
    const { start, end } = bareRegion(contig)
    expect(start).toBeGreaterThan(contig.covered)
    expect(end).toBeLessThanOrEqual(contig.length)
  }
})

it('batches are of one size; what is left over is left out', () => {
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([
    [1, 2],
    [3, 4],
  ])
})

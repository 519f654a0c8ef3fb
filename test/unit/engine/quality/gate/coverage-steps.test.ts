import { describe, expect, it } from 'vitest'
import { craiCoverage } from '../../../../../electron/engine/reads/index-coverage/crai-coverage.ts'
import { coverageOfBytes } from '../../../../../electron/engine/reads/index-coverage/index-coverage.ts'
import { judgeGenomeCoverage } from '../../../../../shared/quality/genome-coverage.ts'
import { GRCH38 } from '../../../../support/full-size-index.ts'
import { seededRandom } from '../../../../support/random.ts'

const MB = 1_000_000
const WINDOW = 16_384

/** A stretch with so many copies; the ends in Mb. */
type Planted = readonly [contig: string, from: number, to: number, copies: number]

/** Gaps as assemblies have them: of these nothing is to be said. */
const GAPS: readonly Planted[] = [
  ['chr1', 122, 143, 0],
  ['chr9', 43, 61, 0],
  ['chr13', 0, 18, 0],
  ['chr21', 0, 6, 0],
]

/** What is found in a genome at 30x with gaps, windows that differ by a fifth either way, and what was planted. */
function foundIn(planted: readonly Planted[], usualX = 2) {
  const random = seededRandom(11)
  const stretches = [...GAPS, ...planted]
  const copiesAt = (contig: string, start: number): number => {
    const of = stretches.find(([name, from, to]) => name === contig && start >= from * MB && start < to * MB)
    return of?.[3] ?? (contig === 'chrX' ? usualX : contig === 'chrY' ? 2 - usualX : 2)
  }
  const { relativeDepth, ...coverage } = coverageOfBytes(WINDOW, GRCH38, (refId, windows) => {
    const starts = new Float64Array(windows + 1)
    for (let i = 0; i < windows; i++) {
      const bytes = 130_000 * copiesAt(GRCH38[refId]?.name ?? '', i * WINDOW) * (0.8 + 0.4 * random())
      starts[i + 1] = (starts[i] ?? 0) + bytes
    }
    return starts
  })
  const { verdict, reason, off, steps } = judgeGenomeCoverage(coverage, relativeDepth)
  return {
    verdict,
    reason,
    off: off.map(({ contig, median }) => [contig, Number(median.toFixed(1))]),
    steps: steps.map(({ contig, start, end, median }) => {
      return [contig, Math.round(start / MB), Math.round(end / MB), Number(median.toFixed(1))]
    }),
  }
}

describe('steps of the depth along the genome', () => {
  it.each([2, 1])('are none where nothing is lost or gained, with %i X', (x) => {
    expect(foundIn([], x)).toEqual({ verdict: 'passes', reason: 'as-expected', off: [], steps: [] })
  })

  it('are named where 10 Mb are lost or gained, within a chromosome, at its ends, beside its centromere', () => {
    expect(
      foundIn([
        ['chr2', 50, 60, 1],
        ['chr4', 0, 10, 1],
        ['chr5', 100, 110, 3],
        ['chr9', 61, 71, 3],
        ['chr18', 70, 80.4, 1],
      ]),
    ).toEqual({
      verdict: 'warns',
      reason: 'steps',
      off: [],
      steps: [
        ['chr2', 50, 60, 0.5],
        ['chr4', 0, 10, 0.5],
        ['chr5', 100, 110, 1.5],
        ['chr9', 61, 71, 1.5],
        ['chr18', 70, 80, 0.5],
      ],
    })
  })

  it('are of a whole chromosome when that is lost or gained', () => {
    const { reason, off, steps } = foundIn([
      ['chr18', 0, 90, 1],
      ['chr21', 6, 50, 3],
    ])
    expect({ reason, off, steps }).toEqual({
      reason: 'autosomes-off',
      off: [
        ['chr18', 0.5],
        ['chr21', 1.5],
      ],
      steps: [],
    })
  })

  it('say where, when it is most of a chromosome', () => {
    const { off, steps } = foundIn([['chr20', 20, 65, 3]])
    expect({ off, steps }).toEqual({ off: [['chr20', 1.4]], steps: [['chr20', 20, 64, 1.5]] })
  })

  it('of X are beside what the sample has of X', () => {
    expect(foundIn([['chrX', 30, 40, 2]], 1).steps).toEqual([['chrX', 30, 40, 1]])
    expect(foundIn([['chrX', 30, 40, 1]]).steps).toEqual([['chrX', 30, 40, 0.5]])
  })

  it('are not what is shorter than 5 Mb', () => {
    expect(foundIn([['chr2', 50, 54, 1]]).verdict).toBe('passes')
  })

  it('say of a file that ends early from where on it has no reads', () => {
    const { off, steps } = foundIn([
      ['chr20', 30, 65, 0],
      ['chr21', 0, 50, 0],
      ['chr22', 0, 60, 0],
    ])
    expect(off).toEqual([
      ['chr21', 0],
      ['chr22', 0],
    ])
    expect(steps).toEqual([['chr20', 30, 64, 0]])
  })
})

/** Slices of equal bytes, each as long as it takes to have its reads; half as deep on chr2 from 50 to 60 Mb. */
function cramWithSlicesOf(usualSpan: number) {
  let container = 0
  const entries = GRCH38.slice(0, 22).flatMap(({ name, length }, refId) => {
    const slices: {
      refId: number
      start: number
      span: number
      container: number
      slice: number
      size: number
    }[] = []
    for (let at = 0; at < length;) {
      const span = Math.min(length - at, name === 'chr2' && at >= 50 * MB && at < 60 * MB ? 2 * usualSpan : usualSpan) // prettier-ignore
      slices.push({ refId, start: at + 1, span, container: container++, slice: 0, size: 500_000 })
      at += span
    }
    return slices
  })
  const { relativeDepth, ...coverage } = craiCoverage(entries, GRCH38)
  return { resolution: coverage.resolution, ...judgeGenomeCoverage(coverage, relativeDepth) }
}

describe('steps of a CRAM', () => {
  it('are named where slices are short', () => {
    const { resolution, steps } = cramWithSlicesOf(250_000)
    expect(resolution).toBe(250_000)
    expect(steps).toHaveLength(1)
    expect(steps[0]).toMatchObject({ contig: 'chr2', usual: 1 })
    expect(Math.abs((steps[0]?.median ?? 0) - 0.5)).toBeLessThan(0.01)
  })

  it('are not told, and it is said, where slices are longer than what is to be told apart', () => {
    const { verdict, reason, steps } = cramWithSlicesOf(4 * MB)
    expect({ verdict, reason, steps }).toEqual({ verdict: 'not-possible', reason: 'coarse', steps: [] })
  })
})

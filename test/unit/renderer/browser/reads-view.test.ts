import { describe, expect, it } from 'vitest'
import {
  coverageRange,
  drawnReads,
  forgetUnknownReference,
  isContainer,
  safeMenu,
} from '../../../../renderer/browser/tracks/reads-view.ts'

const column = () => ({ total: 10, isMismatch: () => true })
function container(sequence: string | undefined) {
  return {
    ...(sequence === undefined ? {} : { sequence }),
    coverageMap: {
      bpStart: 0,
      ...(sequence === undefined ? {} : { refSeq: sequence }),
      coverage: Array.from(sequence ?? 'NN', column),
    },
    downsampledIntervals: [
      { start: 0, end: 100, counts: 7 },
      { start: 100, end: 200, counts: 5 },
    ],
    allAlignments: () => [1, 2, 3],
  }
}
const track = () => ({ alignmentTrack: { showMismatches: true } })

describe('the scale of coverage', () => {
  it('reaches to the deepest place in sight', () => {
    expect(coverageRange([{ value: 43 }, { value: 12 }])).toEqual({ min: 0, max: 43 })
  })

  it('never lets a read or two fill it', () => {
    expect(coverageRange([{ value: 1 }])).toEqual({ min: 0, max: 10 })
    expect(coverageRange([])).toEqual({ min: 0, max: 10 })
    expect(coverageRange([{ value: Number.NaN }])).toEqual({ min: 0, max: 10 })
  })
})

describe('the context menu of reads', () => {
  it('keeps sorting and nothing that sends sequence anywhere', () => {
    const click = (): void => undefined
    const menu = safeMenu([
      '<b>Sort by...</b>',
      { label: '&nbsp; base', click },
      { label: '&nbsp; tag', click },
      { label: 'Group by base @<img>:5', click },
      { label: 'View mate in split screen', click },
      { label: 'BLAT visible sequence', click },
      { label: 'BLAT left soft-clipped sequence', click },
      { label: 'base modifications from a server', click },
    ])
    expect(menu).toEqual(['<b>Sort reads by</b>', { label: '&nbsp; base', click }])
    expect(safeMenu(['<hr/>', { label: 'BLAT visible sequence', click }])).toEqual([])
  })
})

describe('an unknown reference', () => {
  it.each([[undefined], ['NNNN'], ['nnnn']])('shows no mismatch at all (%s)', (sequence) => {
    const [shown, loaded] = [track(), container(sequence)]
    forgetUnknownReference(shown, loaded)
    expect(shown.alignmentTrack.showMismatches).toBe(false)
    expect(loaded.coverageMap.refSeq).toBeUndefined()
  })

  it('shows none in the coverage where single bases are unknown', () => {
    const [shown, loaded] = [track(), container('ACNT')]
    forgetUnknownReference(shown, loaded)
    expect(shown.alignmentTrack.showMismatches).toBe(true)
    expect(loaded.coverageMap.coverage.map((c) => c.isMismatch())).toEqual([true, true, false, true])
  })

  it('shows them again where the reference is known', () => {
    const shown = track()
    forgetUnknownReference(shown, container('NNNN'))
    forgetUnknownReference(shown, container('ACGT'))
    expect(shown.alignmentTrack.showMismatches).toBe(true)
  })
})

it('counts the reads that are not drawn', () => {
  expect(drawnReads(container('ACGT'))).toEqual({ drawn: 3, left: 12 })
  expect(isContainer(container('ACGT'))).toBe(true)
  expect(isContainer([])).toBe(false)
})

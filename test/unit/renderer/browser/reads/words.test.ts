import { expect, test } from 'vitest'
import { siteOf } from '../../../../../renderer/browser/reads/coverage.ts'
import { readAtPoint } from '../../../../../renderer/browser/reads/hit.ts'
import { DEFAULT_READ_OPTIONS, filterWords } from '../../../../../renderer/browser/reads/options.ts'
import { rowsInSight, sceneOf } from '../../../../../renderer/browser/reads/scene.ts'
import { hiddenWords, readTip, siteLines, siteTip } from '../../../../../renderer/browser/reads/words.ts'
import { makeSlab } from '../../../../support/make-slab.ts'

const REGION = { start: 0, end: 1000 }
const WISHES = { ...DEFAULT_READ_OPTIONS, position: null }

test('says what is hidden, and nothing when nothing is', () => {
  const { meta } = makeSlab(REGION, [{ start: 0, end: 100 }])
  expect(hiddenWords(meta)).toBe('')
  const hidden = { ...meta.hidden, duplicates: 12 }
  expect(hiddenWords({ ...meta, seen: 1500, kept: 1000, hidden })).toBe(
    'showing 1,000 of 1,512 reads (12 duplicate, 500 thinned out)',
  )
  expect(hiddenWords({ ...meta, withoutMismatches: 3 })).toBe('mismatches of 3 reads not known')
})

test('says which reads are not drawn', () => {
  expect(filterWords(DEFAULT_READ_OPTIONS, 'none')).toBe(
    'Not drawn: unmapped, duplicate and QC-failed reads. Drawn: secondary and supplementary ones.',
  )
  const filters = { ...DEFAULT_READ_OPTIONS.filters, secondary: true, supplementary: true, minMapq: 20 }
  expect(filterWords({ filters }, 'none')).toBe(
    'Not drawn: unmapped, duplicate, QC-failed, secondary and supplementary reads. MAPQ below 20 is hidden.',
  )
  // igv.js's track has filters of its own.
  expect(filterWords({ filters }, 'all')).toBe(filterWords(DEFAULT_READ_OPTIONS, 'none'))
  expect(filterWords({ filters }, 'some')).toBe(
    `${filterWords({ filters }, 'none')} In the tracks of igv.js: ${filterWords(DEFAULT_READ_OPTIONS, 'none')}`,
  )
})

test('counts of a column by base and strand', () => {
  const slab = makeSlab(
    REGION,
    [
      { start: 0, end: 100 },
      { start: 0, end: 100, flag: 16 },
    ],
    {
      sites: { 50: [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 1, 1, 0] },
    },
  )
  const plain = siteOf(slab, 10)
  const site = siteOf(slab, 50)
  expect(plain && siteTip('chr1', 10, plain)).toBe('chr1:11 · depth 2 (1+ 1−)')
  expect(plain && siteLines('chr1', 10, plain).at(-1)).toEqual(['Bases', 'all as in the reference'])
  expect(site && siteTip('chr1', 50, site)).toBe(
    'chr1:51 · depth 2 (1+ 1−) · A 1 (1+ 0−) · T 1 (0+ 1−) · deletion 3 (2+ 1−) · insertion 1 (1+ 0−)',
  )
  expect(site && siteLines('chr1', 50, site)).toContainEqual(['T', '1 (50%, 0+ 1−)'])
  expect(siteOf(slab, 1000)).toBeNull()
})

test('finds the read under the pointer, and the pair between its mates', () => {
  const slab = makeSlab(REGION, [
    { start: 0, end: 100, mate: 2 },
    { start: 50, end: 150, insertions: [[60, 'AC']], mapq: 20 },
    { start: 300, end: 400, mate: 0 },
  ])
  const scene = sceneOf(slab, { ...WISHES, viewAsPairs: true }, 0, undefined)
  const at = (position: number, y: number, pairs = true) =>
    readAtPoint(scene, { position, y, rowHeight: 14, slack: 0, softClips: false, pairs })?.read
  expect(at(50, 5)).toBe(0)
  expect(at(60, 20)).toBe(1)
  expect(at(200, 5)).toBe(0)
  expect(at(200, 5, false)).toBeUndefined()
  expect(at(350, 5)).toBe(2)
  expect(at(60, 40)).toBeUndefined()
  expect(at(60, -3)).toBeUndefined()
  expect(readTip(slab, 1, 60)).toBe('+ strand · MAPQ 20 · insertion · +2 bp AC · chr1:51–150')
})

test('a scene is kept while nothing changed, and its rows while the window moves', () => {
  const reads = [
    { start: 0, end: 100, block: 1 },
    { start: 10, end: 110, block: 2, mismatches: [[60, 'T'] as const] },
  ]
  const slab = makeSlab(REGION, reads)
  const wishes = { ...WISHES, position: 60 }
  const scene = sceneOf(slab, wishes, 1, undefined)
  expect([...scene.layout.row]).toEqual([1, 0])
  expect(sceneOf(slab, wishes, 1, scene)).toBe(scene)
  const moved = sceneOf(makeSlab({ start: 5, end: 1000 }, reads), wishes, 1, scene)
  expect([...moved.layout.row]).toEqual([1, 0])
  expect(rowsInSight(scene, 100, 105)).toBe(1)
  expect(rowsInSight(scene, 0, 105)).toBe(2)
})

import { describe, expect, it } from 'vitest'
import { nearestVariant, notDrawnText } from '../../../../renderer/browser/tracks/nearest-variant.ts'
import { markShape, placeAndChange } from '../../../../renderer/browser/variant-glyphs.ts'
import { fakeBlock, fakeRow, genotype } from '../../../support/fake-case.ts'

const block = fakeBlock(0, 0, { position: 101, start: 100, end: 200 })
const deletion = fakeRow(0, { start: 150, end: 170, position: 151 })
const snv = fakeRow(1, { start: 160, end: 161, position: 161 })

describe('what is under the pointer', () => {
  it('is a variant before the block it lies in, the shortest of several', () => {
    expect(nearestVariant([block, deletion, snv], 160, 3)).toBe(snv)
    expect(nearestVariant([block, deletion, snv], 155, 3)).toBe(deletion)
    expect(nearestVariant([block, deletion], 148, 3)).toBe(deletion)
  })
  it('is the reference block where there is no variant, and nothing beside it', () => {
    expect(nearestVariant([block, deletion], 120, 3)).toBe(block)
    expect(nearestVariant([block, deletion], 205, 10)).toBeUndefined()
  })
})

describe('what is not drawn', () => {
  it('is said, blocks apart from variants', () => {
    const all = { total: 1, referenceBlocks: 1, atLeast: false }
    expect(notDrawnText([block, snv], all)).toBeNull()
    expect(notDrawnText([snv], { ...all, referenceBlocks: 4_000 })).toBe(
      '4,000 reference blocks not drawn: zoom in',
    )
    expect(notDrawnText([snv], { total: 9, referenceBlocks: 4_000, atLeast: true })).toBe(
      '1 of more than 9 variants drawn, more than 4,000 reference blocks not drawn: zoom in',
    )
  })
})

it('a block in which a sample was not called does not look like one that is reference', () => {
  expect(markShape(block)).toBe('uncalled-block')
  expect(markShape({ ...block, genotypes: [genotype('hom-ref')] })).toBe('block')
  expect(markShape({ ...snv, genotypes: [genotype('not-called')] })).toBe('span')
})

it('a block is called by its stretch, not by its unseen allele', () => {
  expect(placeAndChange(block)).toBe('chr7:101–200')
  expect(placeAndChange({ ...block, end: 101 })).toBe('chr7:101')
  expect(placeAndChange(snv)).toBe('chr7:161 TCTT>T')
})

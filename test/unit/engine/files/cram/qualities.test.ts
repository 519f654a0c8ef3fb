import { expect, it } from 'vitest'
import { BASE, QUALITIES, QUALITY, SUBSTITUTION } from '../../../../../electron/engine/files/cram/features.ts'
import { applyQualities } from '../../../../../electron/engine/files/cram/qualities.ts'

/** Qualities of the second read of a slice, whose differences these are. */
function qualitiesOf(length: number, ...differences: [code: number, at: number, a: number, b: number][]) {
  const kept = Int32Array.from([QUALITY, 0, 9, 0, ...differences.flat()])
  const features = {
    ops: () => new Uint32Array(0),
    opCount: () => 0,
    span: () => 0,
    read: () => {},
    kept: () => kept,
    keptCount: () => kept.length / 4,
    pool: () => Uint8Array.of(0, 11, 12, 13),
  }
  const bytes = new Uint8Array(length + 2).fill(255)
  applyQualities(features, 4, bytes, 1, length)
  expect([bytes[0], bytes.at(-1)]).toEqual([255, 255])
  return [...bytes.subarray(1, -1)]
}

it('has no qualities where none were kept', () => {
  expect(qualitiesOf(3, [SUBSTITUTION, 1, 2, 0])).toEqual([255, 255, 255])
})

// As `samtools view`, and the SAM beside 1003_qual.cram to 1005_qual.cram of the specification's test files, have it.
it('gives the other bases of a read 30 where some were kept', () => {
  expect(qualitiesOf(5, [QUALITY, 0, 2, 0], [BASE, 3, 65, 55])).toEqual([2, 30, 30, 55, 30])
  expect(qualitiesOf(4, [QUALITIES, 1, 1, 2])).toEqual([30, 11, 12, 30])
})

it('writes nothing past the read', () => {
  expect(qualitiesOf(2, [QUALITIES, 1, 1, 3], [QUALITY, -1, 7, 0])).toEqual([30, 11])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type OffsetIndex,
  createOffsetIndexBuilder,
  encodeOffsetIndex,
  offsetsFor,
  parseOffsetIndex,
} from '../../../../electron/engine/indexing/vcf-offset-index.ts'

const names = { file: 'a.vcf', index: 'a.offsets' }
type Placed = { contig: string; start: number; end: number; offset: number; after: number }

/** Sorted records of made-up sizes; lines are long so that there are several blocks. */
const records = fc
  .array(
    fc.record({
      contig: fc.integer({ min: 0, max: 2 }),
      start: fc.integer({ min: 0, max: 5000 }),
      length: fc.oneof(
        { weight: 5, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 3000 }) },
      ),
      bytes: fc.integer({ min: 20, max: 40_000 }),
    }),
    { maxLength: 60 },
  )
  .map((made) => {
    let offset = 100
    return made
      .toSorted((a, b) => a.contig - b.contig || a.start - b.start)
      .map(({ contig, start, length, bytes }): Placed => {
        const placed = { contig: `c${contig}`, start, end: start + length, offset, after: offset + bytes }
        offset += bytes
        return placed
      })
  })

function build(placed: readonly Placed[]): OffsetIndex {
  const builder = createOffsetIndexBuilder()
  for (const { contig, start, end, offset, after } of placed) {
    const at = (value: number) => ({ block: value - (value % 65_536), within: value % 65_536 })
    const line = { bytes: new Uint8Array(0), number: 1, place: at(offset), after: at(after) }
    builder.push({ line, contig, extent: { start, end } })
  }
  return builder.finish(1e6)
}

describe('an offset index', () => {
  test('survives being written and read', () => {
    fc.assert(
      fc.property(records, (placed) => {
        const index = build(placed)
        expect(parseOffsetIndex(encodeOffsetIndex(index), names)).toEqual(index)
      }),
    )
  })

  test('leads to every record that overlaps', () => {
    fc.assert(
      fc.property(
        records,
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 500 }),
        (placed, start, length) => {
          const index = build(placed)
          for (const contig of ['c0', 'c1', 'c2', 'none']) {
            const stretch = offsetsFor(index, contig, start, start + length)
            const wanted = placed.filter(
              (r) => r.contig === contig && r.start < start + length && r.end > start,
            )
            for (const record of wanted) {
              expect(stretch?.from).toBeLessThanOrEqual(record.offset)
              expect(stretch?.to).toBeGreaterThanOrEqual(record.after)
            }
          }
        },
      ),
    )
  })

  test('skips what lies before', () => {
    const placed = Array.from({ length: 100 }, (_, i) => ({
      contig: 'c',
      start: i * 10,
      end: i * 10 + 1,
      offset: i * 40_000,
      after: (i + 1) * 40_000,
    }))
    expect(offsetsFor(build(placed), 'c', 900, 910)?.from).toBeGreaterThan(3_400_000)
    expect(offsetsFor(build(placed), 'c', 5000, 5010)).toBeNull()
  })

  test('that is cut off, or none', () => {
    const bytes = encodeOffsetIndex(build([{ contig: 'c', start: 1, end: 2, offset: 0, after: 10 }]))
    for (let length = 16; length < bytes.length; length++)
      expect(() => parseOffsetIndex(bytes.subarray(0, length), names)).toThrow(/index\/truncated/)
    expect(() => parseOffsetIndex(Buffer.from('hello'), names)).toThrow(/index\/bad-magic/)
  })
})

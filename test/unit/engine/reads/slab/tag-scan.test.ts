import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeTags, type Tag } from '../../../../../electron/engine/files/bam/tags.ts'
import { TagScan } from '../../../../../electron/engine/reads/slab/tag-scan.ts'

const scanned = (bytes: Uint8Array): TagScan => {
  const scan = new TagScan()
  scan.scan(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.length)
  return scan
}
const text = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString()

const others: fc.Arbitrary<Tag> = fc.oneof(
  fc.constant<Tag>({ name: 'XA', type: 'A', value: 'x' }),
  fc.constant<Tag>({ name: 'XH', type: 'H', value: '1AE3' }),
  fc.constant<Tag>({ name: 'XF', type: 'f', value: 1.5 }),
  fc.record({
    name: fc.constant('XZ'),
    type: fc.constant('Z' as const),
    value: fc.stringMatching(/^[ -~]*$/),
  }),
  fc.record({
    name: fc.constant('XB'),
    type: fc.constant('B' as const),
    element: fc.constantFrom('c' as const, 'S' as const, 'I' as const, 'f' as const),
    value: fc.array(fc.integer({ min: 0, max: 100 })),
  }),
)

test('the tags of a slab are found among others', () => {
  fc.assert(
    fc.property(fc.array(others), fc.array(others), fc.integer({ min: 1, max: 255 }), (before, after, hp) => {
      const wanted: Tag[] = [
        { name: 'HP', type: 'i', stored: 'C', value: hp },
        { name: 'MD', type: 'Z', value: '10A5^CC0' },
        { name: 'PS', type: 'i', stored: 'i', value: 5_000_000 },
        { name: 'RG', type: 'Z', value: 'group 1' },
      ]
      const bytes = new Uint8Array(encodeTags([...before, ...wanted, ...after]))
      const scan = scanned(bytes)
      expect(scan).toMatchObject({ haplotype: hp, phaseSet: 5_000_000, isSplit: false })
      expect(text(bytes, scan.mdFrom, scan.mdTo)).toBe('10A5^CC0')
      expect(text(bytes, scan.rgFrom, scan.rgTo)).toBe('group 1')
    }),
  )
})

test('damaged tags end the scan', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (rest) => {
      const good = encodeTags([{ name: 'SA', type: 'Z', value: 'x' }])
      const bytes = new Uint8Array([...good, ...rest])
      const scan = scanned(bytes)
      expect(scan.isSplit).toBe(true)
      expect(scan.mdTo).toBeLessThanOrEqual(bytes.length)
    }),
  )
})

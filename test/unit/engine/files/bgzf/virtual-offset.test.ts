import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareVirtualOffsets,
  readVirtualOffset,
  virtualOffsetFromBigInt,
  virtualOffsetToBigInt,
  writeVirtualOffset,
} from '../../../../../electron/engine/files/bgzf/virtual-offset.ts'

const offsets = fc.record({
  block: fc.oneof(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.constant(2 ** 48 - 1)),
  within: fc.integer({ min: 0, max: 0xffff }),
})

test('bytes, bigint and the pair of numbers say the same, up to 2^48 bytes of file', () => {
  fc.assert(
    fc.property(offsets, (offset) => {
      const view = new DataView(new ArrayBuffer(8))
      writeVirtualOffset(view, 0, offset.block, offset.within)
      expect(view.getBigUint64(0, true)).toBe(BigInt(offset.block) * 65536n + BigInt(offset.within))
      expect(readVirtualOffset(view, 0)).toEqual(offset)
      expect(virtualOffsetFromBigInt(virtualOffsetToBigInt(offset))).toEqual(offset)
    }),
  )
})

test('they sort as the 64-bit numbers do', () => {
  fc.assert(
    fc.property(offsets, offsets, (a, b) => {
      const difference = virtualOffsetToBigInt(a) - virtualOffsetToBigInt(b)
      expect(Math.sign(compareVirtualOffsets(a, b))).toBe(difference > 0n ? 1 : difference < 0n ? -1 : 0)
    }),
  )
})

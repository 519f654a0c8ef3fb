import { expect, it } from 'vitest'
import { decodeDepthColumn, encodeDepthColumn } from '../../../../shared/genome/depth-column.ts'

it('crosses as documented bytes, and comes back', () => {
  const column = { windowSize: 16_384, relativeDepth: Float32Array.of(0, 0.5, 1, 40) }
  const bytes = encodeDepthColumn(column)
  expect(Buffer.from(bytes.subarray(0, 20)).toString('hex')).toBe('4344455001000000004000000400000000000000')
  expect(decodeDepthColumn(bytes.buffer)).toEqual(column)
})

it('is not read where it is cut, of another version or of another kind', () => {
  const bytes = encodeDepthColumn({ windowSize: 16_384, relativeDepth: Float32Array.of(1) })
  expect(decodeDepthColumn(bytes.slice(0, 19).buffer)).toBeUndefined()
  expect(decodeDepthColumn(new ArrayBuffer(3))).toBeUndefined()
  const later = bytes.slice()
  later[4] = 2
  expect(decodeDepthColumn(later.buffer)).toBeUndefined()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatCigar,
  parseCigar,
  queryLength,
  referenceLength,
} from '../../../../../electron/engine/files/bam/cigar.ts'

test('text and packed form are each other', () => {
  const op = fc.tuple(fc.integer({ min: 0, max: 2 ** 28 - 1 }), fc.constantFrom(...'MIDNSHP=X'.split('')))
  fc.assert(
    fc.property(fc.array(op, { minLength: 1 }), (ops) => {
      const text = ops.map(([length, code]) => `${length}${code}`).join('')
      expect(formatCigar(parseCigar(text) ?? new Uint32Array())).toBe(text)
    }),
  )
  expect(formatCigar(parseCigar('*') ?? Uint32Array.of(1))).toBe('*')
})

test('lengths follow the table of SAMv1 §1.4.6', () => {
  // Each operation once, with lengths that add up to a different number for every subset.
  const cigar = parseCigar('1M2I4D8N16S32H64P128=256X') ?? new Uint32Array()
  expect(referenceLength(cigar)).toBe(1 + 4 + 8 + 128 + 256)
  expect(queryLength(cigar)).toBe(1 + 2 + 16 + 128 + 256)
})

test('what is no CIGAR is not read as one', () => {
  for (const text of ['', '10', 'M', '10Z', '10M5', '-1M', '1.5M', '268435456M', '10M *'])
    expect([text, parseCigar(text)]).toEqual([text, undefined])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identifiersSchema, isNhsNumber } from '../../../../shared/case/identifiers.ts'

describe('NHS number', () => {
  // Numbers that the NHS publishes as examples: of its Data Dictionary and of its test range.
  it.each(['9434765919', '4010232137', '9990548609'])('takes %s', (digits) => {
    expect(isNhsNumber(digits)).toBe(true)
  })

  it('refuses what has one digit wrong, or two neighbours exchanged', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = '9434765919'.split('').map(Number)
        digits[at] = ((digits[at] ?? 0) + by) % 10
        expect(isNhsNumber(digits.join(''))).toBe(false)
      }),
    )
    expect(isNhsNumber('9434756919')).toBe(false)
  })

  it('refuses another count of digits, and letters', () => {
    for (const text of ['', '943476591', '94347659199', '943 476 5919', '943476591x'])
      expect(isNhsNumber(text)).toBe(false)
  })

  it('has none where the check digit would be 10', () => {
    // 6·2 = 12 has the remainder 1, and 11 − 1 = 10.
    for (let last = 0; last < 10; last++) expect(isNhsNumber(`000000006${last}`)).toBe(false)
  })
})

it('identifiers are a name, an NHS number and a day that exists', () => {
  expect(identifiersSchema.parse({ name: ' Ada ', dateOfBirth: '1990-02-28' })).toEqual({ name: 'Ada', dateOfBirth: '1990-02-28' }) // prettier-ignore
  expect(identifiersSchema.safeParse({ dateOfBirth: '1990-02-30' }).success).toBe(false)
  expect(identifiersSchema.safeParse({ nhsNumber: '1234567890' }).success).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { joinedText, mateWarnings } from '../../../../../renderer/review/words/mate-words.ts'
import { changeText } from '../../../../../renderer/review/words/variant-words.ts'
import type { BreakendMate } from '../../../../../shared/variant/variant-row.ts'
import { fakeConsequence, fakeRow } from '../../../../support/fake-case.ts'

const row = fakeRow(0, { type: 'breakend', contig: 'chr2', position: 321682, ref: 'T', alt: ']chr13:123457]T', id: 'bnd_V' }) // prettier-ignore
const mate = fakeRow(1, { type: 'breakend', contig: 'chr13', position: 123457, ref: 'C', alt: 'C[chr2:321682[', id: 'bnd_U' }) // prettier-ignore
const found = (more: Partial<BreakendMate> = {}): BreakendMate => ({
  mate,
  why: null,
  named: ['bnd_U'],
  isNamed: true,
  joinsBack: true,
  others: 0,
  ...more,
})
const none = (why: BreakendMate['why'], named: string[] = []): BreakendMate =>
  found({ mate: null, why, named, isNamed: false, joinsBack: false })

describe('where a breakend leads', () => {
  it('is said with the name of its record, or that there is none', () => {
    expect(joinedText(row, null)).toBe('Joined to chr13:123,457')
    expect(joinedText(row, found())).toBe('Joined to chr13:123,457 (bnd_U in this file)')
    expect(joinedText(row, none('not-in-file'))).toBe(
      'Joined to chr13:123,457. This file has no record of that end.',
    )
    expect(joinedText(row, none('not-read'))).toContain('not in what has been read')
    expect(joinedText({ ...row, alt: 'T.' }, none('single'))).toContain('does not say what it is joined to')
    expect(joinedText({ ...row, alt: 'T[<ctg1>:7[' }, none('assembly'))).toContain(
      'Joined to <ctg1>:7, a contig',
    )
  })

  it('says what does not fit', () => {
    expect(mateWarnings(row, found())).toEqual([])
    expect(mateWarnings(row, none('not-in-file', ['x']))).toEqual([
      'The record names x as its mate, which was not found.',
    ])
    expect(mateWarnings(row, found({ named: ['x'], isNamed: false, others: 2 }))).toEqual([
      'The record names x as its mate, which was not found; bnd_U joins back to this place.',
      '2 more records of that place join back to this one.',
    ])
    expect(
      mateWarnings(row, found({ mate: { ...mate, alt: 'C[chr2:99[', id: null }, joinsBack: false })),
    ).toEqual([
      'chr13:123,457 is named as the mate, but does not join back to chr2:321,682: it joins chr2:99.',
    ])
  })

  it('stands in the list in place of any HGVS', () => {
    expect(changeText({ ...row, consequence: fakeConsequence() })).toBe('joins chr13:123457')
    expect(changeText({ ...row, alt: '.T' })).toBe('single breakend')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { type Expression, childrenOf } from '../../../../shared/filter/expression.ts'
import { MAX_LENGTH, parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { printFilter } from '../../../../shared/filter/print-filter.ts'
import { anyExpression } from '../../../support/filter-arbitraries.ts'
import { runs } from '../../../support/thorough.ts'

/** Where a text is wrong, and the sentence for it. */
function faultOf(text: string): { place: string; words: string } {
  try {
    parseFilter(text)
  } catch (thrown) {
    const error = errorOf(thrown)
    if (error.kind !== 'filter/syntax') throw thrown
    return { place: error.text.slice(error.from, error.to), words: sentence(error) }
  }
  return { place: '', words: 'It is right.' }
}

describe('parseFilter', () => {
  it('says of every node where it stands', () => {
    const text = 'not (qual > 30) and gt( proband ) in ["het", \'hom-alt\']'
    const { root } = parseFilter(text)
    const seen: string[] = []
    const visit = (node: Expression): void => {
      seen.push(`${node.kind}: ${text.slice(node.from, node.to)}`)
      childrenOf(node).forEach(visit)
    }
    visit(root)
    expect(seen).toEqual([
      `and: ${text}`,
      'not: not (qual > 30)',
      'compare: (qual > 30)',
      'column: qual',
      'number: 30',
      'in: gt( proband ) in ["het", \'hom-alt\']',
      'of-sample: gt( proband )',
      'text: "het"',
      "text: 'hom-alt'",
    ])
  })

  it.each([
    ['gt(HG002)', 'HG002', false],
    ['gt(NA-12878.v2_b)', 'NA-12878.v2_b', false],
    ['gt(1234)', '1234', false],
    ['gt("J. Doe")', 'J. Doe', true],
    [`gt('say "a"')`, 'say "a"', true],
  ])('takes the sample of %s', (text, name, quoted) => {
    expect(parseFilter(text).root).toMatchObject({ kind: 'of-sample', samples: [{ name, quoted }] })
  })

  it.each([
    ['format.SB(HG002)', 'format.SB', 'HG002'],
    ['format.a.b ( "J. Doe" )', 'format.a.b', 'J. Doe'],
    ['format["odd-name"](mother)', 'format.odd-name', 'mother'],
    [String.raw`format [ 'say "(\'' ] (NA-1)`, `format.say "('`, 'NA-1'],
  ])('takes the field and sample of %s', (text, key, name) => {
    expect(parseFilter(text).root).toMatchObject({
      kind: 'of-sample',
      key,
      samples: [{ name }],
      to: text.length,
    })
  })

  it.each([
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['30', 30],
    ['1.5E+2', 150],
  ])('reads the number %s', (text, value) => {
    expect(parseFilter(text).root).toMatchObject({ kind: 'number', value })
  })

  it.each([
    [String.raw`"a\"b"`, 'a"b'],
    [String.raw`'it\'s'`, "it's"],
    [String.raw`"a\\b\n\t"`, 'a\\b\n\t'],
    ['"and (or) ]"', 'and (or) ]'],
  ])('reads the text %s', (text, value) => {
    expect(parseFilter(text).root).toMatchObject({ kind: 'text', value })
  })

  it.each([
    ['qual = 30', '=', 'At character 6 of the filter: = is no operator of filters: use ==.'],
    ['qual <> 30', '<>', 'At character 6 of the filter: <> is no operator of filters: use !=.'],
    ['mane & qual > 3', '&', 'At character 6 of the filter: & is no operator of filters: use and.'],
    ['qual ≥ 30', '≥', 'At character 6 of the filter: ≥ is not understood: use >=.'],
    ['id == “a”', '“', 'At character 7 of the filter: “ is not understood: use straight quotes (").'],
    [
      'gene == "BRCA1',
      '"BRCA1',
      'At character 9 of the filter: this quote is never closed: put " at the end of the text.',
    ],
    [
      String.raw`id == "\d"`,
      String.raw`\d`,
      String.raw`At character 8 of the filter: \d means nothing: for a backslash itself write \\.`,
    ],
    ['qual > 1e999', '1e999', 'At character 8 of the filter: 1e999 is too large a number.'],
    [
      'within(chr7:5)',
      ':',
      'At character 12 of the filter: : means nothing here: text goes in quotes, as in "PASS".',
    ],
    [
      'gt(mother == "het"',
      '=',
      "At character 11 of the filter: = cannot be in a sample's name without quotes: close the bracket before it, or put the name in quotes.",
    ],
    [
      '',
      '',
      'At character 1 of the filter: the filter ends here, but a column, a number, text in quotes or "(" must follow.',
    ],
    [
      'qual >',
      '',
      'At character 7 of the filter: the filter ends here, but a column, a number, text in quotes or "(" must follow.',
    ],
    ['(qual > 3', '', 'At character 10 of the filter: the filter ends here, but ")" must follow.'],
    [
      'and mane',
      'and',
      'At character 1 of the filter: a column, a number, text in quotes or "(" must come before and.',
    ],
    ['(mane]', ']', 'At character 6 of the filter: ")" was expected in place of ].'],
    ['mane)', ')', 'At character 5 of the filter: ) closes nothing: remove it, or open it before.'],
    [
      'mane qual',
      'qual',
      'At character 6 of the filter: qual was not expected here: join conditions with "and" or "or", and put text in quotes.',
    ],
    [
      '1 < qual < 5',
      '<',
      'At character 10 of the filter: comparisons cannot be chained: write 1 < qual and qual < 5, and brackets around a comparison that is compared.',
    ],
    [
      'mane, qual > 3',
      ',',
      'At character 5 of the filter: a comma stands only within a list or a function: join conditions with "and" or "or".',
    ],
    [
      'mane not qual',
      'qual',
      'At character 10 of the filter: "not" here can only be followed by "in": write "and not" to join two conditions.',
    ],
    [
      'gene in "A"',
      '"A"',
      'At character 9 of the filter: a list must follow "in": write in ["HIGH", "MODERATE"], also for one value.',
    ],
    [
      'gene in []',
      ']',
      'At character 10 of the filter: the list has no values: write what to look for, as in ["HIGH", "MODERATE"].',
    ],
    ['gt(a,) == "het"', ')', "At character 6 of the filter: a sample's name or role must come before )."],
    [
      'qual > +3',
      '+',
      'At character 8 of the filter: a plus sign stands only between two numbers: remove it.',
    ],
    [
      'fmt["DP"] > 3',
      '[',
      'At character 4 of the filter: only info and format have fields in square brackets: info["AC"].',
    ],
    [
      String.raw`format["a\d"](x) > 3`,
      String.raw`\d`,
      String.raw`At character 10 of the filter: \d means nothing: for a backslash itself write \\.`,
    ],
    [
      'format["a(x) > 3',
      '"a(x) > 3',
      'At character 8 of the filter: this quote is never closed: put " at the end of the text.',
    ],
    ['format.SB(x y)', 'y', 'At character 13 of the filter: ")" was expected in place of y.'],
    ['😀', '😀', 'At character 1 of the filter: 😀 means nothing here: text goes in quotes, as in "PASS".'],
    ['"😀" ?', '?', 'At character 5 of the filter: ? means nothing here: text goes in quotes, as in "PASS".'],
  ])('refuses %s', (text, place, words) => {
    expect(faultOf(text)).toEqual({ place, words })
  })

  it.each([
    ['brackets', '('.repeat(5000) + 'mane' + ')'.repeat(4000)],
    ['calls', 'has('.repeat(2000)],
    ['negations', '!'.repeat(9000) + 'mane'],
    ['signs', '-'.repeat(9000) + 'qual > 3'],
    ['sums', `1${'+1'.repeat(4000)} > 3`],
    ['negations and brackets', '!!!!!!!!!('.repeat(900)],
  ])('refuses %s that are nested too deep, with a sentence', (_, text) => {
    expect(faultOf(text).words).toMatch(/brackets, signs and sums may be nested 100 deep: make it simpler/)
  })

  it('takes what is nested a hundred deep', () => {
    expect(printFilter(parseFilter(`${'('.repeat(100)}mane${')'.repeat(100)}`).root)).toBe('mane')
  })

  it('refuses a text that is too long, with a sentence', () => {
    expect(faultOf('x'.repeat(MAX_LENGTH)).words).toBe('It is right.')
    expect(faultOf('x'.repeat(123_456)).words).toBe(
      'At character 10,001 of the filter: a filter may have 10,000 characters, and this one has 123,456: make it shorter, or several filters.',
    )
  })

  it('reads any text or says where it is wrong, and never fails otherwise', () => {
    const pieces = fc.constantFrom(
      ...'()[]"\',.=<>!&|+-*/ \\ein1a'.split(''),
      'gt(',
      'format.A(',
      'format[',
      ' and ',
      ' not ',
      'info',
      '😀',
    )
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
      // A filter that is cut off.
      fc.tuple(anyExpression, fc.nat(100)).map(([root, length]) => printFilter(root).slice(0, length)),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const { place, words } = faultOf(text)
        expect(text.toWellFormed()).toContain(place)
        expect(words).toMatch(/^(?:At character \d+ of the filter: .+|It is right)\.$/s)
      }),
      { numRuns: runs(2000) },
    )
  })
})

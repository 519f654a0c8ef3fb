import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expression } from '../../../../shared/filter/expression.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { columnText, printFilter } from '../../../../shared/filter/print-filter.ts'
import { anyExpression } from '../../../support/filter-arbitraries.ts'

/** A tree without the places of its nodes. */
const withoutPlaces = (root: Expression): unknown =>
  JSON.parse(
    JSON.stringify(root, (key, value: unknown) => (key === 'from' || key === 'to' ? undefined : value)),
  )

describe('printFilter', () => {
  it.each([
    ['a||b&&!c', 'a or b and not c'],
    ['(a or b) and c', '(a or b) and c'],
    ['a AND (b And c)', 'a and (b and c)'],
    ["filter=='PASS'", 'filter == "PASS"'],
    [`id == 'say "no"'`, 'id == "say \\"no\\""'],
    ['1-(2-3)-4 > -(5*6)', '1 - (2 - 3) - 4 > -(5 * 6)'],
    ['gt( proband )not in["het"]', 'gt(proband) not in ["het"]'],
    ['gt("proband") == "het"', 'gt("proband") == "het"'],
    ['info["AC"] > 0.0010', 'info.AC > 0.001'],
    ['info["gnomAD-AF"] > 1E3', 'info["gnomAD-AF"] > 1000'],
    ['not not mane', 'not not mane'],
    ['format["SB"]( kid )=="3"', 'format.SB(kid) == "3"'],
    [`format['odd-name']("kid")>3`, 'format["odd-name"]("kid") > 3'],
  ])('writes %s as %s', (typed, canonical) => {
    expect(printFilter(parseFilter(typed).root)).toBe(canonical)
  })

  it('is read back as the same tree, whatever the tree', () => {
    fc.assert(
      fc.property(anyExpression, (root) => {
        const text = printFilter(root)
        expect(withoutPlaces(parseFilter(text).root)).toEqual(withoutPlaces(root))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('columnText', () => {
  it.each([
    ['qual', 'qual'],
    ['info.1000G', 'info.1000G'],
    ['info.a.b', 'info.a.b'],
    ['info.gnomAD-AF', 'info["gnomAD-AF"]'],
    ['info.', 'info[""]'],
    ['format.SB', 'format.SB'],
    ['format.odd-name', 'format["odd-name"]'],
  ])('writes %s as %s', (name, written) => {
    expect(columnText(name)).toBe(written)
  })
})

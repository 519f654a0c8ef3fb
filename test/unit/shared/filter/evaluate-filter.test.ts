import { describe, expect, it } from 'vitest'
import { checkFilter } from '../../../../shared/filter/check-filter.ts'
import type { Truth } from '../../../../shared/filter/checked-filter.ts'
import { evaluateFilter } from '../../../../shared/filter/evaluate-filter.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { trioScope } from '../../../support/filter-scope.ts'

type Row = Readonly<Record<string, string | number | boolean>>

/** Columns that `row` does not name are missing. */
function truth(text: string, row: Row = {}): Truth {
  const filter = checkFilter(parseFilter(text), trioScope())
  return evaluateFilter(filter, ({ name }) => row[name] ?? null)
}

/** Kleene 1952, §64; `qual > 0` is true for 1, false for 0 and unknown when missing. */
const KLEENE: readonly [a: Truth, b: Truth, and: Truth, or: Truth][] = [
  [true, true, true, true],
  [true, false, false, true],
  [true, null, null, true],
  [false, true, false, true],
  [false, false, false, false],
  [false, null, false, null],
  [null, true, null, true],
  [null, false, false, null],
  [null, null, null, null],
]
const given = (name: string, value: Truth): Row => (value === null ? {} : { [name]: value ? 1 : 0 })

describe('evaluateFilter', () => {
  it.each(KLEENE)('joins %s and %s', (a, b, and, or) => {
    const row = { ...given('qual', a), ...given('cadd', b) }
    expect(truth('qual > 0 and cadd > 0', row)).toBe(and)
    expect(truth('qual > 0 or cadd > 0', row)).toBe(or)
    expect(truth('not (qual > 0)', row)).toBe(a === null ? null : !a)
  })

  it.each<[string, Row, Truth]>([
    // A frequency no source has is zero, except when asked whether there is one.
    ['popmax_af < 0.001', {}, true],
    ['popmax_af * 2 == 0', {}, true],
    ['popmax_af in [0]', {}, true],
    ['missing(popmax_af)', {}, true],
    ['present(popmax_af)', { popmax_af: 0.1 }, true],
    ['qual < 30', {}, null],
    ['qual != 30', {}, null],
    ['missing(qual)', {}, true],
    ['present(qual)', {}, false],
    ['missing(qual)', { qual: NaN }, true],
    ['qual > 30', { qual: NaN }, null],
    ['qual > 30', { qual: Infinity }, true],
    ['qual - qual == 0', { qual: Infinity }, null],
    ['qual / cadd > 1', { qual: 5, cadd: 0 }, null],
    ['1 / (1 / cadd) == 0', { cadd: 0 }, null],
    ['qual / 2 == 2.5', { qual: 5 }, true],
    ['-qual < -4', { qual: 5 }, true],
    ['qual in [1, 5]', { qual: 5 }, true],
    ['qual in [1, 2]', { qual: 5 }, false],
    ['qual in [1, cadd]', { qual: 5 }, null],
    ['qual in [5, cadd]', { qual: 5 }, true],
    ['qual in [1, 2]', {}, null],
    ['qual not in [1, 2]', {}, null],
    ['mane', {}, false],
    ['not mane', {}, true],
    ['mane == true', { mane: true }, true],
    ['missing(mane)', {}, false],
    ['(qual > 3) == (cadd > 3)', { qual: 1, cadd: 2 }, true],
    ['(qual > 3) == (cadd > 3)', { qual: 1 }, null],
    // Text as written, words without case and in the order of their list.
    ['filter == "PASS"', { filter: 'pass' }, false],
    ['ref < "b"', { ref: 'B' }, true],
    ['ref < alt', { ref: '\uE000', alt: '😀' }, true],
    ['ref < "ab"', { ref: 'a' }, true],
    ['impact >= "moderate"', { impact: 'HIGH' }, true],
    ['impact >= "MODERATE"', { impact: 'LOW' }, false],
    ['impact >= "MODERATE"', {}, null],
    ['gt(proband) == "HET"', { 'gt(kid)': 'het' }, true],
    ['gt(mother) == gt(father)', { 'gt(mum)': 'het', 'gt(dad)': 'het' }, true],
    ['gt(mother) not in ["het", "hom-alt"]', { 'gt(mum)': 'not-called' }, true],
    ['"het" in [gt(mother), gt(father)]', { 'gt(mum)': 'het' }, true],
    ['"het" in [gt(mother), gt(father)]', { 'gt(mum)': 'hom-ref' }, null],
    // Searching.
    ['has(clinvar, "Pathogenic")', { clinvar: 'likely_pathogenic/pathogenic' }, true],
    ['has(clinvar, "pathogenic")', { clinvar: 'likely_pathogenic' }, false],
    ['has(filter, "q10")', { filter: 'LowQual;Q10' }, true],
    ['has(consequence, "intron_variant")', { consequence: 'splice_region_variant&intron_variant' }, true],
    ['has(clinvar, "a")', { clinvar: 'x|a,b' }, true],
    ['has(clinvar, "pathogenic")', {}, null],
    ['contains(consequence, "SPLICE")', { consequence: 'splice_region_variant' }, true],
    ['starts(gene, "hla-")', { gene: 'HLA-A' }, true],
    ['starts(gene, "hla-")', { gene: 'XHLA-A' }, false],
    // 1-based, both ends included, and so is [pos, end].
    ['within("chr7:100-200")', { chrom: 'chr7', pos: 200, end: 210 }, true],
    ['within("chr7:100-200")', { chrom: 'chr7', pos: 201, end: 210 }, false],
    ['within("chr7:100-200")', { chrom: 'chr7', pos: 90, end: 100 }, true],
    ['within("chr7:100-200")', { chrom: 'chr7', pos: 90, end: 99 }, false],
    ['within("chr7:100-200")', { chrom: 'chr8', pos: 150, end: 150 }, false],
    ['within("chr7:100")', { chrom: 'chr7', pos: 5000, end: 5000 }, true],
    ['within("chr7")', { chrom: 'chr7', pos: 1, end: 1 }, true],
  ])('%s of %j is %s', (text, row, expected) => {
    expect(truth(text, row)).toBe(expected)
  })
})

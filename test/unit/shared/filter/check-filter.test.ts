import { describe, expect, it } from 'vitest'
import type { Role } from '../../../../shared/case/sample.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { checkFilter } from '../../../../shared/filter/check-filter.ts'
import { type Condition, columnsUsed } from '../../../../shared/filter/checked-filter.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import type { FilterScope } from '../../../../shared/filter/scope.ts'
import { trioScope } from '../../../support/filter-scope.ts'

const check = (text: string, scope: FilterScope = trioScope()): Condition =>
  checkFilter(parseFilter(text), scope)
const columns = (text: string, scope?: FilterScope): string[] =>
  columnsUsed(check(text, scope)).map(({ name }) => name)

/** Where a filter is wrong, the kind, and the sentence without its place. */
function faultOf(text: string, scope?: FilterScope): [place: string, kind: string, words: string] {
  try {
    check(text, scope)
  } catch (thrown) {
    const error = errorOf(thrown)
    if (!('from' in error)) throw thrown
    const words = sentence(error).replace(`At character ${error.from + 1} of the filter: `, '')
    return [error.text.slice(error.from, error.to), error.kind.replace('filter/', ''), words]
  }
  return ['', '', 'It is right.']
}

const withRoles = (roles: [string, Role][], over: Partial<FilterScope> = {}): FilterScope =>
  trioScope({ roles: new Map(roles), ...over })

describe('checkFilter', () => {
  it.each([
    ['qual > 30', ['qual']],
    ['mane and not info.DB', ['mane', 'info.DB']],
    ['info["gnomAD-AF"] < 0.1 or info["AC"] == 1', ['info.gnomAD-AF', 'info.AC']],
    ['gt(proband) == "het" and gt(mum) == gt("dad")', ['gt(kid)', 'gt(mum)', 'gt(dad)']],
    ['format.MIN_DP(proband) < 5 and has(format["SB"](mum), "3")', ['format.MIN_DP(kid)', 'format.SB(mum)']],
    ['format["odd-name"]("dad") > format.MIN_DP(dad)', ['format.odd-name(dad)', 'format.MIN_DP(dad)']],
    ['missing(format.SB(mother))', ['format.SB(mum)']],
    ['within("chr7:100-200")', ['chrom', 'pos', 'end']],
    ['within("chr7")', ['chrom']],
    ['within("chr7:100-")', ['chrom', 'end']],
    ['qual / 2 > -info.AC', ['qual', 'info.AC']],
    ['missing(mane)', []],
  ])('%s reads %j', (text, names) => {
    expect(columns(text)).toEqual(names)
  })

  it.each([
    ['impact == "high"', 3],
    ['impact == "MODIFIER"', 0],
    ['type == "SNP"', 0],
    ['type == "insertion"', 2],
    // The allele <INS>, not an insertion that is written out.
    ['type == "ins"', 6],
    ['type == "bnd"', 11],
    ['type == "spanning_deletion"', 13],
    ['gt(kid) == "hom_alt"', 2],
    ['gt(kid) == "Alt"', 2],
    ['gt(kid) == "ref"', 0],
    ['gt(kid) == "hemi"', 4],
    ['gt(kid) == "not_called"', 7],
    ['choice == "mane_select"', 0],
  ])('%s compares with the word of rank %i', (text, rank) => {
    expect(check(text)).toMatchObject({ kind: 'compare', right: { kind: 'word', rank } })
  })

  it('takes words on either side, and in lists', () => {
    expect(check('"HIGH" <= impact')).toMatchObject({ left: { kind: 'word', rank: 3 } })
    expect(check('"het" in [gt(mum), gt(dad)]')).toMatchObject({
      kind: 'or',
      operands: [{ left: { kind: 'word', rank: 1 } }, { left: { kind: 'word', rank: 1 } }],
    })
  })

  it('takes a bare name as a role when somebody has it, else as a sample; a quoted one as a sample', () => {
    const samples = ['kid', 'mum', 'dad', 'mother', 'normal']
    const base = trioScope()
    const gt = base.columns.get('gt(kid)')
    const all = new Map(base.columns)
    for (const sample of samples) if (gt) all.set(`gt(${sample})`, { ...gt, name: `gt(${sample})`, sample })
    const scope = withRoles([['mum', 'mother']], { samples, columns: all })
    expect(columns('gt(mother) == "het"', scope)).toEqual(['gt(mum)'])
    expect(columns('gt("mother") == "het"', scope)).toEqual(['gt(mother)'])
    expect(columns('gt(normal) == "het"', scope)).toEqual(['gt(normal)'])
  })

  it('knows the tumour by both spellings', () => {
    const scope = withRoles([
      ['kid', 'tumour'],
      ['mum', 'normal'],
    ])
    expect(columns('dp(tumor) > 3 and dp(tumour) > 3 and dp(normal) > 3', scope)).toEqual([
      'dp(kid)',
      'dp(mum)',
    ])
  })

  it('takes contigs by the name the file has for them', () => {
    const contig = (name: string): string | undefined => ({ chr7: '7', 'HLA-A*01:01': 'HLA-A*01:01' })[name]
    const scope = trioScope({ contig })
    expect(check('within("chr7")', scope)).toMatchObject({ right: { value: '7' } })
    expect(check('within("HLA-A*01:01")', scope)).toMatchObject({ right: { value: 'HLA-A*01:01' } })
    expect(check('within("chr7:1,000-2,000")', scope)).toMatchObject({
      operands: [{ right: { value: '7' } }, { right: { value: 2000 } }, { right: { value: 1000 } }],
    })
  })

  it.each([
    ['quall > 3', 'quall', 'unknown-column', 'there is no column quall. Perhaps qual is meant.'],
    ['ac > 3', 'ac', 'unknown-column', 'there is no column ac. Perhaps info.AC is meant.'],
    [
      'info.gnomAD > 3',
      'info.gnomAD',
      'unknown-column',
      'there is no column info.gnomAD. Perhaps info["gnomAD-AF"] is meant.',
    ],
    ['mane == True', 'True', 'unknown-column', 'there is no column True. Perhaps true is meant.'],
    [
      'filter == PASS',
      'PASS',
      'unknown-column',
      'there is no column PASS. Text goes in quotes; the columns are in the list of columns.',
    ],
    [
      'gt == "het"',
      'gt',
      'argument',
      "gt is of a sample: write gt(proband), or the sample's name in the brackets.",
    ],
    ['gt() == "het"', 'gt()', 'argument', 'gt is of one sample, and none is named: write gt(proband).'],
    [
      'gt(mum, dad) == "het"',
      'gt(mum, dad)',
      'argument',
      'gt is of one sample, and 2 are named: write gt(proband).',
    ],
    [
      'format.MINDP(mother) > 3',
      'format.MINDP(mother)',
      'unknown-column',
      'there is no column format.MINDP(mother). Perhaps format.MIN_DP(mother) is meant.',
    ],
    [
      'format["oddname"]("kid") > 3',
      'format["oddname"]("kid")',
      'unknown-column',
      'there is no column format.oddname("kid"). Perhaps format["odd-name"]("kid") is meant.',
    ],
    [
      'format.AD(kid) > 3',
      'format.AD(kid)',
      'unknown-column',
      'there is no column format.AD(kid). Perhaps ad_ref(kid) or ad_alt(kid) is meant.',
    ],
    [
      'format.PL(kid) == "0"',
      'format.PL(kid)',
      'unknown-column',
      'there is no column format.PL(kid). Text goes in quotes; the columns are in the list of columns.',
    ],
    [
      'format.SB == "3"',
      'format.SB',
      'argument',
      "format.SB is of a sample: write format.SB(proband), or the sample's name in the brackets.",
    ],
    [
      'format["odd-name"] > 3',
      'format["odd-name"]',
      'argument',
      `format["odd-name"] is of a sample: write format["odd-name"](proband), or the sample's name in the brackets.`,
    ],
    [
      'format["odd-name"]() > 3',
      'format["odd-name"]()',
      'argument',
      'format["odd-name"] is of one sample, and none is named: write format["odd-name"](proband).',
    ],
    [
      'format.SB(HG002) == "3"',
      'HG002',
      'unknown-sample',
      'there is no sample HG002. The file has kid, mum and dad; the roles are proband, mother and father.',
    ],
    [
      'MIN_DP > 3',
      'MIN_DP',
      'unknown-column',
      'there is no column MIN_DP. Perhaps format.MIN_DP(…) is meant.',
    ],
    [
      'min_dp(kid) > 3',
      'min_dp(kid)',
      'unknown-function',
      'there is no function min_dp. Perhaps format.MIN_DP is meant.',
    ],
    [
      'format.SB(kid) > 3',
      '3',
      'type',
      'format.SB(kid) is text, 3 is a number: put the number in quotes ("3").',
    ],
    [
      'gt(HG002) == "het"',
      'HG002',
      'unknown-sample',
      'there is no sample HG002. The file has kid, mum and dad; the roles are proband, mother and father.',
    ],
    [
      'gt(sibling) == "het"',
      'sibling',
      'nobody-in-role',
      'no sample of the file is the sibling. The roles are proband, mother and father; or name the sample instead.',
    ],
    [
      'gt("proband") == "het"',
      '"proband"',
      'unknown-sample',
      'there is no sample proband. The file has kid, mum and dad; the roles are proband, mother and father.',
    ],
    [
      'impact == "SEVERE"',
      '"SEVERE"',
      'unknown-word',
      'impact is never "SEVERE". It can be MODIFIER, LOW, MODERATE and HIGH.',
    ],
    [
      'impact in ["HIGH", "bad"]',
      '"bad"',
      'unknown-word',
      'impact is never "bad". It can be MODIFIER, LOW, MODERATE and HIGH.',
    ],
    [
      'gt(kid) == "carrier"',
      '"carrier"',
      'unknown-word',
      'gt(kid) is never "carrier". It can be hom-ref, het, hom-alt, het-alt, hemizygous, hemizygous-ref, partial, not-called, other-allele and absent.',
    ],
    ['qual > "high"', '"high"', 'type', 'qual is a number, "high" is text: compare values of one kind.'],
    ['chrom == 7', '7', 'type', 'chrom is text, 7 is a number: put the number in quotes ("7").'],
    [
      'impact > 2',
      '2',
      'type',
      'impact is one of a list of words, 2 is a number: compare values of one kind.',
    ],
    [
      'impact == gene',
      'gene',
      'type',
      'impact is one of a list of words, gene is text: compare values of one kind.',
    ],
    ['mane == 1', '1', 'type', 'mane is true or false, 1 is a number: compare values of one kind.'],
    ['impact == type', 'type', 'type', 'impact and type have different words, so they cannot be compared.'],
    ['mane > true', 'mane > true', 'type', 'mane is true or false, which has no order: use == or !=.'],
    ['qual', 'qual', 'type', 'a condition is needed, and qual is a number: compare it, as in qual > 30.'],
    [
      'mane and gene',
      'gene',
      'type',
      'a condition is needed, and gene is text: compare it, as in gene == "…".',
    ],
    [
      'not gt(kid)',
      'gt(kid)',
      'type',
      'a condition is needed, and gt(kid) is one of a list of words: compare it, as in gt(kid) == ….',
    ],
    ['gene + 1 > 2', 'gene', 'type', 'numbers are calculated with, and gene is text.'],
    ['-mane > 2', 'mane', 'type', 'numbers are calculated with, and mane is true or false.'],
    [
      'lower(gene) == "a"',
      'lower(gene)',
      'unknown-function',
      'there is no function lower. The functions are missing, present, has, contains, starts and within.',
    ],
    [
      'contain(gene, "a")',
      'contain(gene, "a")',
      'unknown-function',
      'there is no function contain. Perhaps contains is meant.',
    ],
    [
      'constructor(gene)',
      'constructor(gene)',
      'unknown-function',
      'there is no function constructor. The functions are missing, present, has, contains, starts and within.',
    ],
    ['missing()', 'missing()', 'argument', 'missing takes 1 argument, and 0 are given: write missing(qual).'],
    [
      'has(clinvar)',
      'has(clinvar)',
      'argument',
      'has takes 2 arguments, and 1 is given: write has(clinvar, "pathogenic").',
    ],
    ['missing(qual + 1)', 'qual + 1', 'type', 'missing is asked of a column, and this is none.'],
    [
      'has(qual, "3")',
      'qual',
      'type',
      'has searches text, and qual is none: compare it with == or another operator.',
    ],
    [
      'contains(gene, 3)',
      '3',
      'type',
      'contains needs text in quotes here, as in contains(consequence, "splice").',
    ],
    ['starts(gene, "")', '""', 'argument', 'starts needs some text between the quotes.'],
    [
      'has(clinvar, "a/b")',
      '"a/b"',
      'argument',
      'has looks for one part of a text, and parts end at ; & / , |: ask for each part, or use contains.',
    ],
    [
      'within("chr7:9-5")',
      '"chr7:9-5"',
      'argument',
      '"chr7:9-5" is no region: write "chr7:117559480-117559700" (1-based, both ends included) or "chr7".',
    ],
  ])('refuses %s', (text, place, kind, words) => {
    expect(faultOf(text)).toEqual([place, kind, words])
  })

  it('says which samples share a role, and never picks one of them', () => {
    const scope = withRoles([
      ['kid', 'sibling'],
      ['mum', 'sibling'],
    ])
    expect(faultOf('gt(sibling) == "het"', scope)).toEqual([
      'sibling',
      'several-in-role',
      'more than one sample is the sibling. Name the one that is meant: kid and mum.',
    ])
  })

  it('says that nobody has a role when nobody has any', () => {
    expect(faultOf('gt(proband) == "het"', withRoles([]))[2]).toBe(
      'no sample of the file is the proband. No sample has a role: name the sample instead, or give it the role.',
    )
  })

  it('does not take a role of a sample that is not in the file', () => {
    const scope = withRoles([['elsewhere', 'proband']])
    expect(faultOf('gt(proband) == "het"', scope)[1]).toBe('nobody-in-role')
  })

  it('refuses a contig the file does not have', () => {
    const scope = trioScope({ contig: () => undefined })
    expect(faultOf('within("chr99:1-5")', scope)).toEqual([
      '"chr99:1-5"',
      'argument',
      'the file has no contig chr99: check the name.',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { geneGroup } from '../../../../../renderer/review/variant-list/gene-groups.ts'
import { moved, resized } from '../../../../../renderer/review/variant-list/resize.ts'
import { tableView } from '../../../../../renderer/review/variant-list/table-view.ts'
import { cellText, numberText } from '../../../../../renderer/review/words/cell-words.ts'
import { columnGroups, matchingColumns } from '../../../../../renderer/review/words/column-words.ts'
import {
  effectWords,
  filteredCount,
  importNotes,
  importWords,
  notReadWords,
} from '../../../../../renderer/review/words/filter-words.ts'
import { fakeConsequence, fakeRow, fakeSummary } from '../../../../support/fake-case.ts'
import { trioScope } from '../../../../support/filter-scope.ts'

const { columns, roles } = trioScope()
const all = [...columns.values()]

describe('a value in the table', () => {
  it('has the digits that can be compared at a glance', () => {
    const numbers = [
      0, 38, 117559591, 0.00012, 0.000123456, 0.00000012, 7e-6, 0.5, 0.0301, 12.345, 812.44, 12345.6, -0.25,
    ]
    expect(numbers.map(numberText)).toEqual([
      '0', '38', '117,559,591', '0.00012', '0.000123', '1.2e-7', '7e-6', '0.5', '0.0301', '12.35', '812.4', '12,346', '-0.25',
    ]) // prettier-ignore
  })

  it('is in words, and nothing where it is missing', () => {
    const [gene, consequence, mane] = ['gene', 'consequence', 'mane'].map((name) => columns.get(name))
    if (!gene || !consequence || !mane) throw new Error('these columns are always there')
    expect(cellText('CFTR', gene)).toBe('CFTR')
    expect(cellText('splice_region_variant&intron_variant', consequence)).toBe('splice region, intron')
    expect(cellText(false, mane)).toBe('no')
    expect([cellText(null, gene), cellText('', gene)]).toEqual([null, null])
  })
})

describe('columns', () => {
  it('are offered by variant, annotation, sample and INFO', () => {
    expect(columnGroups(all, roles).map(({ name }) => name)).toEqual([
      'Variant',
      'Annotation',
      'Proband kid',
      'Mother mum',
      'Father dad',
      'INFO fields',
    ])
  })

  it('are found by name, label, person and description', () => {
    const names = (typed: string) => matchingColumns(all, roles, typed).map(({ name }) => name)
    expect(names('dp proband')).toEqual(['dp(kid)', 'format.MIN_DP(kid)'])
    expect(names('max af')[0]).toBe('popmax_af')
    expect(names('max af')).toContain('popmax_source')
    expect(names('gnomad')).toEqual(['info.gnomAD-AF'])
    expect(names('min_dp mother')).toEqual(['format.MIN_DP(mum)'])
    expect(names('')).toHaveLength(all.length)
  })

  it('are moved and made wider within limits', () => {
    const some = ['a', 'b', 'c'].map((name) => ({ name, width: null }))
    expect(moved(some, 2, 0).map(({ name }) => name)).toEqual(['c', 'a', 'b'])
    expect(moved(some, 0, -1)).toEqual(some)
    expect(resized(some, 'b', 3)[1]?.width).toBe(24)
    expect(resized(some, 'b', 99_999)[1]?.width).toBe(900)
  })

  it('are as narrow as before until others are added', () => {
    const samples = [{ name: 'kid', role: 'proband' as const, letter: 'P', place: 0 }]
    const shown = (names: string[]) =>
      tableView(
        names.map((name) => ({ name, width: null })),
        { columns, roles, samples, files: new Map() },
      )
    expect(shown(['gene', 'change', 'gt(kid)', 'impact']).map(({ least }) => least)).toEqual([64, 92, 24, 26])
    const more = shown(['gene', 'change', 'gt(kid)', 'popmax_af', 'dp(kid)', 'info.GONE'])
    expect(more.map(({ label }) => label)).toEqual(['Gene', 'Change', 'P', 'Max AF', 'DP P', 'info.GONE'])
    expect(more.map(({ numeric }) => numeric)).toEqual([false, false, false, true, true, false])
    expect(more[5]?.title).toContain('not in this file')
    expect(more[0]?.least).toBeGreaterThan(64)
  })
})

describe('the words of filters', () => {
  it('say what one does', () => {
    expect(effectWords({ hidden: 12345, missing: 321 }, 'drop')).toBe(
      'Hides 12,345 by itself · 321 have no value',
    )
    expect(effectWords({ hidden: 0, missing: 1 }, 'keep')).toBe(
      'Hides nothing by itself · 1 has no value, kept',
    )
    expect(effectWords({ hidden: 2, missing: 0 }, 'drop')).toBe('Hides 2 by itself')
  })

  it('say how many of how many, and what takes no part', () => {
    const shown = { available: 14, found: 4_812_345, used: 3, off: 0, wrong: 0 }
    expect(filteredCount(shown)).toBe('14 of 4,812,345 · 3 filters')
    expect(filteredCount({ ...shown, used: 1, off: 1, wrong: 2 })).toBe(
      '14 of 4,812,345 · 1 filter, 1 off, 2 not understood',
    )
    expect(filteredCount({ ...shown, used: 0, off: 1 })).toBe('14 of 4,812,345 · 1 filter off')
    expect(filteredCount({ ...shown, stopped: true })).toBe(
      '14 of the first 4,812,345 · 3 filters, reading stopped',
    )
  })

  it('say why nothing can be filtered yet', () => {
    expect(importWords({ state: 'importing', task: 't' }, 0.417)).toBe(
      'Importing 41 % · filters when it is done',
    )
    expect(importWords({ state: 'importing', task: 't' }, null)).toContain('Importing…')
    expect(importWords({ state: 'cancelled' }, null)).toContain('cancelled')
    expect(importWords({ state: 'ready', summary: fakeSummary() }, null)).toBeNull()
  })

  it('say beside the count how many lines of all files could not be read', () => {
    expect(notReadWords([fakeSummary()])).toBeNull()
    expect(notReadWords([fakeSummary({ malformed: 1 }), fakeSummary()])).toBe('1 line not read')
    expect(notReadWords([fakeSummary({ malformed: 1200 }), fakeSummary({ malformed: 34 })])).toBe(
      '1,234 lines not read',
    )
  })

  it('say what an import left out', () => {
    const file = { name: 'trio.vcf.gz' }
    expect(importNotes(file, fakeSummary())).toEqual([])
    const notes = importNotes(
      file,
      fakeSummary({
        malformed: 2,
        samplesLeftOut: ['S1'],
        infoLeftOut: ['A', 'B'],
        formatLeftOut: ['X'],
      }),
    )
    expect(notes[0]).toBe('2 lines of trio.vcf.gz could not be read and are left out.')
    expect(notes[1]).toContain('S1')
    expect(notes.slice(2)).toEqual([
      'There was no room for 2 INFO fields of trio.vcf.gz: A, B. The record has them.',
      'There was no room for 1 FORMAT field of trio.vcf.gz: X. The record has them.',
    ])
  })
})

it('says a gene once for its lines, and again where its first one is out of sight', () => {
  const genes = ['A', 'A', 'A', 'B', null, 'B']
  const rowAt = (line: number) => {
    const gene = genes[line]
    return gene === undefined ? undefined : fakeRow(line, { consequence: fakeConsequence({ gene }) })
  }
  const group = (line: number, top = 0) => geneGroup(rowAt, line, top)
  expect([0, 1, 2].map((line) => group(line))).toEqual([
    { first: true, size: 3 },
    { first: false, size: 3 },
    { first: false, size: 3 },
  ])
  expect(group(1, 1)).toEqual({ first: true, size: 3 })
  expect(group(3)).toEqual({ first: true, size: 1 })
  expect(group(4)).toBeNull()
})

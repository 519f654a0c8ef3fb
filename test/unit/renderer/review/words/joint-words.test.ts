import { describe, expect, it } from 'vitest'
import { fileMarks } from '../../../../../renderer/review/words/file-marks.ts'
import {
  filesCounted,
  jointImportNotes,
  jointNotes,
} from '../../../../../renderer/review/words/joint-words.ts'
import type { StoreState } from '../../../../../shared/case/case-file.ts'
import { fakeFile, fakeSummary } from '../../../../support/fake-case.ts'

const DAMAGE = { kind: 'vcf/too-few-columns', file: '/x/a.vcf', line: 8, found: 4, expected: 8 } as const
const listed = (label: string, store?: StoreState) => ({
  label,
  file: fakeFile(label, store === undefined ? {} : { store }),
})
const ready = (change: Parameters<typeof fakeSummary>[0] = {}): StoreState => ({
  state: 'ready',
  summary: fakeSummary(change),
})

describe('what tells files apart', () => {
  it.each([
    [
      ['trio.snv.vcf.gz', 'trio.sv.vcf.gz', 'trio.cnv.vcf.gz'],
      ['snv', 'sv', 'cnv'],
    ],
    [
      ['HG002.vcf.gz', 'HG003.vcf.gz'],
      ['HG002', 'HG003'],
    ],
    [
      ['small.vcf', 'sv.vcf'],
      ['small', 'sv'],
    ],
    [
      ['HG002.vcf.gz', 'HG002.sv.vcf.gz'],
      ['HG002', 'HG002.sv'],
    ],
    [
      ['kid/calls.vcf', 'mum/calls.vcf'],
      ['kid', 'mum'],
    ],
    [
      ['a.vcf', 'a.bcf'],
      ['vcf', 'bcf'],
    ],
    [['only.vcf'], ['only.vcf']],
  ])('of %j is %j', (labels, marks) => {
    expect(fileMarks(labels)).toEqual(marks)
  })
})

describe('a list of all files', () => {
  it('says over how many of them it counts', () => {
    expect(filesCounted(3, 3)).toBe('3 files')
    expect(filesCounted(2, 3)).toBe('2 of 3 files')
  })

  it('names each file it lacks, and why', () => {
    const files = [
      listed('a.vcf', ready()),
      listed('b.vcf'),
      listed('c.vcf', { state: 'importing', task: 't' }),
      listed('d.vcf', { state: 'importing', task: 'unknown' }),
      listed('e.vcf', { state: 'failed', error: DAMAGE }),
      listed('f.vcf', { state: 'cancelled' }),
      listed('g.vcf', ready({ stopped: DAMAGE })),
    ]
    const notes = jointNotes(files, (task) => (task === 't' ? 0.429 : null))
    expect(notes.map(({ words }) => words)).toEqual([
      'b.vcf is not in the list yet: its import has not begun',
      'c.vcf is not in the list yet: it is being imported (42 %)',
      'd.vcf is not in the list yet: it is being imported',
      'e.vcf is not in the list: it could not be imported',
      'f.vcf is not in the list: its import was cancelled',
      'g.vcf is damaged: only what comes before that is in the list',
    ])
    expect(notes.map(({ again }) => again)).toEqual([false, false, false, true, true, false])
    for (const { words, why } of notes) expect(why === null).toBe(!/could not|damaged/.test(words))
    expect(notes[3]?.why).toContain('line 8')
  })

  it('tells of fields that are no column there, and of records without alternates', () => {
    const of = [
      { label: 'a.vcf', type: 'number' as const },
      { label: 'b.vcf', type: 'text' as const },
    ]
    const notes = jointImportNotes(
      [listed('a.vcf', ready({ withoutAllele: 1200 })), listed('b.vcf', { state: 'cancelled' })],
      [{ name: 'info.AF', of }],
    )
    expect(notes).toEqual([
      '1,200 of the records in a.vcf have no alternate allele (reference blocks are such): list that file alone to see them.',
      'info.AF cannot be filtered by or shown here: it is a number in a.vcf, text in b.vcf. List a file alone for that.',
    ])
  })
})

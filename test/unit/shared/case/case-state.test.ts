import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '../../../../shared/case/case-event.ts'
import type { CaseFile } from '../../../../shared/case/case-file.ts'
import { foldCase, foldLog } from '../../../../shared/case/case-state.ts'
import { isRecorded, type LoggedEvent, nextUndo } from '../../../../shared/case/recorded-event.ts'
import { fakeShortlist } from '../../../support/fake-shortlist.ts'
import type { Sample } from '../../../../shared/case/sample.ts'
import { keyText, type VariantKey } from '../../../../shared/variant/variant-key.ts'

const file: CaseFile = {
  id: 'f1',
  identity: { path: '/d/a.bam', size: 1, mtimeMs: 0, headDigest: '' },
  name: 'a.bam',
  kind: 'bam',
  compression: 'bgzf',
  samples: ['A'],
  contigs: [],
  build: 'GRCh38',
  index: { state: 'missing' },
  notices: [],
}
const sample: Sample = {
  name: 'A',
  role: 'single',
  sex: 'unknown',
  affected: 'unknown',
  alignments: ['f1'],
  variants: [],
}
const opened: CaseEvent = { kind: 'case-opened', id: 'c', label: 'L', synthetic: false, paths: ['/d'] }

describe('foldCase', () => {
  it('is no case before one is opened and after it is closed', () => {
    expect(foldCase([])).toBeNull()
    expect(foldCase([{ kind: 'file-added', file }])).toBeNull()
    expect(foldCase([opened, { kind: 'case-closed' }])).toBeNull()
  })

  it('collects files, samples and refusals, and follows the index', () => {
    const state = foldCase([
      opened,
      { kind: 'build-set', build: 'GRCh38' },
      { kind: 'file-added', file },
      { kind: 'file-refused', path: '/d/x', error: { kind: 'file/empty', file: '/d/x' } },
      { kind: 'sample-set', sample },
      { kind: 'index-changed', file: 'f1', index: { state: 'building', task: 't1' } },
      { kind: 'role-set', sample: 'A', role: 'proband' },
    ])
    expect(state?.build).toBe('GRCh38')
    expect(state?.files).toEqual([{ ...file, index: { state: 'building', task: 't1' } }])
    expect(state?.refused).toHaveLength(1)
    expect(state?.samples).toEqual([{ ...sample, role: 'proband' }])
  })

  it('replaces a sample that became known before instead of listing it twice', () => {
    const richer = { ...sample, variants: ['f2'] }
    expect(
      foldCase([opened, { kind: 'sample-set', sample }, { kind: 'sample-set', sample: richer }])?.samples,
    ).toEqual([richer])
  })

  it('forgets everything of the case before when another is opened', () => {
    const state = foldCase([opened, { kind: 'file-added', file }, { ...opened, id: 'd' }])
    expect(state?.id).toBe('d')
    expect(state?.files).toEqual([])
  })
})

describe('revision', () => {
  it('grows with every event, so that the newer of two states can be told', () => {
    const events: CaseEvent[] = [opened, { kind: 'file-added', file }, { kind: 'sample-set', sample }]
    expect(events.map((_, i) => foldCase(events.slice(0, i + 1))?.revision)).toEqual([1, 2, 3])
  })
})

describe('marks', () => {
  const variant: VariantKey = { file: 'f1', contig: 'chr7', position: 117_559_590, ref: 'ATCT', alt: 'A' }
  /** Few enough that the same variant comes up again. */
  const variants = fc.record({
    file: fc.constantFrom('f1', 'f2'),
    contig: fc.constantFrom('chr1', 'chr11'),
    position: fc.constantFrom(1, 11),
    ref: fc.constantFrom('A', 'AT'),
    alt: fc.constantFrom('T', '<DEL>'),
  })
  const marking = fc.record({
    kind: fc.constant('variant-marked' as const),
    variant: variants,
    marked: fc.boolean(),
  })
  const marksOf = (events: readonly CaseEvent[]): string[] =>
    foldCase([opened, ...events])?.marks.map(keyText) ?? []

  it('are in the order in which they were made, and gone when they are taken away', () => {
    const other = { ...variant, alt: 'AT' }
    const mark = (of: VariantKey, marked = true): CaseEvent => ({
      kind: 'variant-marked',
      variant: of,
      marked,
    })
    expect(foldCase([opened, mark(variant), mark(other)])?.marks).toEqual([variant, other])
    expect(foldCase([opened, mark(variant), mark(other), mark(variant, false)])?.marks).toEqual([other])
  })

  it('of a variant are what was said of it last, whatever was said of others: marking twice is marking once', () => {
    fc.assert(
      fc.property(fc.array(marking), (events) => {
        const last = new Map(events.map(({ variant: of, marked }) => [keyText(of), marked]))
        const marked = [...last].flatMap(([key, is]) => (is ? key : []))
        expect(marksOf(events).toSorted()).toEqual(marked.toSorted())
        expect(marksOf(events.flatMap((event) => [event, event]))).toEqual(marksOf(events))
      }),
    )
  })

  it('outlive an import of the file', () => {
    const state = foldCase([
      opened,
      { kind: 'file-added', file },
      { kind: 'variant-marked', variant, marked: true },
      { kind: 'store-changed', file: 'f1', store: { state: 'importing', task: 't' } },
      { kind: 'annotation-removed', path: '/d/x.bed' },
    ])
    expect(state?.marks).toEqual([variant])
  })
})

describe('shortlists and notes', () => {
  const variant: VariantKey = { file: 'f1', contig: 'chr1', position: 100, ref: 'A', alt: 'G' }
  const list = fakeShortlist({ variants: [['1', 100, 'A', 'G']] })

  it('a shortlist takes the place of the same file, and goes by its digest', () => {
    const again = { ...list, name: 'moved.json' }
    const added: CaseEvent[] = [
      opened,
      { kind: 'shortlist-added', shortlist: list },
      { kind: 'shortlist-added', shortlist: again },
    ]
    expect(foldCase(added)?.shortlists).toEqual([again])
    expect(foldCase([...added, { kind: 'shortlist-removed', digest: 'other' }])?.shortlists).toEqual([again])
    expect(foldCase([...added, { kind: 'shortlist-removed', digest: list.digest }])?.shortlists).toEqual([])
  })

  it('both are undone exactly, each by its own event', () => {
    const log = [
      opened,
      { kind: 'shortlist-added', shortlist: list },
      { kind: 'variant-noted', variant, text: 'one' },
      { kind: 'variant-noted', variant, text: 'two' },
    ] satisfies CaseEvent[]
    const numbered = (events: readonly CaseEvent[]): LoggedEvent[] =>
      events.map((event, i) => ({ event, sequence: i + 1 }))
    expect(nextUndo(numbered(log))).toBe(4)
    const undone = foldLog(numbered([...log, { kind: 'event-undone', sequence: 4 }]))
    expect(undone?.notes).toEqual([{ variant, text: 'one' }])
    const without = foldLog(numbered([...log, { kind: 'event-undone', sequence: 2 }]))
    expect(without?.shortlists).toEqual([])
    expect(without?.notes).toEqual([{ variant, text: 'two' }])
  })
})

describe('acknowledgements', () => {
  const by = { user: 'a', machine: 'b' }
  const given = (check: 'sex' | 'swap', finding: string): CaseEvent => ({
    kind: 'check-acknowledged',
    check,
    finding,
    reason: 'Known.',
    by,
    at: '2026-01-01T00:00:00Z',
  })
  const log: LoggedEvent[] = [
    opened,
    given('sex', 'fails: KIM'),
    given('swap', 'fails: KIM'),
    given('sex', 'warns: KIM'),
    { kind: 'acknowledgement-withdrawn', check: 'sex', by, at: '2026-01-02T00:00:00Z' } as const,
  ].map((event, i) => ({ event, sequence: i + 1 }))
  const of = (events: readonly LoggedEvent[]) =>
    foldLog(events)?.acknowledgements.map(({ check, finding }) => [check, finding])

  it('are gone when withdrawn, of whichever finding of that check, and of no other', () => {
    expect(of(log)).toEqual([['swap', 'fails: KIM']])
    expect(of([...log, { event: given('sex', 'fails: KIM'), sequence: 6 }])).toEqual([
      ['swap', 'fails: KIM'],
      ['sex', 'fails: KIM'],
    ])
  })

  it('are there again when the withdrawal is undone', () => {
    expect(nextUndo(log)).toBe(5)
    expect(of([...log, { event: { kind: 'event-undone', sequence: 5 }, sequence: 6 }])).toHaveLength(3)
    expect(log.every(({ event }) => isRecorded(event))).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { failedWords, taskFar } from '../../../../../renderer/review/tasks/task-words.ts'
import { bytesText, durationText, plural } from '../../../../../renderer/ui/amounts.ts'
import { fakeFile, fakeTask } from '../../../../support/fake-case.ts'

describe('how far a task is', () => {
  it('says the share and the time left', () => {
    expect(taskFar(fakeTask('t'))).toBe('42 % · 1 min left')
  })

  it('never claims 100 % before the end', () => {
    expect(taskFar(fakeTask('t', { done: 999, total: 1000, secondsLeft: null }))).toBe('99 %')
  })

  it('says what was done while the total is unknown', () => {
    const open = { total: null, secondsLeft: null }
    expect(taskFar(fakeTask('t', { ...open, done: 1_500_000 }))).toBe('1.50 MB')
    expect(taskFar(fakeTask('t', { ...open, done: 1, unit: 'records' }))).toBe('1 record')
    expect(taskFar(fakeTask('t', { ...open, done: 0, phase: 'starting' }))).toBe('starting')
  })
})

describe('what failed', () => {
  it('is said with its reason, which names the file', () => {
    const failed = fakeTask('t', { state: 'failed', error: { kind: 'file/empty', file: '/data/x.bam' } })
    expect(failedWords(failed, [])).toMatch(/^Failed: x\.bam is empty/)
  })

  it('is said by its title when no reason is known', () => {
    expect(failedWords(fakeTask('t', { state: 'failed', title: 'Indexing x.bam' }), [])).toBe(
      'Failed: Indexing x.bam',
    )
  })

  it('is said by its title when the reason stands at its file', () => {
    const error = { kind: 'file/empty', file: '/data/x.bam' } as const
    const failed = fakeTask('t', { state: 'failed', title: 'Indexing x.bam', error })
    const file = fakeFile('x.bam')
    expect(failedWords(failed, [{ ...file, index: { state: 'failed', error } }])).toBe(
      'Failed: Indexing x.bam',
    )
    expect(failedWords(failed, [{ ...file, store: { state: 'failed', error } }])).toBe(
      'Failed: Indexing x.bam',
    )
    const other = { kind: 'file/empty', file: '/data/y.bam' } as const
    expect(failedWords(failed, [{ ...file, index: { state: 'failed', error: other } }])).toMatch(/is empty/)
  })
})

describe('amounts', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [64_200_000_000, '64.2 GB'],
    [340_000_000, '340 MB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text)
  })

  it.each([
    [0, '1 s'],
    [59, '59 s'],
    [74, '1 min'],
    [3_600, '1 h'],
    [4_800, '1 h 20 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text)
  })

  it('counts with the right word', () => {
    expect([plural(1, 'file'), plural(0, 'file'), plural(2_000, 'file')]).toEqual([
      '1 file',
      '0 files',
      '2,000 files',
    ])
  })
})

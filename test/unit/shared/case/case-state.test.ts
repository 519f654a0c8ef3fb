import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '../../../../shared/case/case-event.ts'
import type { CaseFile } from '../../../../shared/case/case-file.ts'
import { foldCase } from '../../../../shared/case/case-state.ts'
import type { Sample } from '../../../../shared/case/sample.ts'

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

import { describe, expect, it } from 'vitest'
import type { CasementError } from '../../../../../shared/errors/casement-error.ts'
import { caseChecks } from '../../../../../renderer/review/header/case-checks.ts'
import { fakeCase, fakeFile } from '../../../../support/fake-case.ts'

describe('checks of a case', () => {
  it('has none when everything is in order', () => {
    expect(caseChecks(fakeCase())).toEqual([])
  })

  it('counts a stale index once, though it is also a notice', () => {
    const stale = fakeFile('a.bam', {
      index: { state: 'ready', format: 'bai', path: 'a.bam.bai', where: 'beside', stale: true, built: false },
      notices: [
        { kind: 'index/stale', file: 'a.bam', index: 'a.bam.bai' },
        { kind: 'bgzf/no-eof-block', file: 'a.bam', size: 9 },
      ],
    })
    expect(caseChecks(fakeCase({ files: [stale] })).map((c) => c.error.kind)).toEqual([
      'index/stale',
      'bgzf/no-eof-block',
    ])
  })

  it('names a file that is out of reach', () => {
    const unreachable: CasementError = { kind: 'case/input-missing', file: '/x/a.bam', looked: ['/x'] }
    const checks = caseChecks(fakeCase({ files: [fakeFile('a.bam', { unreachable })] }))
    expect(checks).toEqual([{ file: 'a.bam', what: 'lost', error: unreachable }])
  })

  it('names refused files and failed or missing indexes', () => {
    const files = [
      fakeFile('a.bam', { index: { state: 'missing' } }),
      fakeFile('b.bam', { index: { state: 'failed', error: { kind: 'bam/bad-magic', file: 'b.bam' } } }),
    ]
    const refused = [{ path: '/x/c.png', error: { kind: 'file/unknown-kind', file: '/x/c.png' } as const }]
    expect(caseChecks(fakeCase({ files, refused })).map((c) => c.error.kind)).toEqual([
      'file/unknown-kind',
      'index/missing',
      'bam/bad-magic',
    ])
  })
})

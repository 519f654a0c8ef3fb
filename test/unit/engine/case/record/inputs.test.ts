import { describe, expect, it } from 'vitest'
import {
  besides,
  eventOfPlace,
  eventsOfNewPlace,
  placesOf,
} from '../../../../../electron/engine/case/record/inputs.ts'
import type { CaseFile, FileIdentity } from '../../../../../shared/case/case-file.ts'

const identity = (path: string): FileIdentity => ({ path, size: 1, mtimeMs: 0, headDigest: 'h' })
const input = (id: string, path: string, more: Partial<CaseFile> = {}): CaseFile => ({
  id,
  identity: identity(path),
  name: path.split(/[/\\]/).at(-1) ?? '',
  kind: 'bam',
  compression: 'bgzf',
  samples: [],
  contigs: [],
  build: 'GRCh38',
  index: { state: 'missing' },
  notices: [],
  ...more,
})
const missing: Partial<CaseFile> = {
  unreachable: { kind: 'case/input-missing', file: '/old/b.bam', looked: [] },
}

describe('where the inputs of a case may be', () => {
  it('is as the case has it, and the same way from its new place', () => {
    const file = input('f1', '/cases/data/a.bam')
    const placed = eventOfPlace('/cases/c.casement', { files: [file] })
    expect(placed.relative).toEqual({ f1: 'data/a.bam' })
    const log = [{ event: placed, sequence: 1 }]
    expect(placesOf('/moved/c.casement', log, file)).toEqual(['/cases/data/a.bam', '/moved/data/a.bam'])
  })

  it('is said anew only when it is another; the way to a file that is out of reach stays', () => {
    const before = [input('f1', '/cases/a.bam'), input('f2', '/cases/b.bam')]
    const log = [{ event: eventOfPlace('/cases/c.casement', { files: before }), sequence: 1 }]
    expect(eventsOfNewPlace('/cases/c.casement', { files: before }, log)).toEqual([])
    const after = [input('f1', '/moved/a.bam'), input('f2', '/cases/b.bam', missing)]
    expect(eventsOfNewPlace('/moved/c.casement', { files: after }, log)).toEqual([
      { kind: 'record-placed', path: '/moved/c.casement', relative: { f1: 'a.bam', f2: 'b.bam' } },
    ])
  })

  it('is beside one that was found, or the same way from it', () => {
    const other = input('f2', '/old/vcf/b.vcf')
    expect(besides(identity('/old/bam/a.bam'), '/new/bam/a.bam', other)).toEqual([
      '/new/vcf/b.vcf',
      '/new/bam/b.vcf',
    ])
  })

  it.skipIf(process.platform === 'win32')('is so in a case that was made under Windows', () => {
    const other = input('f2', 'D:\\R 1\\vcf\\b.vcf')
    expect(besides(identity('D:\\R 1\\bam\\a.bam'), '/new/bam/a.bam', other)).toEqual([
      '/new/vcf/b.vcf',
      '/new/bam/b.vcf',
    ])
  })
})

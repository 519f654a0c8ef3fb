import { describe, expect, it } from 'vitest'
import { casementErrorSchema } from '../../../../shared/errors/casement-error.ts'
import { Fault, errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { exampleOf } from '../../../support/example-of.ts'

const examples = casementErrorSchema.options.map((option) => casementErrorSchema.parse(exampleOf(option)))

describe('sentence', () => {
  it.each(examples.map((error) => [error.kind, error] as const))('words %s for people', (_, error) => {
    const text = sentence(error)
    expect(text).toMatch(/^["A-Z]|^[a-z_-]+\.(bam|vcf)/)
    expect(text).toMatch(/[.!]$/)
    expect(text).not.toMatch(/undefined|NaN|\[object|null/)
  })

  it('names the file by its base name and not by its folders, except when it cannot be found', () => {
    expect(sentence({ kind: 'file/empty', file: '/patients/Jane Doe/reads.bam' })).not.toContain('Jane Doe')
    expect(sentence({ kind: 'file/not-found', file: '/data/reads.bam' })).toContain('/data/reads.bam')
  })

  it('names the conflicting contigs and lengths of two builds', () => {
    const text = sentence({
      kind: 'case/build-conflict',
      conflicts: [
        {
          fileA: 'a.bam',
          a: { contig: 'chr1', length: 248956422 },
          fileB: 'b.vcf',
          b: { contig: '1', length: 249250621 },
        },
      ],
    })
    expect(text).toContain('chr1 is 248,956,422 bp in a.bam')
    expect(text).toContain('1 is 249,250,621 bp in b.vcf')
  })
})

describe('errorOf', () => {
  it('takes the error out of a Fault', () => {
    expect(errorOf(new Fault({ kind: 'file/empty', file: 'x' }))).toEqual({ kind: 'file/empty', file: 'x' })
  })

  it('calls anything else a defect and keeps its stack', () => {
    const error = errorOf(new TypeError('oops'))
    expect(error.kind).toBe('internal')
    expect(error).toHaveProperty('detail', expect.stringContaining('oops'))
  })
})

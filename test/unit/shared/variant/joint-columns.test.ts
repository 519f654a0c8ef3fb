import { describe, expect, it } from 'vitest'
import { fileLabels, jointColumns, type JointPart } from '../../../../shared/variant/joint-columns.ts'
import {
  formatColumn,
  infoColumn,
  sampleColumns,
  VARIANT_COLUMNS,
} from '../../../../shared/variant/variant-column.ts'

type Field = Parameters<typeof infoColumn>[0]
const part = (label: string, samples: readonly string[], ...fields: readonly Field[]): JointPart => ({
  label,
  samples,
  columns: [...VARIANT_COLUMNS, ...samples.flatMap(sampleColumns), ...fields.map(infoColumn)],
})
const field = (id: string, type: Field['type'], description: string | null = 'x'): Field => ({
  id,
  type,
  description,
})

describe('the columns of several files together', () => {
  const joint = jointColumns([
    part('a.vcf', ['kid', 'mum'], field('DP', 'integer'), field('AF', 'number'), field('OWN', 'flag')),
    part('b.vcf', ['dad', 'kid'], field('DP', 'number'), field('AF', 'text'), field('SVTYPE', 'text')),
  ])
  const named = (name: string) => joint.columns.find((column) => column.name === name)

  it('are those of all of them, each once, and the file', () => {
    const names = joint.columns.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names[0]).toBe('file')
    for (const name of ['qual', 'gt(kid)', 'gt(mum)', 'gt(dad)', 'info.OWN', 'info.SVTYPE'])
      expect(names).toContain(name)
    expect(joint.samples).toEqual(['kid', 'mum', 'dad'])
  })

  it('are numbers where one file has whole numbers and the other has not', () => {
    expect(named('info.DP')?.type).toBe('number')
  })

  it('leave out what is a number here and text there, and say so', () => {
    expect(named('info.AF')).toBeUndefined()
    expect(joint.conflicts).toEqual([
      {
        name: 'info.AF',
        of: [
          { label: 'a.vcf', type: 'number' },
          { label: 'b.vcf', type: 'text' },
        ],
      },
    ])
  })

  it('are the samples’ fields of FORMAT by the same rules', () => {
    const of = (label: string, sample: string, type: Field['type']): JointPart => ({
      label,
      samples: [sample],
      columns: [formatColumn(sample, field('SQ', type)), formatColumn(sample, field('SB', 'text'))],
    })
    const { columns, conflicts } = jointColumns([
      of('a.vcf', 'kid', 'number'),
      of('b.vcf', 'kid', 'text'),
      of('c.vcf', 'dad', 'text'),
    ])
    expect(columns.map(({ name }) => name)).toEqual([
      'file',
      'format.SB(kid)',
      'format.SQ(dad)',
      'format.SB(dad)',
    ])
    expect(conflicts.map(({ name }) => name)).toEqual(['format.SQ(kid)'])
  })

  it('have the description of each file where these differ', () => {
    const { columns } = jointColumns([
      part('a.vcf', [], field('AF', 'number', 'in the family'), field('AN', 'integer', 'alleles')),
      part('b.vcf', [], field('AF', 'number', 'in gnomAD'), field('AN', 'integer', 'alleles')),
    ])
    expect(columns.find(({ name }) => name === 'info.AF')?.description).toBe(
      'a.vcf: in the family b.vcf: in gnomAD',
    )
    expect(columns.find(({ name }) => name === 'info.AN')?.description).toBe('alleles')
  })
})

describe('what files are called', () => {
  it.each([
    [
      ['/x/a.vcf', '/y/b.vcf'],
      ['a.vcf', 'b.vcf'],
    ],
    [
      ['/run/kid/calls.vcf', '/run/mum/calls.vcf', '/run/sv.vcf'],
      ['kid/calls.vcf', 'mum/calls.vcf', 'sv.vcf'],
    ],
    [
      ['C:\\kid\\calls.vcf', 'C:\\mum\\calls.vcf'],
      ['kid/calls.vcf', 'mum/calls.vcf'],
    ],
    [
      ['/calls.vcf', '/x/calls.vcf'],
      ['/calls.vcf', 'x/calls.vcf'],
    ],
  ])('%j is %j', (paths, labels) => {
    expect(fileLabels(paths)).toEqual(labels)
  })
})

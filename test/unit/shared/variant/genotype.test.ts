import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { genotypeAlleles, genotypeAt, genotypeStateSchema } from '../../../../shared/variant/genotype.ts'

describe('the state of a genotype at one allele', () => {
  test.each([
    // GT, allele asked about, state
    ['0/0', 1, 'hom-ref'],
    ['0|0', 1, 'hom-ref'],
    ['0/0/0', 1, 'hom-ref'],
    ['0/1', 1, 'het'],
    ['1|0', 1, 'het'],
    ['0/0/1', 1, 'het'],
    ['0/1/2', 1, 'het'],
    ['1/1', 1, 'hom-alt'],
    ['1|1', 1, 'hom-alt'],
    ['1/2', 1, 'het-alt'],
    ['1/2', 2, 'het-alt'],
    ['2|1', 1, 'het-alt'],
    ['0/2', 1, 'other-allele'],
    ['2/2', 1, 'other-allele'],
    ['2', 1, 'other-allele'],
    ['0/10', 1, 'other-allele'],
    ['0/10', 10, 'het'],
    ['1', 1, 'hemizygous'],
    ['0', 1, 'hemizygous-ref'],
    ['|1', 1, 'hemizygous'],
    ['./.', 1, 'not-called'],
    ['.|.', 1, 'not-called'],
    ['.', 1, 'not-called'],
    ['', 1, 'not-called'],
    ['x/y', 1, 'not-called'],
    ['./1', 1, 'partial'],
    ['1/.', 1, 'partial'],
    ['./0', 1, 'partial'],
    ['0|.', 1, 'partial'],
    ['./2', 1, 'partial'],
    ['0/x', 1, 'partial'],
    ['-1/0', 1, 'partial'],
    // A record without alternates.
    ['0/0', 0, 'hom-ref'],
    ['./.', 0, 'not-called'],
    [null, 1, 'absent'],
  ] as const)('%s at allele %i is %s', (text, allele, state) => {
    expect(genotypeAt(text, allele).state).toBe(state)
  })

  test('the text is kept as it is in the file', () => {
    expect(genotypeAt('1|0', 1)).toEqual({ state: 'het', text: '1|0', phased: true })
    expect(genotypeAt('0/1', 1).phased).toBe(false)
    expect(genotypeAt('0|1/1', 1).phased).toBe(false)
    expect(genotypeAt(null, 1)).toEqual({ state: 'absent', text: '', phased: false })
  })
})

const part = fc.oneof(fc.constant('.'), fc.integer({ min: 0, max: 4 }).map(String))
const gt = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('/', '|'))
  .map(([parts, sign]) => parts.join(sign))

describe('every genotype text', () => {
  test('with a part that is not called is never reference, nor any full call', () => {
    fc.assert(
      fc.property(gt, fc.integer({ min: 1, max: 4 }), (text, allele) => {
        const { state } = genotypeAt(text, allele)
        const expected = !text.includes('.') ? /^(?!not-called|partial)/ : /^(not-called|partial)$/
        expect(state).toMatch(expected)
        expect(genotypeStateSchema.options).toContain(state)
      }),
    )
  })

  test('has a state that does not depend on the order of its alleles', () => {
    fc.assert(
      fc.property(gt, fc.integer({ min: 1, max: 4 }), (text, allele) => {
        const sign = text.includes('|') ? '|' : '/'
        const turned = text.split(sign).toReversed().join(sign)
        expect(genotypeAt(turned, allele).state).toBe(genotypeAt(text, allele).state)
      }),
    )
  })

  test('carries an allele at exactly the alleles it names', () => {
    fc.assert(
      fc.property(gt, fc.integer({ min: 1, max: 4 }), (text, allele) => {
        fc.pre(!text.includes('.'))
        const carries = ['het', 'het-alt', 'hom-alt', 'hemizygous'].includes(genotypeAt(text, allele).state)
        expect(carries).toBe(genotypeAlleles(text).includes(allele))
      }),
    )
  })
})

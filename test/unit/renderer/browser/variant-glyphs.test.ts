import { describe, expect, it } from 'vitest'
import {
  alleleText,
  genotypeGlyph,
  genotypeWords,
  isFiltered,
  variantMark,
} from '../../../../renderer/browser/variant-glyphs.ts'
import { genotypeStateSchema } from '../../../../shared/variant/genotype.ts'

const states = genotypeStateSchema.options

describe('genotype glyphs', () => {
  it('give every state a shape, a character and words of its own', () => {
    for (const part of ['shape', 'character', 'words'] as const)
      expect(new Set(states.map((state) => genotypeGlyph(state)[part])).size).toBe(states.length)
  })

  it('are the ones the screen is described with', () => {
    expect(genotypeGlyph('hom-ref').character).toBe('○')
    expect(genotypeGlyph('het').character).toBe('◑')
    expect(genotypeGlyph('hom-alt').character).toBe('●')
    expect(genotypeGlyph('hemizygous').character).toBe('◐')
    expect(genotypeGlyph('not-called').character).toBe('·')
  })

  it('never draw a missing genotype as reference, nor 1/2 as homozygous', () => {
    for (const state of ['not-called', 'partial', 'absent', 'other-allele'] as const)
      expect(genotypeGlyph(state).shape).not.toBe(genotypeGlyph('hom-ref').shape)
    expect(genotypeGlyph('het-alt').shape).not.toBe(genotypeGlyph('hom-alt').shape)
    expect(genotypeWords({ state: 'not-called', text: './.', phased: false })).toBe('not called (./.)')
    expect(genotypeWords({ state: 'absent', text: '', phased: false })).toBe('no genotype in the file')
  })
})

describe('variants', () => {
  it('are told apart by shape where their extents differ in kind', () => {
    const shapes = (['snv', 'insertion', 'deletion', 'symbolic', 'breakend', 'reference-block'] as const).map(
      (type) => variantMark(type).shape,
    )
    expect(new Set(shapes).size).toBe(shapes.length)
  })

  it('that were never filtered do not look filtered out', () => {
    expect(isFiltered({ filters: [] })).toBe(false)
    expect(isFiltered({ filters: ['PASS'] })).toBe(false)
    expect(isFiltered({ filters: ['LowQual'] })).toBe(true)
  })

  it('name a long allele by its length', () => {
    expect(alleleText('ACGT')).toBe('ACGT')
    expect(alleleText('A'.repeat(1_000_000))).toBe('AAAAAAAAAAAAAAAAAAAA… (1,000,000 bp)')
  })
})

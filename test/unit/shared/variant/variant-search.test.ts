import { describe, expect, test } from 'vitest'
import { readVariantSearch } from '../../../../shared/variant/variant-search.ts'

describe('a search for a variant', () => {
  test.each([
    'chr7-117559590-ATCT-A',
    'chr7:117559590:ATCT:A',
    'chr7:117,559,590 ATCT>A',
    'chr7 117559590 ATCT/A',
    'chr7:117559590ATCT>A',
    'chr7:117559590 atct a',
  ])('names an allele: %s', (text) => {
    expect(readVariantSearch(text)).toEqual({
      kind: 'allele',
      contig: 'chr7',
      position: 117_559_590,
      ref: 'ATCT',
      alt: 'A',
    })
  })

  test.each([
    ['c.1521_1523del', null, 'c.1521_1523del'],
    ['NM_000492.4:c.1521_1523del', 'NM_000492.4', 'c.1521_1523del'],
    ['NM_000492.4(CFTR):c.1521_1523del', 'NM_000492.4', 'c.1521_1523del'],
    ['CFTR c.1521_1523del', 'CFTR', 'c.1521_1523del'],
    ['HLA-A:c.7G>A', 'HLA-A', 'c.7G>A'],
    ['p.(Phe508del)', null, 'p.Phe508del'],
    ['ENSP00000003084.6:p.Phe508del', 'ENSP00000003084.6', 'p.Phe508del'],
    ['m.3243A>G', null, 'm.3243A>G'],
  ])('is HGVS: %s', (text, reference, change) => {
    expect(readVariantSearch(text)).toEqual({ kind: 'hgvs', reference, change })
  })

  test('is an rs number in whatever case', () => {
    expect(readVariantSearch(' RS113993960 ')).toEqual({ kind: 'id', id: 'rs113993960' })
  })

  test.each(['BRCA1', 'chr7:117559590', 'chr7:117,559,480-117,559,700', '', 'rsx', 'chr1', 'CFTR'])(
    'names none: "%s"',
    (text) => expect(readVariantSearch(text)).toBeNull(),
  )
})

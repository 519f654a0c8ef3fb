import { describe, expect, it, test } from 'vitest'
import type { Contig } from '../../../../shared/genome/region.ts'
import { shortlistIndex } from '../../../../shared/shortlist/shortlist-index.ts'
import type { Shortlist } from '../../../../shared/shortlist/shortlist.ts'
import { fakeShortlist } from '../../../support/fake-shortlist.ts'

const GRCH38: readonly Contig[] = [
  { name: 'chr1', length: 248_956_422 },
  { name: 'chrM', length: 16_569 },
]
const HG19: readonly Contig[] = [
  { name: 'chr1', length: 249_250_621 },
  { name: 'chrM', length: 16_571 },
]

const listOf = (...variants: (readonly [string, number, string, string])[]): Shortlist =>
  fakeShortlist({ variants })

describe('shortlistIndex', () => {
  test.each([
    ['the same alleles', [200, 'CTT', 'C']],
    ['a base of padding before', [199, 'ACTT', 'AC']],
    ['a base of padding behind', [200, 'CTTG', 'CG']],
    ['lower case', [200, 'ctt', 'c']],
  ] as const)('finds a variant that is written with %s', (_, [position, ref, alt]) => {
    const index = shortlistIndex([listOf(['1', position, ref, alt])], GRCH38, 'GRCh38')
    expect(index.of('chr1', 200, 'CTT', 'C')).toHaveLength(1)
    expect(index.of('chr1', 200, 'CTT', 'CT')).toEqual([])
    expect(index.of('chr1', 201, 'CTT', 'C')).toEqual([])
  })

  it('knows contigs by the rules of the case: no chr, and MT for what is rCRS', () => {
    const lists = [listOf(['1', 100, 'A', 'G'], ['MT', 3243, 'A', 'G'])]
    const index = shortlistIndex(lists, GRCH38, 'GRCh38')
    expect(index.of('chr1', 100, 'A', 'G')).toHaveLength(1)
    expect(index.of('chrM', 3243, 'A', 'G')).toHaveLength(1)
    const plain = [
      { name: '1', length: 0 },
      { name: 'MT', length: 0 },
    ]
    expect(shortlistIndex(lists, plain, 'GRCh37').placed).toHaveLength(2)
  })

  it("never takes hg19's chrM for MT", () => {
    const index = shortlistIndex([listOf(['MT', 3243, 'A', 'G'])], HG19, 'GRCh37')
    expect(index.placed).toEqual([])
    expect(index.of('chrM', 3243, 'A', 'G')).toEqual([])
    // Nor one of a build whose chrM is not said to be the one or the other.
    const unsaid = [{ name: 'chrM', length: 0 }]
    expect(shortlistIndex([listOf(['MT', 3243, 'A', 'G'])], unsaid, 'GRCh37').placed).toEqual([])
  })

  it('leaves out what is no change of sequence, and tells the lists that say something of one variant', () => {
    const a = listOf(['1', 100, 'A', 'G'], ['1', 300, 'N', '<DEL>'])
    const b = { ...listOf(['chr1', 100, 'A', 'G']), digest: 'b' }
    const index = shortlistIndex([a, b], GRCH38, 'GRCh38')
    expect(index.placed.map(({ entry }) => entry.position)).toEqual([100, 100])
    expect(index.of('chr1', 300, 'N', '<DEL>')).toEqual([])
    expect(index.of('chr1', 100, 'A', 'G').map(({ shortlist }) => shortlist.digest)).toEqual([a.digest, 'b'])
  })
})

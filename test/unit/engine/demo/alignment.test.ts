import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asAligned, mdAndNm, packCigar, trueAlignment } from '../../../../electron/engine/demo/alignment.ts'
import { indexOf, referenceHaplotype, withEdits } from '../../../../electron/engine/demo/haplotype.ts'
import { formatCigar, queryLength, referenceLength } from '../../../../electron/engine/files/bam/cigar.ts'
import { referenceFromMd } from './md-tag.ts'

const START = 1000
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const haplotypeOf = (text: string): ReturnType<typeof referenceHaplotype> =>
  referenceHaplotype(bytes(text), START)
const cigarOf = (ops: readonly (readonly [number, number])[]): string => formatCigar(packCigar(ops))

const dna = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom('A', 'C', 'G', 'T'), { minLength, maxLength }).map((bases) => bases.join(''))

describe('haplotypes', () => {
  it('apply substitutions, insertions and deletions and keep the way back', () => {
    const haplotype = withEdits(haplotypeOf('ACGTACGTAC'), [
      { start: START + 1, ref: 'C', alt: 'T' },
      { start: START + 3, ref: 'T', alt: 'TGG' },
      { start: START + 5, ref: 'CGT', alt: 'C' },
    ])
    expect(Buffer.from(haplotype.bases).toString()).toBe('ATGTGGACAC')
    expect([...haplotype.positions].map((p) => (p < 0 ? p : p - START))).toEqual([
      0, 1, 2, 3, -1, -1, 4, 5, 8, 9,
    ])
    expect(indexOf(haplotype, START + 4)).toBe(6)
    // A deleted base is found at the first one after it.
    expect(indexOf(haplotype, START + 6)).toBe(8)
  })
})

describe('alignments', () => {
  it('of any stretch of any haplotype give the reference back through CIGAR and MD', () => {
    const property = fc.property(
      dna(120, 200),
      fc.integer({ min: 30, max: 50 }),
      fc.integer({ min: 60, max: 80 }),
      dna(1, 8),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 10, max: 90 }),
      (text, insertAt, deleteAt, inserted, deleted, from, length) => {
        const template = { bases: bytes(text), start: START }
        const haplotype = withEdits(haplotypeOf(text), [
          {
            start: START + insertAt,
            ref: text.slice(insertAt, insertAt + 1),
            alt: text[insertAt] + inserted,
          },
          {
            start: START + deleteAt,
            ref: text.slice(deleteAt, deleteAt + 1 + deleted),
            alt: text.slice(deleteAt, deleteAt + 1),
          },
        ])
        const positions = haplotype.positions.subarray(from, from + length)
        if (positions.every((position) => position === -1)) return
        const read = haplotype.bases.slice(from, from + length)
        for (const alignment of [
          trueAlignment(positions),
          asAligned(trueAlignment(positions), read, template),
        ]) {
          const cigar = packCigar(alignment.ops)
          expect(queryLength(cigar)).toBe(read.length)
          const at = alignment.start - START
          const { md } = mdAndNm(alignment.start, cigar, read, template)
          expect(referenceFromMd(formatCigar(cigar), Buffer.from(read).toString(), md)).toBe(
            text.slice(at, at + referenceLength(cigar)),
          )
        }
      },
    )
    fc.assert(property, { numRuns: 300 })
  })

  const text = 'ACGTTGCAGGATCCTAGCATTACGGATCTACCAAAAAAAAGTCTAGGCTAACGTTCGATCGGATTACCAGTTGCA'
  const template = { bases: bytes(text), start: START }
  const deletion = withEdits(haplotypeOf(text), [{ start: START + 20, ref: 'TACG', alt: 'T' }])

  const read = (haplotype: typeof deletion, from: number, to: number): { start: number; cigar: string } => {
    const alignment = asAligned(
      trueAlignment(haplotype.positions.subarray(from, to)),
      haplotype.bases.slice(from, to),
      template,
    )
    return { start: alignment.start - START, cigar: cigarOf(alignment.ops) }
  }

  it('keep a gap with enough read on both sides', () => {
    expect(read(deletion, 0, 45)).toEqual({ start: 0, cigar: '21M3D24M' })
  })

  it('give up a gap with too little behind it for mismatches or a clip', () => {
    expect(read(deletion, 0, 23).cigar).not.toContain('D')
    expect(read(deletion, 19, 60).cigar).not.toContain('D')
  })

  it('do not see a shortened run that the read does not cross', () => {
    const shorter = withEdits(haplotypeOf(text), [{ start: START + 31, ref: 'CA', alt: 'C' }])
    expect(read(shorter, 0, 37)).toEqual({ start: 0, cigar: '37M' })
    expect(read(shorter, 0, 60).cigar).toBe('32M1D28M')
  })
})

describe('mdAndNm', () => {
  it('writes the specification’s forms', () => {
    // SAMtags: 10A5^AC6 is 10 matches, A in the reference, 5 matches, AC deleted, 6 matches.
    const template = { bases: bytes('CCCCCCCCCCAGGGGGACTTTTTT'), start: 0 }
    const cigar = packCigar([
      [0, 16],
      [2, 2],
      [0, 6],
    ])
    expect(mdAndNm(0, cigar, bytes('CCCCCCCCCCTGGGGGTTTTTT'), template)).toEqual({ md: '10A5^AC6', nm: 3 })
    // A mismatch right after a deletion needs the 0 between them.
    expect(mdAndNm(0, cigar, bytes('CCCCCCCCCCTGGGGGATTTTT'), template).md).toBe('10A5^AC0T5')
  })
})

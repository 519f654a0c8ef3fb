import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseLedger } from '../../../../electron/engine/genome/rebuild-reference.ts'

const rebuilt = (start: number, end: number, segments: readonly { start: number; bases: string }[]) => {
  const ledger = baseLedger(start, end)
  for (const segment of segments) ledger.add(segment)
  return { bases: Buffer.from(ledger.bases()).toString(), settled: ledger.isSettled }
}

describe('baseLedger', () => {
  it('has N where no read says anything, and cuts reads at the window', () => {
    expect(
      rebuilt(10, 20, [
        { start: 8, bases: 'ACGT' },
        { start: 15, bases: 'TTTTTTTT' },
      ]).bases,
    ).toBe('GTNNNTTTTT')
  })

  it('has N where two reads contradict each other, whatever a third says', () => {
    const reads = ['AC', 'AG', 'AC', 'AC', 'AC'].map((bases) => ({ start: 0, bases }))
    expect(rebuilt(0, 2, reads).bases).toBe('AN')
  })

  it('is settled when every base was confirmed, and then wants no more', () => {
    const ledger = baseLedger(0, 4)
    for (let i = 0; i < 3; i++) {
      expect(ledger.wanted(0, 9)).toBe(4)
      ledger.add({ start: 0, bases: 'ACGT' })
    }
    expect([ledger.isSettled, ledger.wanted(0, 4)]).toEqual([true, 0])
  })

  it('gives from true segments the truth or N, in any order', () => {
    const truth = 'ACGTTGCAACGTAGCTAGCATCGATCGTACGATCGT'
    const segment = fc
      .tuple(fc.nat(truth.length - 1), fc.integer({ min: 1, max: 12 }))
      .map(([start, length]) => ({ start, bases: truth.slice(start, start + length) }))
    fc.assert(
      fc.property(fc.array(segment), fc.array(segment), (some, more) => {
        const { bases } = rebuilt(0, truth.length, [...some, ...more])
        expect(bases).toBe(rebuilt(0, truth.length, [...more, ...some]).bases)
        const covered = new Set([...some, ...more].flatMap((s) => Array.from(s.bases, (_, i) => s.start + i)))
        expect(bases).toBe(truth.replace(/./g, (base, i: number) => (covered.has(i) ? base : 'N')))
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Atoms, atomsOf, cutIntoAtoms } from '../../../../../electron/engine/quality/coverage/atoms.ts'
import { bedTargets } from '../../../../../electron/engine/quality/coverage/bed-targets.ts'
import { intoParts, planFetches } from '../../../../../electron/engine/quality/coverage/fetches.ts'
import { contigAlias } from '../../../../../shared/genome/contig-alias.ts'

const contigs = [
  { name: 'a', length: 2_000_000 },
  { name: 'b', length: 300_000 },
]
const names = contigs.map(({ name }) => name)

type Given = readonly { readonly contig: string; readonly start: number; readonly end: number }[]

function targetsOf(given: Given) {
  const intervals = given.map((interval) => ({ ...interval, name: 'g' }))
  const alias = contigAlias(contigs, contigs, 'unknown')
  return bedTargets(intervals, { source: 'x', alias, contigs })
}

const interval = fc
  .tuple(
    fc.constantFrom(...names),
    fc.nat(290_000),
    fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(200_000)),
  )
  .map(([contig, start, length]) => {
    return { contig, start, end: contig === 'b' ? Math.min(300_000, start + length) : start + length }
  })
const given = fc.array(interval, { minLength: 1, maxLength: 25 })

const places = ({ start, end, first, contigs: of }: Atoms) =>
  of.flatMap((contig, c) =>
    Array.from({ length: (first[c + 1] ?? 0) - (first[c] ?? 0) }, (_, i) => {
      const atom = (first[c] ?? 0) + i
      return { contig, start: start[atom] ?? 0, end: end[atom] ?? 0 }
    }),
  )

test('atoms are sorted, share no base, and every interval is a run of them', () => {
  fc.assert(
    fc.property(given, (intervals) => {
      const targets = targetsOf(intervals)
      const atoms = cutIntoAtoms(targets, names)
      const all = places(atoms)
      for (const [i, atom] of all.entries()) {
        expect(atom.end).toBeGreaterThan(atom.start)
        expect(atom.end - atom.start).toBeLessThanOrEqual(1 << 16)
        const before = all[i - 1]
        const isBeside = before?.contig === atom.contig
        expect(atom.start).toBeGreaterThanOrEqual(isBeside ? before.end : 0)
      }
      for (const { contig, start, end } of intervals) {
        const [from, to] = atomsOf(atoms, names.indexOf(contig), start, end)
        const run = all.slice(from, to)
        expect(run[0]?.start).toBe(start)
        expect(run.at(-1)?.end).toBe(end)
        expect(run.slice(1).map((atom) => atom.start)).toEqual(run.slice(0, -1).map((atom) => atom.end))
      }
      const isWanted = (contig: string, start: number, end: number): boolean =>
        intervals.some((one) => one.contig === contig && one.start <= start && one.end >= end)
      for (const { contig, start, end } of all) expect(isWanted(contig, start, end)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('fetches have every atom once, in order, and are cut into parts in order', () => {
  fc.assert(
    fc.property(given, fc.integer({ min: 1, max: 1_000_000 }), (intervals, size) => {
      const atoms = cutIntoAtoms(targetsOf(intervals), names)
      const fetches = planFetches(atoms)
      const seen = fetches.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))
      expect(seen).toEqual(Array.from(atoms.start, (_, i) => i))
      for (const { contig, from, to } of fetches) {
        expect(from).toBeGreaterThanOrEqual(atoms.first[contig] ?? 0)
        expect(to).toBeLessThanOrEqual(atoms.first[contig + 1] ?? 0)
        expect((atoms.end[to - 1] ?? 0) - (atoms.start[from] ?? 0)).toBeLessThanOrEqual(1 << 18)
      }
      expect(intoParts(fetches, atoms, size).flat()).toEqual(fetches)
    }),
    { numRuns: 100 },
  )
})

test('exons in one window of the index, or just before the next, are one fetch', () => {
  const of = (...starts: number[]): number => {
    const intervals = starts.map((start) => ({ contig: 'a', start, end: start + 100 }))
    return planFetches(cutIntoAtoms(targetsOf(intervals), names)).length
  }
  expect(of(100, 16_000)).toBe(1)
  expect(of(15_000, 32_000)).toBe(1)
  // The index leads to 16,384: 10 kb further on than the first ends.
  expect(of(6000, 17_000)).toBe(2)
  expect(of(100, 60_000)).toBe(2)
})

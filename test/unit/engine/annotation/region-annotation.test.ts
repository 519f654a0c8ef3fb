import fc from 'fast-check'
import { expect, it } from 'vitest'
import { annotateRegions } from '../../../../electron/engine/annotation/region-annotation.ts'
import { buildRegionTable, rowsOverlapping } from '../../../../electron/engine/regions/region-table.ts'

const annotated = {
  contigs: ['chr1', 'chr2', 'chr3'].map((name) => ({ name, length: 1000 })),
  build: 'unknown' as const,
}
const stretch = (most: number) =>
  fc.record({
    contig: fc.constantFrom('1', '2'),
    start: fc.nat(60),
    length: fc.oneof(fc.nat(6), fc.nat(most)),
  })

it('finds for every extent, in whatever order, what a search for it finds', () => {
  fc.assert(
    fc.property(
      fc.array(stretch(60), { maxLength: 20, size: 'max' }),
      fc.array(stretch(30), { maxLength: 20, size: 'max' }),
      fc.boolean(),
      (rows, asked, sorted) => {
        const table = buildRegionTable(
          rows.map(({ contig, start, length }) => ({
            contig,
            start,
            end: start + length,
            name: null,
            strand: null,
          })),
        )
        const order = sorted ? asked.toSorted((a, b) => a.start - b.start) : asked
        // The case has other names, and a contig the BED lacks.
        const lists = ['chr2', 'chr3', 'chr1'].map((contig) => {
          const own = order.filter((a) => `chr${a.contig}` === contig)
          return {
            contig,
            starts: Int32Array.from(own, (a) => a.start),
            ends: Int32Array.from(own, (a) => a.start + a.length),
          }
        })
        const found = annotateRegions(table, lists, annotated)
        lists.forEach(({ contig, starts, ends }, c) => {
          const { first, rows: all } = found[c] ?? { first: [], rows: new Uint32Array() }
          expect(first).toHaveLength(starts.length + 1)
          starts.forEach((start, i) => {
            const slow = rowsOverlapping(table, contig.replace('chr', ''), start, ends[i] ?? 0)
            expect([...all.subarray(first[i], first[i + 1])]).toEqual(slow)
          })
        })
      },
    ),
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type TableRow,
  buildRegionTable,
  rowAt,
  rowsOverlapping,
} from '../../../../electron/engine/regions/region-table.ts'

const row = fc.record({
  contig: fc.constantFrom('chr1', 'chr2', 'chrM'),
  start: fc.nat(200),
  length: fc.nat(80),
  name: fc.constantFrom('exon', null),
  strand: fc.constantFrom('+' as const, '-' as const, null),
})
const rows = fc
  .array(row, { maxLength: 40 })
  .map((all) => all.map(({ length, ...rest }): TableRow => ({ ...rest, end: rest.start + length })))

it('finds what a search through all rows finds', () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom('chr1', 'chr2', 'chrX'),
      fc.nat(250),
      fc.nat(60),
      (all, contig, start, width) => {
        const table = buildRegionTable(all)
        const end = start + width
        const slow = all
          .filter((r) => r.contig === contig && r.start < end && r.end > start)
          .map(({ start: from, end: to, name, strand }) => JSON.stringify([from, to, name, strand]))
        const found = rowsOverlapping(table, contig, start, end).map((i) => {
          const { start: from, end: to, name, strand } = rowAt(table, i)
          return JSON.stringify([from, to, name, strand])
        })
        expect(found.toSorted()).toEqual(slow.toSorted())
      },
    ),
  )
})

it('gives rows in the order of their starts', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const table = buildRegionTable(all)
      const starts = rowsOverlapping(table, 'chr1', 0, 1000).map((i) => rowAt(table, i).start)
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    }),
  )
})

import { expect, test } from 'vitest'
import { parseBedLine } from '../../../../../electron/engine/files/text/bed.ts'

test.each([
  ['chr1\t0\t100', { contig: 'chr1', start: 0, end: 100, name: null, score: null, strand: null }],
  ['chr1 5 5', { contig: 'chr1', start: 5, end: 5, name: null, score: null, strand: null }],
  [
    '1\t5\t9\texon 2\t960\t-\t5\t9',
    { contig: '1', start: 5, end: 9, name: 'exon 2', score: 960, strand: '-' },
  ],
  ['1\t5\t9\t.\t.\t.', { contig: '1', start: 5, end: 9, name: null, score: null, strand: null }],
])('%j', (line, expected) => expect(parseBedLine(line, 'a.bed', 1)).toEqual(expected))

test.each(['', '#c', 'track name="x"', 'browser position 1:1-2'])('%j holds no interval', (line) =>
  expect(parseBedLine(line, 'a.bed', 1)).toBeNull(),
)

test.each(['chr1\t5', 'chr1\tx\t9', 'chr1\t9\t5', '\t1\t2', 'chr1\t-1\t5'])(
  '%j is refused with its line',
  (line) => expect(() => parseBedLine(line, 'a.bed', 7)).toThrow(/text\/bad-line.*"line":7/),
)

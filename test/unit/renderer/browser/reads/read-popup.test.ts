import { expect, test } from 'vitest'
import { readPopup } from '../../../../../renderer/browser/reads/read-popup.ts'
import type { ReadDetail } from '../../../../../shared/reads/read-detail.ts'

const HOSTILE = '<img src=x onerror="alert(1)">\'&'

const read = (change: Partial<ReadDetail> = {}): ReadDetail => ({
  name: 'r1',
  flag: 99,
  flags: ['paired', 'proper pair', 'mate reverse strand', 'first in pair'],
  contig: 'chr1',
  start: 99,
  end: 249,
  mapq: 60,
  cigar: '150M',
  mateContig: 'chr2',
  mateStart: 499,
  templateLength: 0,
  sequence: 'ACGT',
  qualities: [37, 37, 37, 37],
  tags: [],
  supplementary: [],
  sam: 'r1\t99\tchr1\t100',
  ...change,
})

const text = (popup: ReturnType<typeof readPopup>): string =>
  popup.items
    .map((item) =>
      typeof item === 'string' ? item : 'html' in item ? item.html : `${item.name} ${item.value}`,
    )
    .join('\n')

test('nothing of a file becomes an element or an attribute', () => {
  const html = text(
    readPopup(
      read({
        name: HOSTILE,
        contig: HOSTILE,
        mateContig: HOSTILE,
        cigar: HOSTILE,
        tags: [{ name: HOSTILE, type: 'Z', value: HOSTILE }],
        supplementary: [{ contig: HOSTILE, start: 5, strand: '-', cigar: HOSTILE, mapq: 1, nm: 0 }],
      }),
      HOSTILE,
    ),
  )
  expect(html).not.toContain('<img')
  const tags = html.match(/<[^>]*>/g) ?? []
  expect(
    tags.filter(
      (tag) =>
        !/^<(\/?(div|button|hr)|div class="[a-z-]+"|button type="button" data-read-action="\d+")>$/.test(tag),
    ),
  ).toEqual([])
})

test('each button does what it says: copy, mate, the other parts of a split read', () => {
  const popup = readPopup(
    read({ supplementary: [{ contig: 'chr9', start: 10, strand: '+', cigar: '50M100S', mapq: 60, nm: 0 }] }),
    'A',
  )
  const mate = { contig: 'chr2', position: 499 }
  expect(popup.actions).toEqual([
    { kind: 'copy', text: 'r1\t99\tchr1\t100' },
    { kind: 'go', ...mate },
    { kind: 'split', ...mate },
    { kind: 'split', contig: 'chr9', position: 10 },
  ])
  expect(
    [...text(popup).matchAll(/data-read-action="(\d)">([^<]*)</g)].map(([, at, words]) => [at, words]),
  ).toEqual([
    ['0', 'Copy as SAM'],
    ['1', 'Go to mate'],
    ['2', 'View mate in split screen'],
    ['3', 'View chr9:11 in split screen'],
  ])
})

test('positions are 1-based, and a read without a mate has no button for it', () => {
  const popup = readPopup(read({ mateContig: null, mateStart: null }), 'A')
  expect(text(popup)).toContain('Aligned chr1:100–249 (+)')
  expect(popup.actions).toHaveLength(1)
})

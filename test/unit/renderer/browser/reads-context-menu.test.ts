import { expect, test } from 'vitest'
import type { ReadAction } from '../../../../renderer/browser/reads/read-popup.ts'
import { readsContextMenu } from '../../../../renderer/browser/tracks/reads-context-menu.ts'
import { makeSlab } from '../../../support/make-slab.ts'

/** What the items with these words do, pressed one after the other; `contig` as a file may name it. */
function press(words: RegExp, contig = 'chr1', mateContig = 1): { labels: string[]; done: ReadAction[] } {
  const done: ReadAction[] = []
  const slab = makeSlab({ start: 0, end: 500 }, [{ start: 100, end: 200, mateContig, mateStart: 4999 }])
  const items = readsContextMenu({
    contig,
    position: 149,
    file: 'f1',
    read: { slab, index: 0 },
    perform: (action) => done.push(action),
    copy: () => done.push({ kind: 'copy', text: 'whole' }),
  })
  const labels = items.map((item) => (typeof item === 'string' ? item : String(item.label)))
  for (const item of items) if (typeof item !== 'string' && words.test(String(item.label))) item.click?.()
  return { labels, done }
}

const HERE = { contig: 'chr1', position: 149 }

test('sorts and groups where it was opened', () => {
  expect(press(/base$|strand$/).done).toEqual([
    { kind: 'sort', ...HERE, by: 'base' },
    { kind: 'sort', ...HERE, by: 'strand' },
  ])
  expect(press(/group/i).done).toEqual([
    { kind: 'group', ...HERE, by: 'base' },
    { kind: 'group', ...HERE, by: 'none' },
  ])
  expect(press(/^$/).labels[0]).toBe('<b>Sort reads at chr1:150 by</b>')
})

test('goes to the mate of the read it was opened on, or shows it beside', () => {
  expect(press(/mate/).done).toEqual([
    { kind: 'go', contig: 'chr2', position: 4999 },
    { kind: 'split', contig: 'chr2', position: 4999 },
  ])
  expect(press(/mate/, 'chr1', -1).done).toEqual([])
  expect(press(/Copy/).done).toEqual([{ kind: 'copy', text: 'whole' }])
  expect(press(/classic/).done).toEqual([{ kind: 'classic', file: 'f1', classic: true }])
})

test('escapes names of contigs: igv.js puts words into HTML as they are', () => {
  expect(press(/^$/, '<img src=x>').labels.join()).not.toContain('<img')
})

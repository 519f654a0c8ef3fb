import type { IgvPopupItem } from 'igv/dist/igv.esm.js'
import type { ReadDetail } from '../../../shared/reads/read-detail.ts'
import { escapeHtml } from '../escape-html.ts'
import { type PopupLine, popupItems } from '../popup.ts'
import type { ReadOptions } from './options.ts'
import { number } from './words.ts'

type Place = {
  readonly contig: string
  /** 0-based */
  readonly position: number
}

/** What a button of the popup or an item of the context menu does. `split` shows the place beside what is shown. */
export type ReadAction =
  | { readonly kind: 'copy'; readonly text: string | Promise<string> }
  | ({ readonly kind: 'go' | 'split' } & Place)
  | ({ readonly kind: 'sort'; readonly by: ReadOptions['sortBy'] } & Place)
  | ({ readonly kind: 'group'; readonly by: ReadOptions['groupBy'] } & Place)
  | { readonly kind: 'classic'; readonly file: string; readonly classic: boolean }

export type ReadPopup = {
  readonly items: readonly IgvPopupItem[]
  /** By the number in each button's `data-read-action`. */
  readonly actions: readonly ReadAction[]
}

/** More tags are only in what is copied. */
const TAGS_MOST = 24
const PARTS_MOST = 4

const place = (contig: string, start: number): string => `${contig}:${number(start + 1)}`

/** The whole record of a clicked read; `base` is what it shows where it was clicked. */
export function readPopup(read: ReadDetail, base: string): ReadPopup {
  const actions: ReadAction[] = [{ kind: 'copy', text: read.sam }]
  const buttons = [button(0, 'Copy as SAM')]
  const offer = (words: string, action: ReadAction): void => {
    buttons.push(button(actions.length, words))
    actions.push(action)
  }
  if (read.mateContig !== null && read.mateStart !== null) {
    const to = { contig: read.mateContig, position: read.mateStart }
    offer('Go to mate', { kind: 'go', ...to })
    offer('View mate in split screen', { kind: 'split', ...to })
  }
  const parts = read.supplementary.slice(0, PARTS_MOST)
  for (const { contig, start: position } of parts)
    offer(`View ${place(contig, position)} in split screen`, { kind: 'split', contig, position })

  const about: PopupLine[] = [
    ['Read', read.name],
    ['Here', base],
    [
      'Aligned',
      read.contig === null || read.start === null || read.end === null
        ? 'nowhere'
        : `${place(read.contig, read.start)}–${number(read.end)} (${(read.flag & 0x10) === 0 ? '+' : '−'})`,
    ],
    ['CIGAR', read.cigar],
    ['Mapping quality', read.mapq === 255 ? 'not known' : String(read.mapq)],
    ['Flags', `${read.flag}: ${read.flags.join(', ')}`],
  ]
  const mate: PopupLine[] =
    read.mateContig === null || read.mateStart === null
      ? []
      : [
          ['Mate', `${place(read.mateContig, read.mateStart)} (${(read.flag & 0x20) === 0 ? '+' : '−'})`],
          ['Template length', `${number(read.templateLength)} bp`],
        ]
  const split = parts.map(({ contig, start, strand, cigar, mapq }): PopupLine => [
    'Other part',
    `${place(contig, start)} (${strand === '+' ? '+' : '−'}) ${cigar}, MAPQ ${mapq}`,
  ])
  const tags = read.tags
    .slice(0, TAGS_MOST)
    .map(({ name, value }): PopupLine => [name, Array.isArray(value) ? value.join(', ') : String(value)])
  const more = read.tags.length - tags.length
  if (more > 0) tags.push(['Tags', `${more} more in what Copy as SAM copies`])
  return {
    actions,
    items: [
      { html: `<div class="casement-read-actions">${buttons.join('')}</div>` },
      ...popupItems(about, mate, split, tags),
    ],
  }
}

const button = (action: number, words: string): string =>
  `<button type="button" data-read-action="${action}">${escapeHtml(words)}</button>`

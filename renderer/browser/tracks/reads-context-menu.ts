import type { IgvMenuItem } from 'igv/dist/igv.esm.js'
import type { ReadSlab } from '../../../shared/reads/read-slab.ts'
import { escapeHtml } from '../escape-html.ts'
import type { ReadOptions } from '../reads/options.ts'
import type { ReadAction } from '../reads/read-popup.ts'
import { number } from '../reads/words.ts'

export type MenuPlace = {
  readonly contig: string
  /** 0-based */
  readonly position: number
  readonly file: string
  /** The read under the pointer. */
  readonly read: { readonly slab: ReadSlab; readonly index: number } | null
  readonly perform: (action: ReadAction) => void
  /** Copies the whole record of the read. */
  readonly copy: () => void
}

/** IGV's names. */
const SORTS: readonly (readonly [ReadOptions['sortBy'], string])[] = [
  ['base', 'base'],
  ['strand', 'read strand'],
  ['start', 'start location'],
  ['tlen', 'insert size'],
  ['mapq', 'mapping quality'],
]

/** What a press of the right button offers: all of it has to do with the place or the read it was pressed on. */
export function readsContextMenu({ contig, position, file, read, perform, copy }: MenuPlace): IgvMenuItem[] {
  const at = { contig, position }
  const here = `${escapeHtml(contig)}:${number(position + 1)}`
  const items: IgvMenuItem[] = [
    `<b>Sort reads at ${here} by</b>`,
    ...SORTS.map(([by, name]) => ({
      label: `\u00a0 ${name}`,
      click: () => perform({ kind: 'sort', ...at, by }),
    })),
    {
      label: `Group reads by their base at ${here}`,
      click: () => perform({ kind: 'group', ...at, by: 'base' }),
    },
    { label: 'Do not group reads', click: () => perform({ kind: 'group', ...at, by: 'none' }) },
  ]
  if (read) {
    items.push('<hr/>', { label: 'Copy read as SAM', click: copy })
    const { slab, index } = read
    const mate = slab.meta.contigs[slab.mateContig[index] ?? -1]
    const mateStart = slab.mateStart[index] ?? -1
    if (mate !== undefined && mateStart >= 0) {
      const to = { contig: mate, position: mateStart }
      items.push(
        { label: 'Go to mate', click: () => perform({ kind: 'go', ...to }) },
        { label: 'View mate in split screen', click: () => perform({ kind: 'split', ...to }) },
      )
    }
  }
  items.push('<hr/>', {
    label: 'Draw this track as igv.js does (IGV classic)',
    click: () => perform({ kind: 'classic', file, classic: true }),
  })
  return items
}

import { GAP, type ReadSlab, TRAIT } from '../../../shared/reads/read-slab.ts'
import type { BaseColourTable } from '../base-colours.ts'
import type { Palette, ThemeName } from '../theme.ts'
import type { DrawList } from './draw-list.ts'
import type { Layout } from './layout.ts'
import type { ReadOptions } from './options.ts'
import { type InsertLimits, isReverse, readColours, shaded } from './read-colours.ts'

export type ReadsLook = {
  readonly options: ReadOptions
  readonly palette: Palette
  readonly theme: ThemeName
  readonly bases: BaseColourTable
  readonly limits: InsertLimits
}

/** The piece of the canvas that is drawn, px, and how it lies over the contig. */
export type Sight = {
  /** Position at x = 0 of the canvas, and bp per px. */
  readonly bpStart: number
  readonly bpPerPixel: number
  readonly left: number
  readonly right: number
  /** Where rows begin and end to be seen; rows above and below are scrolled away. */
  readonly top: number
  readonly bottom: number
  /** Height of a row with its gap, and how far the rows are scrolled, px. */
  readonly rowHeight: number
  readonly scroll: number
}

/** Room above a group for its name, px. */
export const GROUP_GAP = 14

/** Top of a row in the content, px: groups with names are set apart. */
export function rowTops(layout: Layout, rowHeight: number): { top: Float64Array; height: number } {
  const top = new Float64Array(layout.rows)
  let y = 0
  for (const { label, firstRow, rows } of layout.groups) {
    if (label !== '') y += GROUP_GAP
    for (let r = firstRow; r < firstRow + rows; r++) {
      top[r] = y
      y += rowHeight
    }
  }
  return { top, height: y }
}

/** Height of the read itself in a row. */
export const readHeight = (rowHeight: number): number => (rowHeight > 5 ? rowHeight - 2 : rowHeight - 1)

/** Puts the reads in sight on the list. */
export function listReads(
  list: DrawList,
  slab: ReadSlab,
  layout: Layout,
  sight: Sight,
  look: ReadsLook,
): void {
  const { top: tops } = rowTops(layout, sight.rowHeight)
  const height = readHeight(sight.rowHeight)
  const drawer = createDrawer(list, slab, sight, look, height)
  const from = sight.bpStart + sight.left * sight.bpPerPixel
  const to = sight.bpStart + sight.right * sight.bpPerPixel
  for (const { label, firstRow, rows } of layout.groups) {
    if (label === '' || rows === 0) continue
    const y = sight.top + (tops[firstRow] ?? 0) - sight.scroll - 4
    if (y < sight.top + 8 || y > sight.bottom) continue
    const { palette } = look
    list.under.add(list.colour(palette.line), sight.left, y - 9, sight.right - sight.left, 1)
  }
  for (let r = 0; r < layout.rows; r++) {
    const y = Math.round(sight.top + (tops[r] ?? 0) - sight.scroll)
    if (y + height <= sight.top || y >= sight.bottom) continue
    drawer.row()
    for (let at = layout.rowAt[r] ?? 0; at < (layout.rowAt[r + 1] ?? 0); at++) {
      const i = layout.inRow[at] ?? 0
      if ((slab.clippedEnd[i] ?? 0) < from) {
        drawer.connector(i, y, from)
        continue
      }
      if ((slab.clippedStart[i] ?? 0) > to) break
      drawer.read(i, y)
    }
  }
}

type Drawer = {
  row(): void
  read(i: number, y: number): void
  connector(i: number, y: number, from: number): void
}

function createDrawer(list: DrawList, slab: ReadSlab, sight: Sight, look: ReadsLook, height: number): Drawer {
  const { options, palette, theme, bases, limits } = look
  const { bpStart, bpPerPixel, left, right } = sight
  const colourOf = readColours(slab, options.colourBy, theme, limits)
  const x = (position: number): number => (position - bpStart) / bpPerPixel
  const ground = list.colour(palette.ground)
  const edge = list.colour(palette.ink2)
  const splitColour = list.colour(palette.accent)
  const head = height >= 5 ? Math.min(height / 2, 100 / bpPerPixel / 6, 6) : 0
  const letters = bpPerPixel <= 0.125 && height >= 8
  const baseColours = new Map<number, string>()
  for (const [base, colour] of Object.entries(bases)) baseColours.set(base.charCodeAt(0), colour)
  /** The last px column of the row with a body, and with a mark: no more is put where nothing more can be seen. */
  let lastBody = -1
  let lastMark = -1

  const block = (colour: number, from: number, to: number, y: number): void => {
    const a = Math.max(from, left - 2)
    const b = Math.min(to, right + 2)
    if (b < a) return
    const end = Math.max(b, a + 1)
    if (end - lastBody < 1) return
    list.bodies.add(colour, a, y, end - a, height)
    lastBody = end
  }

  const base = (position: number, letter: number, quality: number, y: number): void => {
    const at = x(position)
    const width = 1 / bpPerPixel
    if (at + width < left || at > right) return
    const hue = baseColours.get(letter) ?? bases.N
    const colour = list.colour(options.shadeBaseQuality && quality !== 255 ? shaded(hue, quality) : hue)
    if (width < 1) {
      const column = Math.floor(at)
      if (column === lastMark) return
      lastMark = column
      list.marks.add(colour, column, y, 1, height)
    } else if (letters)
      list.letters.add(
        colour,
        at + width / 2,
        y + height - Math.max(1, (height - 9) / 2),
        Math.min(11, height),
        letter,
      )
    else list.marks.add(colour, at, y, width, height)
  }

  const gaps = (i: number, y: number): void => {
    for (let at = slab.gapAt[i] ?? 0; at < (slab.gapAt[i + 1] ?? 0); at++) {
      const from = x(slab.gapStart[at] ?? 0)
      const to = x(slab.gapEnd[at] ?? 0)
      if (to < left || from > right || to - from < 0.3) continue
      const deletion = slab.gapKind[at] === GAP.deletion
      const thick = deletion && height >= 5 ? 2 : 1
      const colour = list.colour(deletion ? palette.deletion : palette.skipped)
      const a = Math.max(from, left - 2)
      const b = Math.min(to, right + 2)
      list.marks.add(colour, a, Math.round(y + (height - thick) / 2), Math.max(1, b - a), thick)
      const length = (slab.gapEnd[at] ?? 0) - (slab.gapStart[at] ?? 0)
      if (deletion && height >= 8 && length > 1) writeLength(length, (a + b) / 2, y, b - a)
    }
  }

  const writeLength = (length: number, middle: number, y: number, room: number): void => {
    const text = length.toLocaleString('en-GB')
    if (room < text.length * 6 + 6) return
    list.text({
      text,
      x: middle,
      y: y + height - Math.max(1, (height - 9) / 2),
      colour: palette.ink,
      size: 10,
      align: 'center',
      plate: palette.ground,
    })
  }

  const insertions = (i: number, y: number): void => {
    const colour = list.colour(palette.insertion)
    for (let at = slab.insertionAt[i] ?? 0; at < (slab.insertionAt[i + 1] ?? 0); at++) {
      const middle = x(slab.insertionPosition[at] ?? 0)
      if (middle < left - 10 || middle > right + 10) continue
      const length = slab.insertionLength[at] ?? 0
      const text = String(length)
      const wide = length > 1 && height >= 8 && bpPerPixel < 0.5 ? text.length * 6 + 2 : 2
      if (bpPerPixel > 1 && Math.floor(middle) === lastMark) continue
      lastMark = Math.floor(middle)
      list.marks.add(colour, middle - wide / 2, y, wide, height)
      if (height >= 6) {
        list.marks.add(colour, middle - wide / 2 - 2, y, wide + 4, 1)
        list.marks.add(colour, middle - wide / 2 - 2, y + height - 1, wide + 4, 1)
      }
      if (wide > 2)
        list.text({
          text,
          x: middle,
          y: y + height - Math.max(1, (height - 9) / 2),
          colour: palette.ground,
          size: 10,
          align: 'center',
        })
    }
  }

  const clips = (i: number, y: number): void => {
    let at = slab.clipBasesAt[i] ?? 0
    const sides = [
      [slab.clippedStart[i] ?? 0, slab.start[i] ?? 0],
      [slab.end[i] ?? 0, slab.clippedEnd[i] ?? 0],
    ] as const
    for (const [from, to] of sides) {
      if (to > from) {
        const a = Math.max(x(from), left - 2)
        const b = Math.min(x(to), right + 2)
        if (b > a) list.outlines.add(edge, a, y, Math.max(2, b - a), height)
      }
      for (let position = from; position < to; position++, at++)
        base(position, slab.clipBases[at] ?? 78, 255, y)
    }
  }

  const body = (i: number, y: number): void => {
    const start = slab.start[i] ?? 0
    const end = slab.end[i] ?? 0
    const hollow = slab.mapq[i] === 0
    const css = colourOf(i)
    const colour = hollow
      ? height < 5
        ? list.colour(css.startsWith('#') ? `${css}66` : css)
        : ground
      : list.colour(css)
    let from = start
    for (let at = slab.gapAt[i] ?? 0; at < (slab.gapAt[i + 1] ?? 0); at++) {
      block(colour, x(from), x(slab.gapStart[at] ?? 0), y)
      from = slab.gapEnd[at] ?? 0
    }
    block(colour, x(from), x(end), y)
    const reverse = isReverse(slab, i)
    const tip = x(reverse ? start : end)
    if (!hollow && head > 1 && tip > left - 8 && tip < right + 8)
      list.heads.add(colour, tip, y, reverse ? -head : head, height)
    if (hollow && height >= 5) {
      const a = Math.max(x(start), left - 2)
      const b = Math.min(x(end), right + 2)
      if (b > a) list.outlines.add(list.colour(css), a, y, Math.max(2, b - a), height)
    }
  }

  return {
    row() {
      lastBody = -Infinity
      lastMark = -Infinity
    },
    connector(i, y, from) {
      const mate = slab.mate[i] ?? -1
      if (!options.viewAsPairs || mate <= i || (slab.start[mate] ?? 0) < from) return
      this.read(i, y)
    },
    read(i, y) {
      const mate = slab.mate[i] ?? -1
      if (options.viewAsPairs && mate > i) {
        const a = Math.max(x(slab.end[i] ?? 0), left - 2)
        const b = Math.min(x(slab.start[mate] ?? 0), right + 2)
        if (b > a) list.under.add(list.colour(colourOf(i)), a, Math.floor(y + (height - 1) / 2), b - a, 1)
      }
      body(i, y)
      gaps(i, y)
      if (options.showMismatches)
        for (let at = slab.mismatchAt[i] ?? 0; at < (slab.mismatchAt[i + 1] ?? 0); at++)
          base(
            slab.mismatchPosition[at] ?? 0,
            slab.mismatchBase[at] ?? 78,
            slab.mismatchQuality[at] ?? 255,
            y,
          )
      if (options.showSoftClips) clips(i, y)
      insertions(i, y)
      if (((slab.traits[i] ?? 0) & TRAIT.split) !== 0) {
        // Where the rest of it lies elsewhere: the clipped end.
        const clippedLeft = (slab.clippedStart[i] ?? 0) < (slab.start[i] ?? 0)
        const at = x(clippedLeft ? (slab.start[i] ?? 0) : (slab.end[i] ?? 0)) - (clippedLeft ? 0 : 2)
        if (at > left - 2 && at < right + 2) list.marks.add(splitColour, at, y, 2, height)
      }
    },
  }
}

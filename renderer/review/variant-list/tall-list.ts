/**
 * Lists taller than a browser can draw. An element may be some 33 million px high (Chromium counts in 64ths of a px in 32
 * bits) and is placed exactly up to 16.7 (a compositor calculates in 32-bit floats); 5 million lines of 28 px are 140
 * million. The body is then drawn at most {@link DRAWN_LIMIT} px high. Dragging the scroll bar goes through the list in
 * proportion, while everything that moves less (the wheel, a finger, keys) moves the lines by as many px, and no line is
 * drawn anew for it. Where the scroll bar belongs then, it is put when the scrolling has ended.
 */
export type TallList = {
  readonly lines: number
  /** px */
  readonly lineHeight: number
  /** What is seen of the lines, px. */
  readonly view: number
}

/** px */
export const DRAWN_LIMIT = 15_000_000

/** The first px that is seen: `top` of the list as it really is, `scrollTop` of what is drawn of it. Whole numbers. */
export type Position = { readonly top: number; readonly scrollTop: number }

export const START: Position = { top: 0, scrollTop: 0 }

const heightOf = ({ lines, lineHeight }: TallList): number => lines * lineHeight

/** Height of the body, px. */
export const drawnHeight = (list: TallList): number => Math.min(DRAWN_LIMIT, heightOf(list))

/** Whether lines and px of the scroll bar do not go together. */
const isScaled = (list: TallList): boolean => heightOf(list) > DRAWN_LIMIT

const lastTop = (list: TallList): number => Math.max(0, heightOf(list) - list.view)
const lastScrollTop = (list: TallList): number => Math.max(0, drawnHeight(list) - list.view)
const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value))

/**
 * The first and the last px of a list too tall to be drawn go with the scroll bar one to one, so that whatever scrolls by px
 * ends where the list ends. They are less than a hundredth of the scroll bar.
 */
const EDGE = 100_000

/** Where `top` belongs on the scroll bar: as it is at either end, in proportion between. */
function barOf(list: TallList, top: number): number {
  const last = lastTop(list)
  const end = lastScrollTop(list)
  if (top <= EDGE) return top
  if (top >= last - EDGE) return end - (last - top)
  return Math.round(EDGE + ((top - EDGE) / (last - 2 * EDGE)) * (end - 2 * EDGE))
}

/** The other way round: what the scroll bar means. */
function topOfBar(list: TallList, scrollTop: number): number {
  const last = lastTop(list)
  const end = lastScrollTop(list)
  if (scrollTop <= EDGE) return scrollTop
  if (scrollTop >= end - EDGE) return last - (end - scrollTop)
  return Math.round(EDGE + ((scrollTop - EDGE) / (end - 2 * EDGE)) * (last - 2 * EDGE))
}

/** Where the list is with `top` at the top: the scroll bar stands where it belongs. */
export function movedTo(list: TallList, top: number): Position {
  const whole = Math.round(between(0, top, lastTop(list)))
  return { top: whole, scrollTop: isScaled(list) ? barOf(list, whole) : whole }
}

/**
 * What is less than dragging the scroll bar by a quarter of a px, px: it moves the lines by as many. A wheel that is turned
 * fast moves by more than a screen from one picture to the next.
 */
const nearBy = ({ view }: TallList): number => Math.max(view, DRAWN_LIMIT / Math.max(1, 4 * view))

/** Whether the scroll bar stands where it does not belong, and so near its end that scrolling on would miss lines. */
function isAstray(list: TallList, { top, scrollTop }: Position): boolean {
  const nearEnd = Math.min(scrollTop, lastScrollTop(list) - scrollTop) < EDGE / 2
  return nearEnd && barOf(list, top) !== scrollTop
}

/**
 * Where the list is with `top` at the top after a small move: lines stay where they are drawn, and the scroll bar may come to
 * stand a little beside where it belongs, until {@link movedTo} puts it there.
 */
function steppedTo(list: TallList, at: Position, top: number): Position {
  const by = top - at.top
  const next = { top, scrollTop: at.scrollTop + by }
  return isScaled(list) && Math.abs(by) <= nearBy(list) && !isAstray(list, next) ? next : movedTo(list, top)
}

/** Where the list is after the browser scrolled to `scrollTop`; the scroll bar is to be moved where that differs. */
export function scrolledTo(list: TallList, at: Position, scrollTop: number): Position {
  if (!isScaled(list)) return { top: scrollTop, scrollTop }
  const by = scrollTop - at.scrollTop
  if (Math.abs(by) > nearBy(list)) return { top: topOfBar(list, scrollTop), scrollTop }
  return steppedTo(list, at, between(0, at.top + by, lastTop(list)))
}

/** Where a line is drawn in the body, px. */
export const drawnAt = ({ lineHeight }: TallList, at: Position, line: number): number =>
  line * lineHeight - at.top + at.scrollTop

/** The lines that are seen, and `more` on either side; `last` is before `first` when there are none. */
export function linesInSight(
  { lines, lineHeight, view }: TallList,
  { top }: Position,
  more: number,
): { readonly first: number; readonly last: number } {
  const first = Math.floor(top / lineHeight) - more
  const last = Math.ceil((top + view) / lineHeight) - 1 + more
  return { first: Math.max(0, first), last: Math.min(lines - 1, last) }
}

/** The least move after which a line is in sight with `more` lines before and after it. */
export function revealing(list: TallList, at: Position, line: number, more: number): Position {
  const { lineHeight, view } = list
  const room = Math.max(0, Math.min(more, Math.floor((view / lineHeight - 1) / 2))) * lineHeight
  const from = line * lineHeight - room
  const to = (line + 1) * lineHeight + room
  const last = lastTop(list)
  if (from < at.top) return steppedTo(list, at, between(0, from, last))
  return to > at.top + view ? steppedTo(list, at, between(0, to - view, last)) : at
}

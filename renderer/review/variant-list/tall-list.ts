/**
 * Lists taller than a browser can draw. An element may be some 33 million px high (Chromium counts in 64ths of a px in 32
 * bits) and is placed exactly up to 16.7 (a compositor calculates in 32-bit floats); 5 million lines of 28 px are 140
 * million. The body is then drawn at most {@link DRAWN_LIMIT} px high. Dragging the scroll bar goes through the list in
 * proportion, while everything that moves less than a screen (the wheel, a finger, keys) moves the lines by as many px.
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
export const isScaled = (list: TallList): boolean => heightOf(list) > DRAWN_LIMIT

const lastTop = (list: TallList): number => Math.max(0, heightOf(list) - list.view)
const lastScrollTop = (list: TallList): number => Math.max(0, drawnHeight(list) - list.view)
const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value))

/** Where the list is with `top` at the top: the scroll bar stands where it belongs. */
export function movedTo(list: TallList, top: number): Position {
  const last = lastTop(list)
  const whole = Math.round(between(0, top, last))
  if (!isScaled(list) || whole === 0) return { top: whole, scrollTop: whole }
  const end = lastScrollTop(list)
  if (whole >= last) return { top: last, scrollTop: end }
  // The ends of the scroll bar are those of the list, and nothing else is.
  return { top: whole, scrollTop: between(1, Math.round((whole / last) * end), end - 1) }
}

/** Where the list is after the browser scrolled to `scrollTop`. */
export function scrolledTo(list: TallList, at: Position, scrollTop: number): Position {
  if (!isScaled(list)) return { top: scrollTop, scrollTop }
  const end = lastScrollTop(list)
  if (scrollTop <= 0) return { top: 0, scrollTop }
  if (scrollTop >= end) return { top: lastTop(list), scrollTop }
  const by = scrollTop - at.scrollTop
  const top = Math.abs(by) <= list.view ? at.top + by : (scrollTop / end) * lastTop(list)
  return { top: Math.round(between(0, top, lastTop(list))), scrollTop }
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
  if (from < at.top) return movedTo(list, from)
  return to > at.top + view ? movedTo(list, to - view) : at
}

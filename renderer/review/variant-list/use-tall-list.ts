import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  drawnAt,
  drawnHeight,
  linesInSight,
  movedTo,
  type Position,
  revealing,
  scrolledTo,
  START,
  type TallList,
} from './tall-list.ts'

/** Lines drawn before and after those in sight, so that scrolling has something to show. */
const MORE = 12

/** After the last move, ms: the scroll bar is put where it belongs, for which every line is drawn anew. */
const SETTLED = 250

/** What is drawn: it changes with every line that comes into sight, not with every px. */
type Drawn = { readonly from: number; readonly to: number; readonly shift: number; readonly view: number }

const isSame = (a: Drawn, b: Drawn): boolean =>
  a.from === b.from && a.to === b.to && a.shift === b.shift && a.view === b.view

type Sight = {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Lines to draw; `last` is before `first` when there are none. */
  readonly first: number
  readonly last: number
  /** Of those the lines that are seen. */
  readonly from: number
  readonly to: number
  /** Height of the body, px. */
  readonly height: number
  /** Lines that fit. */
  readonly fitting: number
  readonly topOf: (line: number) => number
  /** Scrolls a line into sight, with `more` before and after it. */
  readonly reveal: (line: number, more: number) => void
  /** Scrolls so that `line` stands where `before` stood, or into sight when that was out of it. */
  readonly hold: (before: number | null, line: number | null) => void
}

/**
 * Draws the lines of a list that are in sight.
 *
 * @param head height of what stays above the lines, px
 */
export function useTallList(lines: number, lineHeight: number, head: number): Sight {
  const scroller = useRef<HTMLDivElement>(null)
  const at = useRef<Position>(START)
  const list = useRef<TallList>({ lines, lineHeight, view: 0 })
  const [drawn, setDrawn] = useState<Drawn>({ from: 0, to: -1, shift: 0, view: 0 })

  const go = useCallback((position: Position): void => {
    const element = scroller.current
    // What the browser says would have to be laid out first.
    const moves = position.scrollTop !== at.current.scrollTop
    at.current = position
    const shift = drawnAt(list.current, position, 0)
    const { first: from, last: to } = linesInSight(list.current, position, 0)
    const next = { from, to, shift, view: list.current.view }
    setDrawn((now) => (isSame(now, next) ? now : next))
    if (element && moves) element.scrollTop = position.scrollTop
  }, [])

  useLayoutEffect(() => {
    list.current = { lines, lineHeight, view: list.current.view }
    go(movedTo(list.current, at.current.top))
  }, [go, lines, lineHeight])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = (): void => {
      list.current = { ...list.current, view: Math.max(0, element.clientHeight - head) }
      go(movedTo(list.current, at.current.top))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [go, head])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let settling: ReturnType<typeof setTimeout> | undefined
    const onScroll = (): void => {
      const scrollTop = Math.round(element.scrollTop)
      const next = scrolledTo(list.current, at.current, scrollTop)
      at.current = { ...at.current, scrollTop }
      // Within the event, so that lines and scroll bar move in one picture.
      flushSync(() => go(next))
      clearTimeout(settling)
      settling = setTimeout(() => flushSync(() => go(movedTo(list.current, at.current.top))), SETTLED)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(settling)
      element.removeEventListener('scroll', onScroll)
    }
  }, [go])

  const reveal = useCallback(
    (line: number, more: number): void => go(revealing(list.current, at.current, line, more)),
    [go],
  )
  const hold = useCallback(
    (before: number | null, line: number | null): void => {
      const { view } = list.current
      if (line === null) return go(movedTo(list.current, 0))
      const offset = before === null ? -1 : before * lineHeight - at.current.top
      const wasSeen = offset >= 0 && offset + lineHeight <= view
      go(movedTo(list.current, line * lineHeight - (wasSeen ? offset : Math.floor(view / 3))))
    },
    [go, lineHeight],
  )
  return {
    scroller,
    first: Math.max(0, drawn.from - MORE),
    last: drawn.to < drawn.from ? -1 : Math.min(lines - 1, drawn.to + MORE),
    from: drawn.from,
    to: drawn.to,
    height: drawnHeight({ lines, lineHeight, view: drawn.view }),
    fitting: Math.max(1, Math.floor(drawn.view / lineHeight)),
    topOf: (line) => line * lineHeight + drawn.shift,
    reveal,
    hold,
  }
}

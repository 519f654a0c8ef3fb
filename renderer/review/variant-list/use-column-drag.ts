import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { dropPlace, type Span } from './drop-place.ts'

/** px that a pointer moves before it is no longer a press. */
const SLACK = 5

/** A column on its way: the place it comes from, and the one it would have now. */
type ColumnDrag = { readonly from: number; readonly to: number }

export type ColumnDragging = {
  readonly drag: ColumnDrag | null
  /** The handlers of the head at a place. */
  readonly handlers: (at: number) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void
    onPointerMove: (event: PointerEvent<HTMLElement>) => void
    onPointerUp: () => void
    onPointerCancel: () => void
  }
  /** True once after a drag: the click that ends it is no press. */
  readonly wasDrag: () => boolean
}

/**
 * Dragging a column's head to another place. Esc gives it up.
 *
 * @param row holds the heads, each a `.head-cell`, in the order of the columns
 */
export function useColumnDrag(
  row: RefObject<HTMLElement | null>,
  move: (from: number, to: number) => void,
): ColumnDragging {
  const [drag, setDrag] = useState<ColumnDrag | null>(null)
  const pressed = useRef<{ at: number; x: number; heads: readonly Span[] } | null>(null)
  const dragged = useRef(false)
  const end = (): void => {
    pressed.current = null
    setDrag(null)
  }
  const isDragging = drag !== null
  useEffect(() => {
    if (!isDragging) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      pressed.current = null
      setDrag(null)
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [isDragging])

  return {
    drag,
    handlers: (at) => ({
      onPointerDown(event) {
        dragged.current = false
        if (event.button !== 0 || row.current === null) return
        const heads = [...row.current.querySelectorAll('.head-cell')].map((head) =>
          head.getBoundingClientRect(),
        )
        // From now on: the first move may already be over another head.
        event.currentTarget.setPointerCapture(event.pointerId)
        pressed.current = { at, x: event.clientX, heads }
      },
      onPointerMove(event) {
        if (pressed.current === null) return
        const { at: from, x, heads } = pressed.current
        if (!isDragging && Math.abs(event.clientX - x) < SLACK) return
        dragged.current = true
        const to = dropPlace(heads, from, event.clientX)
        if (drag?.to !== to) setDrag({ from, to })
      },
      onPointerUp() {
        if (drag !== null && drag.to !== drag.from) move(drag.from, drag.to)
        end()
      },
      onPointerCancel: end,
    }),
    wasDrag() {
      const was = dragged.current
      dragged.current = false
      return was
    },
  }
}

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'

const STEP = 16

/**
 * The line between two panes: dragged, or moved with ←/→ when focused (Home and End for the limits).
 * `side` is the pane it sizes: one to the left grows to the right, one to the right the other way.
 */
export function Splitter({
  label,
  side,
  size,
  min,
  max,
  controls,
  onResize,
}: {
  label: string
  side: 'left' | 'right'
  /** Width of the pane in px, and its limits. */
  size: number
  min: number
  max: number
  /** Id of the pane. */
  controls: string
  onResize: (size: number) => void
}) {
  const start = useRef<{ x: number; size: number } | null>(null)
  const [dragging, setDragging] = useState(false)
  const direction = side === 'left' ? 1 : -1
  const resize = (wanted: number): void => onResize(Math.round(Math.min(max, Math.max(min, wanted))))

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, size }
    setDragging(true)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current) resize(start.current.size + (event.clientX - start.current.x) * direction)
  }
  const onPointerEnd = (): void => {
    start.current = null
    setDragging(false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const wanted = {
      ArrowLeft: size - STEP * direction,
      ArrowRight: size + STEP * direction,
      Home: min,
      End: max,
    }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    resize(wanted)
  }
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={Math.round(max)}
      tabIndex={0}
      {...(dragging ? { 'data-dragging': '' } : {})}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onKeyDown={onKeyDown}
    />
  )
}

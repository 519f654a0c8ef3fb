import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { type PlotTheme, usePlotTheme } from './plot-theme.ts'

/** A place of a plot that the arrow keys stop at, and what is said there. */
export type PlotPoint = { readonly x: number; readonly y: number; readonly text: string }

export type PlotOptions = Omit<uPlot.Options, 'width' | 'height'>

/**
 * A plot that fits its place and follows the theme. With the focus on it ← and → go from point to point, Home and End to the
 * first and the last; what is there stands below it and is said.
 *
 * @param data and `optionsOf` are to be the same objects as long as they are to be drawn the same
 */
export function Plot({
  label,
  data,
  optionsOf,
  points,
  height,
}: {
  label: string
  data: uPlot.AlignedData
  optionsOf: (theme: PlotTheme) => PlotOptions
  points: readonly PlotPoint[]
  /** px */
  height: number
}) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const hintId = useId()
  const theme = usePlotTheme()

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const options = optionsOf(theme)
    const made = new uPlot({ ...options, width: Math.max(1, element.clientWidth), height }, data, element)
    plot.current = made
    const observer = new ResizeObserver(() =>
      made.setSize({ width: Math.max(1, element.clientWidth), height }),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = null
    }
  }, [data, optionsOf, height, theme])

  const go = (next: number): void => {
    const point = points[next]
    if (!point) return
    setAt(next)
    const made = plot.current
    made?.setCursor({ left: made.valToPos(point.x, 'x'), top: made.valToPos(point.y, 'y') })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = points.length - 1
    if (event.key === 'ArrowRight') go(at === null ? 0 : Math.min(last, at + 1))
    else if (event.key === 'ArrowLeft') go(at === null ? last : Math.max(0, at - 1))
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(last)
    else return
    event.preventDefault()
  }
  return (
    <div className="plot">
      <div
        ref={place}
        className="plot-place"
        role="group"
        aria-roledescription="plot"
        aria-label={label}
        aria-describedby={hintId}
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
      <p className="plot-said" id={hintId} role="status">
        {(at === null ? undefined : points[at]?.text) ?? '← and → go from point to point.'}
      </p>
    </div>
  )
}

import type { IgvViewport } from 'igv/dist/igv.esm.js'

/** What the pointer is on: a short text, and boxes (px in the viewport) to be marked. */
export type Pointed = {
  readonly text: string
  readonly boxes: readonly { left: number; top: number; width: number; height: number }[]
}

export type PointerHooks = {
  readonly hit: (x: number, y: number) => Pointed | null
  /** False when there is nothing more to scroll: the page scrolls then. */
  readonly scroll: (by: number) => boolean
  /** Marks begin below this, px. */
  readonly ground: number
}

const LINE = 16

/**
 * Tells what is under the pointer at once, in elements of its own over the canvas, which stays as it is: igv.js's own
 * hover text waits for the browser's. And scrolls with the wheel.
 */
export function followPointer(viewport: IgvViewport, hooks: PointerHooks): void {
  const element = viewport.viewportElement
  if (!element) return
  const tip = document.createElement('div')
  tip.className = 'casement-tip'
  tip.hidden = true
  const layer = document.createElement('div')
  layer.className = 'casement-marks'
  element.append(layer, tip)

  let frame = 0
  const hide = (): void => {
    cancelAnimationFrame(frame)
    frame = 0
    tip.hidden = true
    layer.replaceChildren()
  }
  const show = (x: number, y: number): void => {
    frame = 0
    const pointed = hooks.hit(x, y)
    tip.hidden = pointed === null
    if (!pointed) return layer.replaceChildren()
    tip.textContent = pointed.text
    const { clientWidth, clientHeight } = element
    layer.replaceChildren(
      ...pointed.boxes.flatMap(({ left, top, width, height }) => {
        if (top + height <= hooks.ground) return []
        const box = document.createElement('div')
        Object.assign(box.style, {
          left: `${Math.max(-4, left)}px`,
          top: `${top}px`,
          width: `${Math.min(left + width, clientWidth + 4) - Math.max(-4, left)}px`,
          height: `${height}px`,
        })
        return [box]
      }),
    )
    const room = clientWidth - tip.offsetWidth - 4
    tip.style.left = `${Math.max(4, Math.min(x + 12, room))}px`
    const below = y + 14
    tip.style.top = `${below + tip.offsetHeight < clientHeight ? below : Math.max(0, y - tip.offsetHeight - 8)}px`
  }

  element.addEventListener('mousemove', (event) => {
    if (event.buttons !== 0) return hide()
    const area = element.getBoundingClientRect()
    const [x, y] = [event.clientX - area.left, event.clientY - area.top]
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => show(x, y))
  })
  for (const end of ['mouseleave', 'mousedown'] as const) element.addEventListener(end, hide)
  element.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      hide()
      const by = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE : event.deltaY
      if (hooks.scroll(by)) event.preventDefault()
    },
    { passive: false },
  )
}

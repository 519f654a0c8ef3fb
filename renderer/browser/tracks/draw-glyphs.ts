import type { GenotypeShape, VariantMark } from '../variant-glyphs.ts'
import type { Palette } from '../theme.ts'

const TURN = 2 * Math.PI

/** A genotype around (x, y), `r` px in radius. */
export function drawGenotype(
  context: CanvasRenderingContext2D,
  shape: GenotypeShape,
  x: number,
  y: number,
  r: number,
  palette: Palette,
): void {
  context.strokeStyle = palette.ink
  context.fillStyle = palette.ink
  context.lineWidth = 1.25
  const arc = (from: number, to: number): void => {
    context.beginPath()
    context.arc(x, y, r, from, to)
  }
  const ring = (): void => {
    arc(0, TURN)
    context.stroke()
  }
  const half = (side: 'left' | 'right'): void => {
    arc(side === 'left' ? TURN / 4 : -TURN / 4, side === 'left' ? (3 * TURN) / 4 : TURN / 4)
    context.closePath()
    context.fill()
  }
  const spot = (radius: number): void => {
    context.beginPath()
    context.arc(x, y, radius, 0, TURN)
    context.fill()
  }
  switch (shape) {
    case 'ring':
      return ring()
    case 'right-half':
      half('right')
      return ring()
    case 'left-half':
      half('left')
      return ring()
    case 'full':
      ring()
      return spot(r)
    case 'full-split':
      ring()
      spot(r)
      context.fillStyle = palette.ground
      return context.fillRect(x - 0.75, y - r, 1.5, 2 * r)
    case 'left-ring':
      arc(TURN / 4, (3 * TURN) / 4)
      context.closePath()
      return context.stroke()
    case 'dashed-half':
      half('right')
      context.setLineDash([2, 2])
      ring()
      return context.setLineDash([])
    case 'ring-with-dot':
      ring()
      return spot(1.25)
    case 'dot':
      context.fillStyle = palette.ink2
      return spot(1.25)
    case 'dash':
      context.fillStyle = palette.ink2
      return context.fillRect(x - 3, y - 0.5, 6, 1)
    case 'slash':
      context.strokeStyle = palette.ink2
      context.beginPath()
      context.moveTo(x - 2, y + 3)
      context.lineTo(x + 2, y - 3)
      return context.stroke()
  }
}

/** px; the dashes of a broken line, and what no canvas is wider than. */
const DASH = 3
const WIDEST = 20_000

/** A variant from x to `to` px in a band `height` high; at least a hair wide. */
export function drawMark(
  context: CanvasRenderingContext2D,
  mark: VariantMark['shape'],
  x: number,
  to: number,
  top: number,
  height: number,
): void {
  const width = Math.max(2, to - x)
  const middle = top + height / 2
  switch (mark) {
    case 'bar':
      return context.fillRect(x, top, width, height)
    case 'span':
      context.fillRect(x, middle - 2, width, 4)
      context.fillRect(x, top, 1.5, height)
      return context.fillRect(x + width - 1.5, top, 1.5, height)
    case 'block':
      context.fillRect(x, middle - 1, width, 2)
      // Where one ends and the next begins, when there is room for that.
      if (to - x >= 4) context.fillRect(x, middle - 3, 1, 6)
      return
    case 'uncalled-block':
      for (let at = Math.max(x, -DASH); at < Math.min(x + width, WIDEST); at += 2 * DASH)
        context.fillRect(at, middle - 1, Math.min(DASH, x + width - at), 2)
      return
    case 'bracket':
      context.fillRect(x, top, width, 2)
      context.fillRect(x, top, 1.5, height)
      return context.fillRect(x + width - 1.5, top, 1.5, height)
    case 'hook':
      context.fillRect(x, top, 1.5, height)
      return context.fillRect(x, top, 7, 2)
    case 'wedge':
      context.beginPath()
      context.moveTo(x - 4, top)
      context.lineTo(x + 4, top)
      context.lineTo(x, top + height)
      context.closePath()
      return context.fill()
  }
}

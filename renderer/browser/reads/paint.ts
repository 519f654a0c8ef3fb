import type { DrawList, ListedText, Marks } from './draw-list.ts'

/** What is painted on: a canvas, or what igv.js makes an SVG with. */
export type Painted = Pick<
  CanvasRenderingContext2D,
  | 'fillRect'
  | 'strokeRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'fillText'
  | 'measureText'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>

const FONT = 'system-ui, sans-serif'

/** Paints a list, colour by colour within each layer: changing the colour is what costs. */
export function paint(context: Painted, list: DrawList): void {
  const rectangle = (x: number, y: number, width: number, height: number): void =>
    context.fillRect(x, y, width, height)
  fillAll(context, list, list.under, rectangle)
  fillAll(context, list, list.bodies, rectangle)
  paintHeads(context, list)
  context.lineWidth = 1
  inColours(list.outlines, (colour) => {
    context.strokeStyle = list.colours[colour] ?? ''
  })((x, y, width, height) => context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1))
  fillAll(context, list, list.marks, rectangle)
  paintLetters(context, list)
  for (const text of list.texts) paintText(context, text)
}

type Visit = (a: number, b: number, c: number, d: number) => void

function fillAll(context: Painted, list: DrawList, marks: Marks, visit: Visit): void {
  inColours(marks, (colour) => {
    context.fillStyle = list.colours[colour] ?? ''
  })(visit)
}

/** Visits the marks grouped by colour, in the order they were added within each. */
function inColours(marks: Marks, change: (colour: number) => void): (visit: Visit) => void {
  return (visit) => {
    const { count, numbers, stride } = marks
    if (count === 0) return
    const colours = marks.colour.subarray(0, count)
    let most = 0
    for (const colour of colours) if (colour > most) most = colour
    const next = new Uint32Array(most + 2)
    for (const colour of colours) next[colour + 1] = (next[colour + 1] ?? 0) + 1
    for (let i = 0; i <= most; i++) next[i + 1] = (next[i + 1] ?? 0) + (next[i] ?? 0)
    const order = new Uint32Array(count)
    colours.forEach((colour, i) => {
      const at = next[colour] ?? 0
      order[at] = i
      next[colour] = at + 1
    })
    let last = -1
    for (const i of order) {
      const colour = colours[i] ?? 0
      if (colour !== last) change((last = colour))
      const at = i * stride
      visit(numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0, numbers[at + 3] ?? 0)
    }
  }
}

function paintHeads(context: Painted, list: DrawList): void {
  let open = false
  const close = (): void => {
    if (open) context.fill()
    open = false
  }
  inColours(list.heads, (colour) => {
    close()
    context.fillStyle = list.colours[colour] ?? ''
    context.beginPath()
    open = true
  })((x, y, width, height) => {
    context.moveTo(x, y)
    context.lineTo(x + width, y + height / 2)
    context.lineTo(x, y + height)
    context.closePath()
  })
  close()
}

function paintLetters(context: Painted, list: DrawList): void {
  if (list.letters.count === 0) return
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  let size = 0
  inColours(list.letters, (colour) => {
    context.fillStyle = list.colours[colour] ?? ''
  })((x, y, wanted, code) => {
    if (wanted !== size) context.font = `600 ${(size = wanted)}px ${FONT}`
    context.fillText(String.fromCharCode(code), x, y)
  })
}

function paintText(context: Painted, { text, x, y, colour, size, align, plate }: ListedText): void {
  context.font = `${size}px ${FONT}`
  context.textAlign = align
  context.textBaseline = 'alphabetic'
  if (plate !== undefined) {
    const width = context.measureText(text).width + 2
    const left = align === 'left' ? x - 1 : align === 'right' ? x - width + 1 : x - width / 2
    context.fillStyle = plate
    context.fillRect(left, y - size + 1, width, size)
  }
  context.fillStyle = colour
  context.fillText(text, x, y)
}

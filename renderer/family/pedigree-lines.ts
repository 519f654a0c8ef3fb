import type { DrawnPerson, DrawnUnion, PedigreeLayout } from './pedigree-layout.ts'

/** px: between people of a row, between rows, and a symbol's width. */
export const COLUMN = 128
const ROW = 120
export const SYMBOL = 34
/** px below a symbol that its two lines of text take. */
export const TEXT = 46
const EDGE = { x: 70, y: 36 }
/** px between lines that would lie on each other, and how many there is room for. */
const LANE = 8
const LANES = 4
/** px: the line to an only child this little beside its parents' middle begins above it; a jog would look like a mistake. */
const ASIDE = 16

type Point = { readonly x: number; readonly y: number }
export type UnionLines = {
  /** From partner to partner; empty of a parent alone. */
  readonly couple: string
  /** From the couple to each of its children. */
  readonly descent: string
  readonly consanguineous: boolean
}

export const centreOf = ({ x, y }: DrawnPerson): Point => ({ x: EDGE.x + x * COLUMN, y: EDGE.y + y * ROW })

/** px */
export const sizeOf = ({ width, height }: PedigreeLayout): { width: number; height: number } => ({
  width: EDGE.x * 2 + (width - 1) * COLUMN,
  height: EDGE.y + (height - 1) * ROW + SYMBOL / 2 + TEXT + 8,
})

/** The lines of all couples and sibships as SVG paths; those of different families never lie on each other. */
export function linesOf({ unions }: PedigreeLayout): UnionLines[] {
  const bars = new Lanes()
  const bows = new Lanes()
  return unions.map((union) => {
    const start = startOf(union)
    return {
      couple: coupleLine(union, bows),
      descent: descentLines(union, start, bars),
      consanguineous: union.consanguineous,
    }
  })
}

/** Where the line down to the children begins: between the partners, or below a parent's name. */
function startOf({ partners, adjacent }: DrawnUnion): Point {
  const [left, right] = partners
  if (!left) return { x: 0, y: 0 }
  if (!right) return { x: centreOf(left).x, y: centreOf(left).y + SYMBOL / 2 + TEXT }
  if (adjacent) return { x: (centreOf(left).x + centreOf(right).x) / 2, y: centreOf(left).y }
  const lower = lowerOf(left, right)
  return { x: centreOf(lower).x - COLUMN / 2, y: centreOf(lower).y }
}

/** Of two who do not stand beside each other the one that the line between them comes to from the left. */
const lowerOf = (left: DrawnPerson, right: DrawnPerson): DrawnPerson => (left.y > right.y ? left : right)

function coupleLine(union: DrawnUnion, bows: Lanes): string {
  const [left, right] = union.partners
  if (!left || !right) return ''
  const [from, to] = [centreOf(left), centreOf(right)]
  if (union.adjacent) return `M${from.x + SYMBOL / 2} ${from.y}H${to.x - SYMBOL / 2}`
  const lower = lowerOf(left, right)
  const upper = centreOf(lower === left ? right : left)
  const end = startOf(union)
  const lane = bows.take(Math.min(left.y, right.y), Math.min(from.x, end.x), Math.max(to.x, end.x))
  const above = upper.y - SYMBOL / 2 - 6 - lane * 4
  return `M${upper.x + 10} ${upper.y - SYMBOL / 2}V${above}H${end.x}V${end.y}H${centreOf(lower).x - SYMBOL / 2}`
}

function descentLines({ partners, children }: DrawnUnion, start: Point, bars: Lanes): string {
  if (children.length === 0) return ''
  const [only, ...others] = children
  if (only && others.length === 0 && Math.abs(centreOf(only).x - start.x) < ASIDE)
    return `M${centreOf(only).x} ${start.y}V${centreOf(only).y - SYMBOL / 2}`
  const row = Math.max(...partners.map(({ y }) => y))
  const xs = [start.x, ...children.map((child) => centreOf(child).x)]
  const [from, to] = [Math.min(...xs), Math.max(...xs)]
  const bar = EDGE.y + row * ROW + SYMBOL / 2 + TEXT + 8 + bars.take(row, from, to) * LANE
  const drops = children.map((child) => `M${centreOf(child).x} ${bar}V${centreOf(child).y - SYMBOL / 2}`)
  return [`M${start.x} ${start.y}V${bar}`, `M${from} ${bar}H${to}`, ...drops].join('')
}

/** Gives lines in the same gap between rows different heights where they would touch. */
class Lanes {
  readonly #taken: Array<{ row: number; lane: number; from: number; to: number }> = []

  /** @param from px @param to px */
  take(row: number, from: number, to: number): number {
    const isFree = (lane: number): boolean =>
      !this.#taken.some(
        (one) => one.row === row && one.lane === lane && one.from <= to + 4 && from <= one.to + 4,
      )
    let lane = 0
    while (lane < LANES - 1 && !isFree(lane)) lane += 1
    this.#taken.push({ row, lane, from, to })
    return lane
  }
}

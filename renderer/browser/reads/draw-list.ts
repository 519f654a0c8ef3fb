/** Primitives of one kind, `stride` numbers each, with the colour of each. */
export class Marks {
  readonly stride: number
  numbers: Float32Array
  colour: Uint16Array
  count = 0

  constructor(stride: number) {
    this.stride = stride
    this.numbers = new Float32Array(stride * 64)
    this.colour = new Uint16Array(64)
  }

  #grow(): void {
    const numbers = new Float32Array(this.numbers.length * 2)
    numbers.set(this.numbers)
    this.numbers = numbers
    const colour = new Uint16Array(this.colour.length * 2)
    colour.set(this.colour)
    this.colour = colour
  }

  add(colour: number, a: number, b: number, c: number, d: number): void {
    if (this.count === this.colour.length) this.#grow()
    const at = this.count * this.stride
    this.numbers[at] = a
    this.numbers[at + 1] = b
    this.numbers[at + 2] = c
    this.numbers[at + 3] = d
    this.colour[this.count++] = colour
  }
}

/** A text with its anchor: `plate` is painted behind it when it lies over something. */
export type ListedText = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly colour: string
  readonly size: number
  readonly align: 'left' | 'center' | 'right'
  readonly plate?: string
}

/**
 * What is to be painted, in px of the canvas, from the bottom up: `under`, `bodies`, `heads`, `outlines`, `marks`,
 * `letters`, `texts`. Rectangles are x, y, width, height; heads are triangles with their base at x from y to y + height
 * and their tip `width` further (negative: to the left); letters are x of the middle, baseline y, size, character code.
 */
export class DrawList {
  readonly colours: string[] = []
  readonly #index = new Map<string, number>()
  readonly under = new Marks(4)
  readonly bodies = new Marks(4)
  readonly heads = new Marks(4)
  readonly outlines = new Marks(4)
  readonly marks = new Marks(4)
  readonly letters = new Marks(4)
  readonly texts: ListedText[] = []

  colour(css: string): number {
    let index = this.#index.get(css)
    if (index === undefined) {
      index = this.colours.length
      this.colours.push(css)
      this.#index.set(css, index)
    }
    return index
  }

  text(text: ListedText): void {
    this.texts.push(text)
  }
}

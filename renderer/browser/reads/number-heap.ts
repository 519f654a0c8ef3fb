/** A binary heap of numbers, the least on top. */
export class NumberHeap {
  readonly #values: number[] = []

  get size(): number {
    return this.#values.length
  }

  /** The least; Infinity when there is none. */
  peek(): number {
    return this.#values[0] ?? Infinity
  }

  push(value: number): void {
    const values = this.#values
    let at = values.length
    values.push(value)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = values[parent] ?? 0
      if (above <= value) break
      values[at] = above
      at = parent
    }
    values[at] = value
  }

  pop(): number {
    const values = this.#values
    const least = values[0] ?? Infinity
    const last = values.pop()
    if (last === undefined || values.length === 0) return least
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= values.length) break
      if (child + 1 < values.length && (values[child + 1] ?? 0) < (values[child] ?? 0)) child++
      const below = values[child] ?? 0
      if (below >= last) break
      values[at] = below
      at = child
    }
    values[at] = last
    return least
  }
}

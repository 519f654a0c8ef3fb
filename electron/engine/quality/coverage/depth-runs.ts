import { larger } from '../../reads/growing.ts'

/** Depth over atoms, a row each, and the stretches of each below the thresholds. */
export type AtomDepths = {
  /** Bases at or above each threshold: those of atom a from `a * thresholds`. */
  readonly atLeast: Uint32Array
  /** Sum of depths. */
  readonly sum: Float64Array
  readonly min: Uint32Array
  readonly runs: DepthRuns
}

/** Stretches below a threshold within one atom each, in order of atom and place within each threshold. */
export type DepthRuns = {
  readonly atom: Uint32Array
  /** Index into the thresholds. */
  readonly threshold: Uint8Array
  /** 0-based half-open. */
  readonly start: Int32Array
  readonly end: Int32Array
  readonly min: Uint32Array
  readonly sum: Float64Array
}

/** Collects depths atom by atom, in order. */
export class DepthRunCollector {
  readonly #thresholds: Uint32Array
  /** Index of the first threshold above a depth, for depths below the greatest threshold. */
  readonly #levelOf: Uint8Array
  readonly #atLeast: Uint32Array
  readonly #sum: Float64Array
  readonly #min: Uint32Array
  #runs = 0
  #atom = new Uint32Array(256)
  #threshold = new Uint8Array(256)
  #start = new Int32Array(256)
  #end = new Int32Array(256)
  #runMin = new Uint32Array(256)
  #runSum = new Float64Array(256)
  /** Of each threshold, of the run that is open: where it began, the sum before it, its least depth. */
  readonly #openAt: Float64Array
  readonly #openSum: Float64Array
  readonly #openMin: Uint32Array

  /** @param thresholds ascending */
  constructor(atoms: number, thresholds: readonly number[]) {
    this.#thresholds = Uint32Array.from(thresholds)
    this.#levelOf = Uint8Array.from({ length: thresholds.at(-1) ?? 0 }, (_, depth) => {
      return thresholds.findIndex((threshold) => depth < threshold)
    })
    this.#atLeast = new Uint32Array(atoms * thresholds.length)
    this.#sum = new Float64Array(atoms)
    this.#min = new Uint32Array(atoms)
    this.#openAt = new Float64Array(thresholds.length)
    this.#openSum = new Float64Array(thresholds.length)
    this.#openMin = new Uint32Array(thresholds.length)
  }

  /**
   * Takes the depths of one atom.
   *
   * @param start of the atom, 0-based
   * @param differences of depth from base to base; those of the atom from `from` up to `to`
   * @param before depth of the base before `from`
   * @returns depth of the last base
   */
  add(
    atom: number,
    start: number,
    differences: Int32Array,
    from: number,
    to: number,
    before: number,
  ): number {
    const count = this.#thresholds.length
    const levels = this.#atLeast.subarray(atom * count, (atom + 1) * count)
    // Thresholds from `level` on are above the depth.
    let level = count
    let depth = before
    let [sum, min, since] = [0, Infinity, from]
    for (let at = from; at < to; at++) {
      const difference = differences[at] ?? 0
      if (difference !== 0 || at === from) {
        sum += depth * (at - since)
        this.#countLevel(levels, level, at - since)
        since = at
        depth += difference
        if (depth < min) min = depth
        const next = this.#levelOf[depth] ?? count
        for (; level > next; level--) this.#open(level - 1, at, sum)
        for (; level < next; level++) this.#close(level, atom, start - from, at, sum)
        for (let t = level; t < count; t++) if (depth < (this.#openMin[t] ?? 0)) this.#openMin[t] = depth
      }
    }
    sum += depth * (to - since)
    this.#countLevel(levels, level, to - since)
    for (; level < count; level++) this.#close(level, atom, start - from, to, sum)
    this.#sum[atom] = sum
    this.#min[atom] = min
    return depth
  }

  #countLevel(levels: Uint32Array, level: number, bases: number): void {
    for (let t = 0; t < level; t++) levels[t] = (levels[t] ?? 0) + bases
  }

  #open(threshold: number, at: number, sum: number): void {
    this.#openAt[threshold] = at
    this.#openSum[threshold] = sum
    this.#openMin[threshold] = 0xffffffff
  }

  #close(threshold: number, atom: number, shift: number, at: number, sum: number): void {
    if (this.#runs === this.#atom.length) this.#grow()
    const run = this.#runs++
    this.#atom[run] = atom
    this.#threshold[run] = threshold
    this.#start[run] = (this.#openAt[threshold] ?? 0) + shift
    this.#end[run] = at + shift
    this.#runMin[run] = this.#openMin[threshold] ?? 0
    this.#runSum[run] = sum - (this.#openSum[threshold] ?? 0)
  }

  #grow(): void {
    const room = 2 * this.#atom.length
    this.#atom = larger(this.#atom, new Uint32Array(room))
    this.#threshold = larger(this.#threshold, new Uint8Array(room))
    this.#start = larger(this.#start, new Int32Array(room))
    this.#end = larger(this.#end, new Int32Array(room))
    this.#runMin = larger(this.#runMin, new Uint32Array(room))
    this.#runSum = larger(this.#runSum, new Float64Array(room))
  }

  /** What was collected. Nothing is added after it. */
  finish(): AtomDepths {
    const count = this.#runs
    return {
      atLeast: this.#atLeast,
      sum: this.#sum,
      min: this.#min,
      runs: {
        atom: this.#atom.slice(0, count),
        threshold: this.#threshold.slice(0, count),
        start: this.#start.slice(0, count),
        end: this.#end.slice(0, count),
        min: this.#runMin.slice(0, count),
        sum: this.#runSum.slice(0, count),
      },
    }
  }
}

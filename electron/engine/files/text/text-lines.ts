import type { VirtualOffset } from '../bgzf/virtual-offset.ts'
import type { TextBlock, TextBlocks } from './text-blocks.ts'

/**
 * One line without its line end (`\n` or `\r\n`).
 * `number` counts from 1 at the place reading began; `place` is where the line starts, `after` where the next one
 * does, both as htslib's `bgzf_tell` would say: never past the end of a block.
 */
export type TextLine = {
  readonly bytes: Uint8Array
  readonly number: number
  readonly place: VirtualOffset
  readonly after: VirtualOffset
}

const LF = 10
const CR = 13

export type LineRange = {
  /** Where a line starts; default the start of the file. */
  readonly from?: VirtualOffset
  /** Number of that line; default 1. */
  readonly firstNumber?: number
  readonly signal?: AbortSignal | undefined
}

function withoutCr(bytes: Uint8Array): Uint8Array {
  return bytes.length > 0 && bytes[bytes.length - 1] === CR ? bytes.subarray(0, -1) : bytes
}

/** Splits blocks into lines; holds no more than the line it is in. */
class LineSplitter {
  private pieces: Uint8Array[] = []
  private start: VirtualOffset | null = null
  private number: number

  constructor(firstNumber: number) {
    this.number = firstNumber
  }

  /** The lines that end in `block`, read from `from` within it. */
  feed(block: TextBlock, from: number): TextLine[] {
    const { data } = block
    const lines: TextLine[] = []
    let at = from
    while (at < data.length) {
      this.start ??= { block: block.block, within: at }
      const end = data.indexOf(LF, at)
      if (end < 0) {
        this.pieces.push(data.subarray(at))
        break
      }
      const after =
        end + 1 === data.length ? { block: block.next, within: 0 } : { block: block.block, within: end + 1 }
      lines.push(this.line(data.subarray(at, end), this.start, after))
      at = end + 1
    }
    return lines
  }

  /** The last line when the file does not end in a line feed. */
  end(address: number): TextLine[] {
    if (this.start === null) return []
    return [this.line(new Uint8Array(0), this.start, { block: address, within: 0 })]
  }

  private line(tail: Uint8Array, place: VirtualOffset, after: VirtualOffset): TextLine {
    const whole = this.pieces.length === 0 ? tail : Buffer.concat([...this.pieces, tail])
    this.pieces = []
    this.start = null
    return { bytes: withoutCr(whole), number: this.number++, place, after }
  }
}

/**
 * The lines of a text file in batches, one batch per block that ends any. Lines may be of any length; only the
 * current one is held.
 *
 * @throws what reading the blocks throws; `task/cancelled`
 */
export async function* readLines(text: TextBlocks, range: LineRange = {}): AsyncGenerator<TextLine[]> {
  const { from = { block: 0, within: 0 }, firstNumber = 1, signal } = range
  const splitter = new LineSplitter(firstNumber)
  let within = from.within
  let address = from.block
  for await (const block of text.stream(from.block, signal)) {
    const lines = splitter.feed(block, within)
    within = 0
    address = block.next
    if (lines.length > 0) yield lines
  }
  const last = splitter.end(address)
  if (last.length > 0) yield last
}

/** Reads lines at known places, keeping the last few blocks. */
export type LinePicker = {
  /** The line that starts at `place`; null at the end of the file. `number` is 0: it is not known. */
  at(place: VirtualOffset): Promise<TextLine | null>
}

/** Blocks kept by a {@link LinePicker}: enough for a page of lines, little enough to forget (1 MiB). */
const KEEP_BLOCKS = 16

/** Reads blocks by address, keeping the last few. */
export function createBlockCache(text: Pick<TextBlocks, 'at'>): TextBlocks['at'] {
  const kept = new Map<number, TextBlock>()
  return async (address) => {
    const found = kept.get(address)
    if (found) return found
    const read = await text.at(address)
    if (read === null) return null
    kept.set(address, read)
    const oldest = kept.keys().next().value
    if (kept.size > KEEP_BLOCKS && oldest !== undefined) kept.delete(oldest)
    return read
  }
}

export function createLinePicker(text: Pick<TextBlocks, 'at'>): LinePicker {
  const block = createBlockCache(text)
  return {
    async at(place) {
      const splitter = new LineSplitter(0)
      let address = place.block
      let within = place.within
      for (;;) {
        const current = await block(address)
        if (current === null) return splitter.end(address)[0] ?? null
        // Only this line matters: cut the block after its line feed.
        const feed = current.data.indexOf(LF, within)
        const cut = feed < 0 ? current : { ...current, data: current.data.subarray(0, feed + 1) }
        const line = splitter.feed(cut, within)[0]
        if (line) {
          const after =
            feed + 1 === current.data.length ? line.after : { block: current.block, within: feed + 1 }
          return { ...line, after }
        }
        address = current.next
        within = 0
      }
    },
  }
}

/** What lines are read from: a text, or something whose records are read as lines of text. */
export type LineSource = {
  readonly path: string
  /** The lines in file order, in batches. */
  lines(range?: LineRange): AsyncGenerator<TextLine[]>
  picker(): LinePicker
}

export function textLines(text: TextBlocks): LineSource {
  return {
    path: text.path,
    lines: (range) => readLines(text, range),
    picker: () => createLinePicker(text),
  }
}

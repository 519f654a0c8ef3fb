/** Runs of a sequence that `pattern` matches, as starts and sizes. */
function runs(text: string, pattern: RegExp): number[] {
  const found = [...text.matchAll(pattern)]
  return [found.length, ...found.map((m) => m.index), ...found.map((m) => m[0].length)]
}

const CODES: Readonly<Record<string, number>> = { T: 0, C: 1, A: 2, G: 3 }

function record(text: string): Buffer {
  const words = [text.length, ...runs(text, /[Nn]+/g), ...runs(text, /[a-z]+/g), 0]
  const head = Buffer.alloc(words.length * 4)
  words.forEach((word, i) => head.writeUInt32LE(word, i * 4))
  const packed = Buffer.alloc(Math.ceil(text.length / 4))
  Array.from(text.toUpperCase()).forEach((base, i) => {
    packed[i >> 2] = (packed[i >> 2] ?? 0) | ((CODES[base] ?? 0) << (6 - 2 * (i & 3)))
  })
  return Buffer.concat([head, packed])
}

/** Writes a 2bit file (version 0, little-endian). @see UCSC, twoBit format */
export function encodeTwoBit(sequences: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(sequences).map(([name, text]) => ({
    name: Buffer.from(name),
    body: record(text),
  }))
  let offset = 16 + entries.reduce((sum, { name }) => sum + 5 + name.length, 0)
  const head = Buffer.alloc(16)
  head.writeUInt32LE(0x1a412743, 0)
  head.writeUInt32LE(entries.length, 8)
  const index = entries.map(({ name, body }) => {
    const end = Buffer.alloc(4)
    end.writeUInt32LE(offset)
    offset += body.length
    return Buffer.concat([Buffer.from([name.length]), name, end])
  })
  return Buffer.concat([head, ...index, ...entries.map((e) => e.body)])
}

const LANES = 0x00ff00ff

/** Mean of `length` qualities from byte `from` on, rounded; 255 when none are stored (the first is 255) or there are none. */
export function meanQuality(bytes: Uint8Array, view: DataView, from: number, length: number): number {
  if (length === 0 || bytes[from] === 0xff) return 0xff
  let sum = 0
  let at = from
  const last = from + length
  // Four at a time, two sums of 16 bits in a word: they hold 128 times two bytes.
  while (at + 4 <= last) {
    const stop = Math.min(last - 3, at + 512)
    let words = 0
    for (; at < stop; at += 4) {
      const word = view.getUint32(at, true)
      words = (words + (word & LANES) + ((word >>> 8) & LANES)) >>> 0
    }
    sum += (words & 0xffff) + (words >>> 16)
  }
  for (; at < last; at++) sum += bytes[at] ?? 0
  return Math.min(254, Math.round(sum / length))
}

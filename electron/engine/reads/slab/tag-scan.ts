/** Two letters of a tag's name as they lie, little-endian. */
const nameOf = (name: string): number => name.charCodeAt(0) | (name.charCodeAt(1) << 8)
const HP = nameOf('HP')
const MD = nameOf('MD')
const PS = nameOf('PS')
const RG = nameOf('RG')
const SA = nameOf('SA')

const Z = 0x5a
const H = 0x48
const B = 0x42

/** Bytes of a value by its type letter; 0 for types that tell their length otherwise, and for those that do not exist. */
const SIZE = new Uint8Array(256)
for (const [letter, size] of Object.entries({ A: 1, c: 1, C: 1, s: 2, S: 2, i: 4, I: 4, f: 4 }))
  SIZE[letter.charCodeAt(0)] = size

/** @returns undefined when the type is no integer */
function integerAt(view: DataView, type: number, at: number): number | undefined {
  switch (String.fromCharCode(type)) {
    case 'c':
      return view.getInt8(at)
    case 'C':
      return view.getUint8(at)
    case 's':
      return view.getInt16(at, true)
    case 'S':
      return view.getUint16(at, true)
    case 'i':
      return view.getInt32(at, true)
    case 'I':
      return view.getUint32(at, true)
    default:
      return undefined
  }
}

/**
 * The few tags a slab has columns for, found in one pass over the bytes without making anything. Where the tags are
 * damaged the scan ends: what stands before is good, the rest is as if it were not there.
 */
export class TagScan {
  /** HP, 0 for none. */
  haplotype = 0
  /** PS, -1 for none. */
  phaseSet = -1
  /** Whether there is an SA tag. */
  isSplit = false
  /** Bytes of MD and RG from … up to, without NUL; empty when they are not there. */
  mdFrom = 0
  mdTo = 0
  rgFrom = 0
  rgTo = 0

  /** Reads the tags from `from` up to `to` of `bytes`, of which `view` is a view. */
  scan(bytes: Uint8Array, view: DataView, from: number, to: number): void {
    this.haplotype = 0
    this.phaseSet = -1
    this.isSplit = false
    this.mdFrom = this.mdTo = this.rgFrom = this.rgTo = 0
    for (let at = from; at + 3 < to;) {
      const name = view.getUint16(at, true)
      const type = bytes[at + 2] ?? 0
      const value = at + 3
      const size = SIZE[type] ?? 0
      if (size > 0) at = value + size
      else if (type === Z || type === H) at = bytes.indexOf(0, value) + 1
      else if (type === B && value + 5 <= to)
        at = value + 5 + view.getUint32(value + 1, true) * (SIZE[bytes[value] ?? 0] ?? 0)
      else return
      if (at <= value || at > to) return
      if (size > 0) this.#number(name, integerAt(view, type, value))
      else if (type === Z) this.#text(name, value, at - 1)
    }
  }

  #number(name: number, value: number | undefined): void {
    if (value === undefined) return
    if (name === HP) this.haplotype = Math.min(255, Math.max(0, value))
    else if (name === PS) this.phaseSet = value
  }

  #text(name: number, from: number, to: number): void {
    if (name === MD) {
      this.mdFrom = from
      this.mdTo = to
    } else if (name === RG) {
      this.rgFrom = from
      this.rgTo = to
    } else if (name === SA) this.isSplit = true
  }
}

import { parseHeaderText } from '../../files/bam/header-text.ts'

/** The read groups of a file by number: those of the header in its order, then those that only reads name. */
export type ReadGroups = {
  /** The group whose ID lies in `bytes`; -1 for no ID. */
  indexOf(bytes: Uint8Array, from: number, to: number): number
  /** `ID (SM)`, or `ID` of a group without a sample. */
  readonly labels: readonly string[]
}

export function readGroupsOf(headerText: string): ReadGroups {
  const { readGroups } = parseHeaderText(headerText, [])
  const labels = readGroups.map(({ id, sample }) => (sample === undefined ? id : `${id} (${sample})`))
  const numbers = new Map(readGroups.map(({ id }, i) => [id, i]))
  // Most reads have the group of the read before.
  let last = new Uint8Array(0)
  let lastIndex = -1

  const isLast = (bytes: Uint8Array, from: number, to: number): boolean => {
    if (to - from !== last.length) return false
    for (let i = 0; i < last.length; i++) if (bytes[from + i] !== last[i]) return false
    return true
  }
  return {
    labels,
    indexOf(bytes, from, to) {
      if (from === to) return -1
      if (isLast(bytes, from, to)) return lastIndex
      last = new Uint8Array(bytes.subarray(from, to))
      const id = Buffer.from(last).toString()
      lastIndex = numbers.get(id) ?? labels.push(id) - 1
      numbers.set(id, lastIndex)
      return lastIndex
    },
  }
}

/** Numbers for contig names in the order in which they come up. */
export type ContigTable = {
  readonly names: readonly string[]
  numberOf(name: string): number
  find(name: string): number | undefined
}

export function createContigTable(): ContigTable {
  const names: string[] = []
  const numbers = new Map<string, number>()
  return {
    names,
    find: (name) => numbers.get(name),
    numberOf(name) {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
  }
}

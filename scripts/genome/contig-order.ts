/** 1 … 22, X, Y, MT, then the scaffolds by name. */
export function contigOrder(contigs: readonly string[]): string[] {
  const rank = (name: string): number => {
    const special = ['X', 'Y', 'MT'].indexOf(name)
    return special >= 0 ? 23 + special : /^\d+$/.test(name) ? Number(name) : 100
  }
  return [...new Set(contigs)].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

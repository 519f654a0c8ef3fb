/** Whether `a[from, to)` is the same as what starts at `at` in `b`. */
export function sameBytes(a: Uint8Array, from: number, to: number, b: Uint8Array, at: number): boolean {
  for (let i = from, k = at; i < to; i++, k++) if (a[i] !== b[k]) return false
  return true
}

const leaving = new WeakSet<ArrayBufferLike>()

/**
 * Marks bytes of a job's result to be moved to the receiving thread instead of being copied: the whole buffer under
 * them is gone here afterwards, so nothing may keep it.
 */
export function transferred<T extends ArrayBufferView>(value: T): T {
  leaving.add(value.buffer)
  return value
}

/** How deep a result is looked into: rows in batches, of columns, of arrays. */
const DEPTH = 5

/** The marked buffers of a job's result: of the result itself, or of what it holds. */
export function transferListOf(result: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer && leaving.has(value.buffer)) found.add(value.buffer)
    } else if (depth < DEPTH) for (const part of Object.values(value)) look(part, depth + 1)
  }
  look(result, 0)
  return [...found]
}

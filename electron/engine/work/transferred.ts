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
  return buffersOf(result).filter((buffer) => leaving.has(buffer))
}

/** All buffers under the arrays that a value is or holds: to pass on what came from another thread. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null) return
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) found.add(part.buffer)
    } else if (depth < DEPTH) for (const inner of Object.values(part)) look(inner, depth + 1)
  }
  look(value, 0)
  return [...found]
}

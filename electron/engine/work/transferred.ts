const leaving = new WeakSet<ArrayBufferLike>()

/**
 * Marks bytes of a job's result to be moved to the receiving thread instead of being copied: the whole buffer under
 * them is gone here afterwards, so nothing may keep it.
 */
export function transferred<T extends ArrayBufferView>(value: T): T {
  leaving.add(value.buffer)
  return value
}

/** The marked buffers of a job's result: of the result itself, or of the properties of an object. */
export function transferListOf(result: unknown): ArrayBuffer[] {
  const parts: unknown[] =
    typeof result === 'object' && result !== null && !ArrayBuffer.isView(result)
      ? Object.values(result)
      : [result]
  const buffers = parts.filter((part) => ArrayBuffer.isView(part)).map((view) => view.buffer)
  return [...new Set(buffers)].filter((b): b is ArrayBuffer => b instanceof ArrayBuffer && leaving.has(b))
}

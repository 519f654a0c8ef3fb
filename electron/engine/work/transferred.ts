import { move } from 'piscina'

/** Marks a job's result to be moved to the receiving thread instead of being copied: the buffer is gone here. */
export function transferred<T extends ArrayBuffer | Uint8Array<ArrayBuffer>>(value: T): T {
  // Piscina's type for a marked value is opaque; at the other end it is the value again.
  return move(value) as unknown as T
}

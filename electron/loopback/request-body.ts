import type { IncomingMessage } from 'node:http'

/** A call's input is names, numbers and paths; the largest honest one is a few hundred file paths. */
export const MOST_BODY_BYTES = 1024 * 1024

/** The body as text, or null when it is larger than {@link MOST_BODY_BYTES} or not UTF-8. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) return null
    size += chunk.byteLength
    if (size > MOST_BODY_BYTES) return null
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    return null
  }
}

/** One message of a `text/event-stream` body: the joined `data:` lines. */
export type StreamMessage = { readonly event: string; readonly data: string }

/**
 * Reads Server-Sent Events. Comments (heartbeats) are skipped, a message cut off by the end of the stream is dropped.
 *
 * @see WHATWG HTML, "Interpreting an event stream"
 */
export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamMessage> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let pending = ''
  let event = 'message'
  let data: string[] = []
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const lines = (pending + decoder.decode(value, { stream: true })).split(/\r\n|\n/)
      pending = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event, data: data.join('\n') }
          event = 'message'
          data = []
          continue
        }
        const colon = line.indexOf(':')
        const field = colon < 0 ? line : line.slice(0, colon)
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
        if (field === 'data') data.push(text)
        else if (field === 'event') event = text
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

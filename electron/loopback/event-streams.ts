import type { ServerResponse } from 'node:http'

const HEARTBEAT_MS = 15_000
/** A reader this far behind is not reading; it is cut off and will connect again and reload. */
const MOST_BUFFERED = 16 * 1024 * 1024

/** The open event streams: every event goes to all of them as one Server-Sent Event `data: {name, payload}`. */
export type EventStreams = {
  /** Turns a response into a stream that begins with the given event. */
  open(response: ServerResponse, headers: Readonly<Record<string, string>>, first: [string, unknown]): void
  send(name: string, payload: unknown): void
  close(): void
}

export function createEventStreams(): EventStreams {
  const streams = new Set<ServerResponse>()
  const write = (stream: ServerResponse, text: string): void => {
    if (stream.writableLength > MOST_BUFFERED) stream.destroy()
    else stream.write(text)
  }
  // Keeps tunnels and proxies from closing a stream that has nothing to say, and notices readers that are gone.
  const heartbeat = setInterval(() => {
    for (const stream of streams) write(stream, ': \n\n')
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    open(response, headers, [name, payload]) {
      response.writeHead(200, {
        ...headers,
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      })
      streams.add(response)
      response.on('close', () => streams.delete(response))
      write(response, message(name, payload))
    },
    send(name, payload) {
      const text = message(name, payload)
      for (const stream of streams) write(stream, text)
    },
    close() {
      clearInterval(heartbeat)
      for (const stream of streams) stream.end()
    },
  }
}

function message(name: string, payload: unknown): string {
  return `data: ${JSON.stringify({ name, payload })}\n\n`
}

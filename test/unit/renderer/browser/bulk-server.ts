import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type BulkServer = {
  root: string
  asked: string[]
  closed: string[]
  [Symbol.asyncDispose](): Promise<void>
}

/** A host with nothing but a bulk way; `asked` lists the requests, `closed` those whose client left early. */
export async function bulkServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<BulkServer> {
  const asked: string[] = []
  const closed: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.on('close', () => {
      if (!response.writableEnded) closed.push(request.url ?? '')
    })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    root: `http://127.0.0.1:${port}/bulk/`,
    asked,
    closed,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

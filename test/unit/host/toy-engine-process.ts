import { attachEngine } from '../../../electron/engine/attach-engine.ts'
import type { Engine } from '../../../electron/engine/engine.ts'
import { isHostMessage } from '../../../electron/engine/link.ts'

/**
 * A process that speaks the engine's side of the link: `echo` answers its input, `crash` dies with a message,
 * `hang` answers when it is cancelled; `/bulk/zeros?n=N` streams N zero bytes, `/bulk/hang` waits for its
 * abort, `/bulk/aborted` says how many aborts there were and how many wait, `/bulk/crash` dies.
 */
let restored: unknown = null
let aborted = 0
let hanging = 0

const engine: Engine = {
  async call(name, input, signal) {
    if (name === 'crash') {
      process.stderr.write('out of memory\n')
      process.exit(3)
    }
    if (name === 'case.restore') restored = input
    if (name === 'restored') return { ok: true, value: restored }
    if (name === 'aborted') return { ok: true, value: aborted }
    if (name === 'hang')
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          aborted += 1
          resolve()
        })
      })
    return { ok: true, value: input }
  },
  async bulk(request) {
    const url = new URL(request.url)
    if (url.pathname === '/bulk/crash') process.exit(3)
    if (url.pathname === '/bulk/aborted')
      return new Response(null, { headers: { 'x-aborted': String(aborted), 'x-hanging': String(hanging) } })
    request.signal.addEventListener('abort', () => {
      aborted += 1
    })
    if (url.pathname === '/bulk/hang') {
      hanging += 1
      await new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => {
          hanging -= 1
          reject(new Error('aborted'))
        })
      })
    }
    let left = Number(url.searchParams.get('n'))
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const size = Math.min(left, 1_000_000)
        left -= size
        if (size > 0) controller.enqueue(new Uint8Array(size))
        else controller.close()
      },
    })
    return new Response(body, { headers: { 'x-range': request.headers.get('range') ?? '' } })
  },
  on: () => () => undefined,
  dispose: () => Promise.resolve(),
}

attachEngine(
  engine,
  {
    post: (message) => process.send?.(message),
    onMessage: (listener) => {
      process.on('message', (message: unknown) => {
        if (isHostMessage(message)) listener(message)
      })
    },
  },
  () => process.exit(0),
)

import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { forkUtilityEngine, type UtilityForker } from '../../../electron/desktop/engine-utility-process.ts'

const start = { cacheFolder: '/c', casesFolder: null, resources: '/r', roots: null, version: '1', workers: 2 }

function fakeUtility() {
  const child = new EventEmitter()
  const stderr = new EventEmitter()
  const posted: unknown[] = []
  const forked: Parameters<UtilityForker['fork']>[] = []
  const utility: UtilityForker = {
    fork: (...all) => {
      forked.push(all)
      return {
        on: (event: string, listener: ((message: unknown) => void) | ((code: number) => void)) =>
          child.on(event, (value: unknown) => Reflect.apply(listener, undefined, [value])),
        postMessage: (message) => posted.push(message),
        kill: () => child.emit('exit', 9),
        stderr,
      }
    },
  }
  return { utility, child, stderr, posted, forked }
}

describe('the engine as a utility process', () => {
  it('is started with its options, without inspector or other switches', () => {
    const { utility, forked } = fakeUtility()
    forkUtilityEngine(utility, new URL('file:///app/out/main/engine-process.js'), start)
    expect(forked).toEqual([
      [
        expect.stringMatching(/engine-process\.js$/),
        [JSON.stringify(start)],
        { serviceName: 'Casement engine', stdio: ['ignore', 'ignore', 'pipe'], execArgv: [] },
      ],
    ])
  })

  it('is posted to, heard, killed, and its end told with its last words', () => {
    const { utility, child, stderr, posted } = fakeUtility()
    const engine = forkUtilityEngine(utility, new URL('file:///app/engine-process.js'), start)
    const heard: unknown[] = []
    engine.onMessage((message) => heard.push(message))
    engine.onExit((detail) => heard.push(detail))
    engine.post({ type: 'shutdown' })
    child.emit('message', { type: 'ready' })
    stderr.emit('data', Buffer.from('out of memory\n'))
    engine.kill()
    expect(posted).toEqual([{ type: 'shutdown' }])
    expect(heard).toEqual([{ type: 'ready' }, 'exit code 9\nout of memory'])
  })
})

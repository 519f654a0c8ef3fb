import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createPrefetcher } from '../../../../../electron/engine/reads/prefetch/prefetcher.ts'

/** A prefetcher whose work ends when the test says so, or when it is aborted. */
function workshop() {
  const log: string[] = []
  const open = new Map<string, () => void>()
  const prefetcher = createPrefetcher<string>(async (item, signal) => {
    log.push(item)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    open.set(item, resolve)
    signal.addEventListener('abort', () => {
      log.push(`stopped ${item}`)
      reject(new Error('aborted'))
    })
    await promise
  }, 0)
  const finish = async (item: string): Promise<void> => {
    open.get(item)?.()
    await quiet()
  }
  return { log, prefetcher, finish }
}

/** Long enough for whatever can begin now to begin. */
const quiet = (): Promise<void> => sleep(20)

it('does one piece after the other, in the order they were named', async () => {
  const { log, prefetcher, finish } = workshop()
  prefetcher.hint(['a', 'b', 'c'])
  await quiet()
  expect(log).toEqual(['a'])
  await finish('a')
  await finish('b')
  await finish('c')
  expect(log).toEqual(['a', 'b', 'c'])
})

it('begins nothing while something is asked for', async () => {
  const { log, prefetcher } = workshop()
  prefetcher.asked()
  prefetcher.asked()
  prefetcher.hint(['a'])
  prefetcher.settled()
  await quiet()
  expect(log).toEqual([])
  prefetcher.settled()
  await quiet()
  expect(log).toEqual(['a'])
})

it('stops at once for what is asked, and takes the piece up again when there is quiet', async () => {
  const { log, prefetcher, finish } = workshop()
  prefetcher.hint(['a', 'b'])
  await quiet()
  prefetcher.asked()
  expect(log).toEqual(['a', 'stopped a'])
  await quiet()
  expect(log).toEqual(['a', 'stopped a'])
  prefetcher.settled()
  await quiet()
  await finish('a')
  expect(log).toEqual(['a', 'stopped a', 'a', 'b'])
})

it('forgets an older hint for a newer one', async () => {
  const { log, prefetcher, finish } = workshop()
  prefetcher.hint(['a', 'b'])
  await quiet()
  prefetcher.hint(['c'])
  await quiet()
  await finish('c')
  expect(log).toEqual(['a', 'stopped a', 'c'])
})

it('goes on after a piece that fails', async () => {
  const log: string[] = []
  const prefetcher = createPrefetcher<string>(async (item) => {
    log.push(item)
    if (item === 'bad') throw new Error('no such file')
  }, 0)
  prefetcher.hint(['bad', 'good'])
  await quiet()
  expect(log).toEqual(['bad', 'good'])
})

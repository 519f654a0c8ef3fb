import { expect, test } from 'vitest'
import { shareRequests } from '../../../../electron/engine/work/shared-requests.ts'
import { errorFrom } from '../../../support/bam-files.ts'

/** Work that ends when told to, and counts how often it was begun. */
function slowWork() {
  const begun: AbortSignal[] = []
  let finish: (value: string) => void = () => {}
  return {
    begun,
    finish: (value: string) => finish(value),
    work: (signal: AbortSignal): Promise<string> => {
      begun.push(signal)
      return new Promise((resolve, reject) => {
        finish = resolve
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    },
  }
}

const signal = (): AbortSignal => new AbortController().signal

test('what is asked for at once is done once; later it is done again', async () => {
  const { begun, finish, work } = slowWork()
  const share = shareRequests<string>('reads')
  const both = Promise.all([share('a', signal(), work), share('a', signal(), work)])
  finish('done')
  expect(await both).toEqual(['done', 'done'])
  expect(begun).toHaveLength(1)
  const other = share('a', signal(), work)
  finish('again')
  expect(await other).toBe('again')
  expect(begun).toHaveLength(2)
})

test('another key is other work', async () => {
  const { begun, work } = slowWork()
  const share = shareRequests<string>('reads')
  void share('a', signal(), work)
  void share('b', signal(), work)
  expect(begun).toHaveLength(2)
})

test('who aborts goes; the work goes on for the other, and stops with the last', async () => {
  const { begun, finish, work } = slowWork()
  const share = shareRequests<string>('reads')
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()]
  const first = errorFrom(share('a', one.signal, work))
  const second = share('a', two.signal, work)
  one.abort()
  expect(await first).toEqual({ kind: 'task/cancelled', title: 'reads' })
  expect(begun[0]?.aborted).toBe(false)
  finish('done')
  expect(await second).toBe('done')

  const last = errorFrom(share('a', three.signal, work))
  three.abort()
  expect(await last).toMatchObject({ kind: 'task/cancelled' })
  expect(begun[1]?.aborted).toBe(true)
  // What is being stopped is not joined.
  const fresh = share('a', signal(), work)
  finish('fresh')
  expect(await fresh).toBe('fresh')
})

test('all hear of a failure', async () => {
  const share = shareRequests<string>('reads')
  const fails = (): Promise<string> => Promise.reject(new RangeError('no'))
  const both = await Promise.allSettled([share('a', signal(), fails), share('a', signal(), fails)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

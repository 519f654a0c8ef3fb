import { throwIfCancelled } from '../files/io-fault.ts'

/** Work under way that more than one may wait for. */
type Shared<T> = { readonly result: Promise<T>; readonly controller: AbortController; waiting: number }

export type ShareRequests<T> = (
  key: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
) => Promise<T>

/**
 * Lets requests for the same thing that come while one is under way wait for its result, which they then all hold: it
 * must not be changed. Who aborts goes at once; the work itself is aborted when the last one has gone.
 *
 * @param title of the work, for `task/cancelled`
 */
export function shareRequests<T>(title: string): ShareRequests<T> {
  const underWay = new Map<string, Shared<T>>()

  const begin = (key: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> => {
    const controller = new AbortController()
    const result = work(controller.signal).finally(() => {
      if (underWay.get(key) === shared) underWay.delete(key)
    })
    const shared: Shared<T> = { result, controller, waiting: 0 }
    underWay.set(key, shared)
    return shared
  }

  return async (key, signal, work) => {
    throwIfCancelled(signal, title)
    const shared = underWay.get(key) ?? begin(key, work)
    shared.waiting++
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        shared.waiting--
        if (shared.waiting === 0) {
          // Nobody may join what is being stopped.
          if (underWay.get(key) === shared) underWay.delete(key)
          shared.controller.abort(signal.reason)
        }
        try {
          throwIfCancelled(signal, title)
        } catch (cancelled) {
          reject(cancelled)
        }
      }
      signal.addEventListener('abort', leave, { once: true })
      shared.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }
}

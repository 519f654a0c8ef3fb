/** A response body fed from outside: chunks are pushed as they arrive and handed out as the reader takes them. */
export type BodyFeed = {
  readonly body: ReadableStream<Uint8Array>
  push(bytes: Uint8Array): void
  end(): void
  fail(reason: Error): void
}

/**
 * @param told.taken the reader took a chunk, room for another
 * @param told.cancelled the reader left before the end
 * @param told.done nothing more will happen, whatever the reason
 */
export function createBodyFeed(told: { taken(): void; cancelled(): void; done(): void }): BodyFeed {
  const waiting: Uint8Array[] = []
  let state: 'open' | 'ended' | 'over' = 'open'
  let wake: () => void = () => undefined
  let broken: Error | null = null

  const idle = (): boolean => waiting.length === 0 && state === 'open' && broken === null
  const finish = (): void => {
    state = 'over'
    told.done()
  }

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (idle()) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
        if (broken !== null) {
          finish()
          controller.error(broken)
          return
        }
        const next = waiting.shift()
        if (next !== undefined) {
          controller.enqueue(next)
          told.taken()
        } else if (state === 'ended') {
          finish()
          controller.close()
        }
      },
      cancel() {
        if (state === 'over') return
        waiting.length = 0
        told.cancelled()
        finish()
        wake()
      },
    },
    // Nothing is taken from the engine ahead of the reader beyond the link's own window.
    { highWaterMark: 0 },
  )

  return {
    body,
    push(bytes) {
      if (state !== 'open') return
      waiting.push(bytes)
      wake()
    },
    end() {
      if (state === 'open') state = 'ended'
      wake()
    },
    fail(reason) {
      if (state === 'over') return
      broken = reason
      waiting.length = 0
      wake()
    },
  }
}

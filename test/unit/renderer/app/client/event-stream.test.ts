import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEventStream, type StreamMessage } from '../../../../../renderer/app/client/event-stream.ts'

/** The text as a stream, cut into pieces of the given sizes (bytes). */
function stream(text: string, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let rest = new TextEncoder().encode(text)
  let next = 0
  return new ReadableStream({
    pull(controller) {
      if (rest.length === 0) return controller.close()
      const size = sizes[next++ % sizes.length] ?? 1
      controller.enqueue(rest.slice(0, size))
      rest = rest.slice(size)
    },
  })
}

async function read(text: string, sizes: readonly number[] = [1000]): Promise<StreamMessage[]> {
  const messages: StreamMessage[] = []
  for await (const message of readEventStream(stream(text, sizes))) messages.push(message)
  return messages
}

describe('an event stream', () => {
  it('is read as the standard says', async () => {
    expect(await read('data: a\ndata:b\ndata\n\n: comment\n\nevent: x\r\ndata:  c\r\nid: 7\r\n\r\n')).toEqual(
      [
        { event: 'message', data: 'a\nb\n' },
        { event: 'x', data: ' c' },
      ],
    )
  })

  it('drops a message that was cut off', async () => {
    expect(await read('data: a\n\ndata: b\n')).toEqual([{ event: 'message', data: 'a' }])
  })

  it('does not depend on how it was cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        async (texts, sizes) => {
          const text = texts.map((t) => `data: ${JSON.stringify(t)}\n\n`).join('')
          expect((await read(text, sizes)).map(({ data }) => JSON.parse(data))).toEqual(texts)
        },
      ),
      { numRuns: 50 },
    )
  })
})

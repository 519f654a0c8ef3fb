import { expect, it } from 'vitest'
import { transferListOf, transferred } from '../../../../electron/engine/work/transferred.ts'

it('moves the buffers that were marked, of the result itself or of its properties, each once', () => {
  const marked = transferred(new Uint8Array(8))
  const unmarked = new Uint8Array(8)
  expect(transferListOf(marked)).toEqual([marked.buffer])
  expect(transferListOf({ a: marked, b: new Uint32Array(marked.buffer), c: unmarked, d: 'text' })).toEqual([
    marked.buffer,
  ])
  for (const nothing of [unmarked, undefined, null, 'text', 5, {}, []])
    expect(transferListOf(nothing)).toEqual([])
})

import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { blockContent } from '../../../../../electron/engine/files/cram/block-content.ts'
import { errorOf, Fault } from '../../../../../shared/errors/fault.ts'

const faults = {
  damaged: (detail: string) => new Fault({ kind: 'cram/damaged', file: 'x', offset: 0, detail }),
  unsupported: (detail: string) => new Fault({ kind: 'cram/unsupported', file: 'x', detail }),
}
const block = (method: number, data: Uint8Array, inflatedSize: number) => ({
  contentType: 4,
  contentId: 1,
  next: 0,
  method,
  data,
  inflatedSize,
})
async function refusal(...of: Parameters<typeof block>) {
  return errorOf(
    await blockContent(block(...of), faults).then(
      () => null,
      (thrown: unknown) => thrown,
    ),
  )
}

it('inflates gzip, and leaves what is stored where it is', async () => {
  const text = Buffer.from('aaaaaaaaaaaaaaaaaaaaaaaaaaaab')
  expect(Buffer.from(await blockContent(block(1, gzipSync(text), text.length), faults))).toEqual(text)
  expect((await blockContent(block(0, text, text.length), faults)).buffer).toBe(text.buffer)
})

it.each([
  ['longer', 5],
  ['shorter', 50],
])('refuses a block that inflates to something %s than it says', async (_, size) => {
  expect(await refusal(1, gzipSync(Buffer.alloc(20)), size)).toMatchObject({ kind: 'cram/damaged' })
})

// Their decoders would make room for a GB and fill it.
it.each([
  ['rANS', 4, [0, 9, 0, 0, 0, 0, 0, 0, 0x40, 1, 2, 3]],
  ['rANS Nx16', 5, [0, 0x84, 0x80, 0x80, 0x80, 0x00, 1, 2]],
  ['arithmetic', 6, [0, 0x84, 0x80, 0x80, 0x80, 0x00, 1, 2]],
  ['fqzcomp', 7, [0x84, 0x80, 0x80, 0x80, 0x00, 5, 1, 2]],
  ['names', 8, [0, 0, 0, 0x40, 0, 1, 2, 3]],
])(
  'refuses %s data that claims another size than its block, before it is decoded',
  async (_, method, data) => {
    const error = await refusal(method, Uint8Array.from(data), 100)
    expect(error).toMatchObject({
      kind: 'cram/damaged',
      detail: expect.stringContaining(`it has ${2 ** 30}`),
    })
  },
)

it('says which method is not supported', async () => {
  expect(await refusal(9, new Uint8Array(3), 3)).toMatchObject({
    kind: 'cram/unsupported',
    detail: expect.stringContaining('9'),
  })
})

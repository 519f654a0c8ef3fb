import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { byteSourceOf } from '../../../../electron/engine/files/byte-source.ts'
import { textBlocks } from '../../../../electron/engine/files/text/text-blocks.ts'
import { keepBlocks } from '../../../../electron/engine/variants/kept-text.ts'

test('blocks of a gzip text are there again, also those past what is kept', async () => {
  const text = Buffer.from(Array.from({ length: 40_000 }, (_, i) => `line ${i * 7919}\n`).join(''))
  for (const keep of [1 << 20, 1]) {
    const source = byteSourceOf(gzipSync(text), 'a.gz')
    let reads = 0
    const counted = { ...source, read: (at: number, length: number) => (reads++, source.read(at, length)) }
    const kept = keepBlocks(textBlocks(counted, 'gzip'), keep)
    const blocks = []
    for await (const block of kept.stream(0)) blocks.push(block)
    expect(Buffer.concat(blocks.map((b) => b.data))).toEqual(text)
    const before = reads
    for (const block of blocks.toReversed()) {
      const again = await kept.at(block.block)
      expect(again && { ...again, data: Buffer.from(again.data) }).toEqual({
        ...block,
        data: Buffer.from(block.data),
      })
    }
    // What is kept needs no reading; the rest is inflated again from the start.
    expect(reads === before).toBe(keep > 1)
    expect(await kept.at(text.length * 2)).toBeNull()
  }
})

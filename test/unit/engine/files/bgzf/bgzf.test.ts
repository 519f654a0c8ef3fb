import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EOF_BLOCK } from '../../../../../electron/engine/files/bgzf/bgzf-block.ts'
import {
  hasEofBlock,
  inflateBlockAt,
  readBgzfBlocks,
} from '../../../../../electron/engine/files/bgzf/bgzf-reader.ts'
import { createBgzfWriter, deflateBlock } from '../../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import type { CasementError } from '../../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../../shared/errors/fault.ts'
import { byteSourceOf } from '../../../../../electron/engine/files/byte-source.ts'
import { all, collect, errorFrom } from '../../../../support/bam-files.ts'

async function compress(parts: readonly Uint8Array[], level = 6): Promise<Uint8Array> {
  return collect(async (sink) => {
    const writer = createBgzfWriter(sink, { level })
    for (const part of parts) await writer.write(part)
    await writer.finish()
  })
}

async function inflate(bytes: Uint8Array, options = {}): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const block of readBgzfBlocks(byteSourceOf(bytes, 'f'), options)) parts.push(block.data)
  return Buffer.concat(parts)
}

const noise = (length: number, seed = 1): Uint8Array => {
  let state = seed
  return Uint8Array.from({ length }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16)
}

test('what is written is what is read, and what gunzip reads', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 20 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 300_000 }),
      async (parts, level, window) => {
        const bytes = await compress([...parts, noise(100_000)], level)
        const whole = Buffer.concat([...parts, noise(100_000)])
        expect(Buffer.compare(await inflate(bytes, { window }), whole)).toBe(0)
        expect(Buffer.compare(gunzipSync(bytes), whole)).toBe(0)
      },
    ),
    { numRuns: 25 },
  )
})

test('incompressible data fit their blocks', async () => {
  const bytes = await compress([noise(500_000, 99)], 9)
  expect(Buffer.compare(await inflate(bytes), noise(500_000, 99))).toBe(0)
})

test('tell is where the next byte is found', async () => {
  const parts: Uint8Array[] = []
  const writer = createBgzfWriter({ write: async (bytes) => void parts.push(bytes) })
  const marks: { offset: { block: number; within: number }; byte: number }[] = []
  for (let i = 0; i < 200; i++) {
    marks.push({ offset: writer.tell(), byte: i })
    await writer.write(new Uint8Array(997).fill(i))
  }
  await writer.finish()
  const source = byteSourceOf(Buffer.concat(parts), 'f')
  for (const { offset, byte } of marks) {
    const { data } = await inflateBlockAt(source, offset.block)
    expect(data[offset.within]).toBe(byte)
  }
})

test('reading can start and stop at any block', async () => {
  const bytes = await compress([noise(400_000)])
  const blocks = await all(readBgzfBlocks(byteSourceOf(bytes, 'f')))
  expect(blocks.length).toBeGreaterThan(5)
  const [, second, third, fourth] = blocks
  const some = readBgzfBlocks(byteSourceOf(bytes, 'f'), {
    from: second?.offset ?? 0,
    to: fourth?.offset ?? 0,
  })
  expect((await all(some)).map(({ offset }) => offset)).toEqual([second?.offset, third?.offset])
})

test('the EOF block is recognised, and its absence', async () => {
  const bytes = await compress([noise(10)])
  expect(await hasEofBlock(byteSourceOf(bytes, 'f'))).toBe(true)
  expect(await hasEofBlock(byteSourceOf(bytes.subarray(0, bytes.length - 1), 'f'))).toBe(false)
  expect(await hasEofBlock(byteSourceOf(new Uint8Array(3), 'f'))).toBe(false)
  // The specification prints it byte by byte.
  expect(Buffer.from(EOF_BLOCK).toString('hex')).toBe(
    '1f8b08040000000000ff0600424302001b0003000000000000000000',
  )
})

test('what is not BGZF is said to be so, gzip or not', async () => {
  const plain = Buffer.from('hello, this is text')
  expect(await errorFrom(inflate(plain))).toEqual({ kind: 'bgzf/not-bgzf', file: 'f', isGzip: false })
  expect(await errorFrom(inflate(gzipSync(plain)))).toEqual({
    kind: 'bgzf/not-bgzf',
    file: 'f',
    isGzip: true,
  })
  // A gzip header with an extra field of its own is still no BGZF.
  const other = Uint8Array.from(deflateBlock(plain))
  other[12] = 0x58
  expect(await errorFrom(inflate(other))).toEqual({ kind: 'bgzf/not-bgzf', file: 'f', isGzip: true })
})

test('each damage has its own name and the offset of its block', async () => {
  const first = deflateBlock(noise(5000))
  const second = deflateBlock(Buffer.from('abcdefgh'.repeat(100)))
  const at = first.length
  const damaged = (change: (block: Uint8Array) => void): Promise<unknown> => {
    const block = Uint8Array.from(second)
    change(block)
    return errorFrom(inflate(Buffer.concat([first, block, EOF_BLOCK])))
  }
  const view = (block: Uint8Array): DataView => new DataView(block.buffer)
  const length = second.length
  expect(await damaged((b) => view(b).setUint32(length - 8, 1, true))).toMatchObject({
    kind: 'bgzf/bad-crc',
    offset: at,
  })
  for (const isize of [799, 801, 0, 70_000])
    expect(await damaged((b) => view(b).setUint32(length - 4, isize, true))).toMatchObject({
      kind: 'bgzf/bad-length',
      offset: at,
    })
  expect(await damaged((b) => view(b).setUint16(16, 20, true))).toMatchObject({
    kind: 'bgzf/bad-length',
    offset: at,
  })
  expect(await damaged((b) => b.fill(0xff, 18, 24))).toMatchObject({ kind: 'bgzf/bad-block', offset: at })
  expect(await damaged((b) => b.fill(0, 0, 4))).toMatchObject({ kind: 'bgzf/bad-block', offset: at })
  expect(await damaged((b) => view(b).setUint16(16, 65_535, true))).toMatchObject({
    kind: 'bgzf/truncated',
    offset: at,
  })
})

test('a block that inflates to more than 64 KiB is refused without being inflated whole', async () => {
  const bomb = collect(async (sink) => {
    const { deflateRawSync } = await import('node:zlib')
    const deflated = deflateRawSync(new Uint8Array(10_000_000))
    const block = new Uint8Array(18 + deflated.length + 8)
    block.set(EOF_BLOCK.subarray(0, 16))
    new DataView(block.buffer).setUint16(16, block.length - 1, true)
    block.set(deflated, 18)
    new DataView(block.buffer).setUint32(block.length - 4, 65_536, true)
    await sink.write(block)
  })
  expect(await errorFrom(inflate(await bomb))).toMatchObject({ kind: 'bgzf/bad-length', offset: 0 })
})

/** What reading `bytes` comes to: 'other' when it gives something else than `expected`. */
async function outcome(bytes: Uint8Array, expected?: Uint8Array): Promise<CasementError | 'whole' | 'other'> {
  try {
    const data = await inflate(bytes)
    return expected && Buffer.compare(data, expected) !== 0 ? 'other' : 'whole'
  } catch (thrown) {
    return errorOf(thrown)
  }
}

test('a file cut anywhere is truncated at the block the cut is in, or ends at a border', async () => {
  const blocks = [deflateBlock(noise(700)), deflateBlock(noise(900, 2)), EOF_BLOCK]
  const borders = [0]
  for (const block of blocks) borders.push((borders.at(-1) ?? 0) + block.length)
  const bytes = Buffer.concat(blocks)
  for (let length = 1; length < bytes.length; length += 7) {
    const cut = bytes.subarray(0, length)
    const border = borders.findLast((at) => at <= length) ?? 0
    const expected = border === length ? 'whole' : { kind: 'bgzf/truncated', file: 'f', offset: border }
    expect(await outcome(cut)).toEqual(expected)
  }
})

test('no single changed byte passes unnoticed', async () => {
  const bytes = Buffer.concat([deflateBlock(Buffer.from('the quick brown fox '.repeat(20))), EOF_BLOCK])
  const whole = Buffer.from(await inflate(bytes))
  for (let at = 0; at < bytes.length; at++) {
    const changed = Uint8Array.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x55
    const result = await outcome(changed, whole)
    // MTIME, XFL and OS of the header say nothing about the data.
    expect([at, result === 'whole' || (result !== 'other' && result.kind.startsWith('bgzf/'))]).toEqual([
      at,
      true,
    ])
  }
})

test('an aborted read stops', async () => {
  const controller = new AbortController()
  const bytes = await compress([noise(300_000)])
  const blocks = readBgzfBlocks(byteSourceOf(bytes, 'f'), { signal: controller.signal })
  await blocks.next()
  controller.abort()
  expect(await errorFrom(blocks.next())).toMatchObject({ kind: 'task/cancelled' })
})

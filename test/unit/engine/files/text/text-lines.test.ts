import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deflateBlock } from '../../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { byteSourceOf } from '../../../../../electron/engine/files/byte-source.ts'
import { type TextBlocks, textBlocks } from '../../../../../electron/engine/files/text/text-blocks.ts'
import {
  createLinePicker,
  readLines,
  type TextLine,
} from '../../../../../electron/engine/files/text/text-lines.ts'
import { runs } from '../../../../support/thorough.ts'

const plain = (text: string): TextBlocks => textBlocks(byteSourceOf(Buffer.from(text), 'a.txt'), 'none')
const gzip = (text: string): TextBlocks => textBlocks(byteSourceOf(gzipSync(text), 'a.gz'), 'gzip')
/** BGZF whose blocks are cut where `cuts` says, so that lines span blocks. */
function bgzf(text: string, blockSize: number): TextBlocks {
  const bytes = Buffer.from(text)
  const blocks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += blockSize)
    blocks.push(deflateBlock(bytes.subarray(at, at + blockSize), 1))
  return textBlocks(byteSourceOf(Buffer.concat(blocks), 'a.gz'), 'bgzf')
}

async function all(text: TextBlocks, from?: TextLine['place']): Promise<TextLine[]> {
  const lines: TextLine[] = []
  for await (const batch of readLines(text, from === undefined ? {} : { from })) lines.push(...batch)
  return lines
}

const words = (lines: readonly TextLine[]): string[] =>
  lines.map((l) => Buffer.from(l.bytes).toString('utf8'))

describe('lines', () => {
  test('LF, CRLF, blank lines and a last line without its end', async () => {
    const lines = await all(plain('a\r\n\nbc\nd'))
    expect(words(lines)).toEqual(['a', '', 'bc', 'd'])
    expect(lines.map((l) => l.number)).toEqual([1, 2, 3, 4])
    expect(lines.map((l) => l.place.block + l.place.within)).toEqual([0, 3, 4, 7])
    expect(lines.map((l) => l.after.block + l.after.within)).toEqual([3, 4, 7, 8])
  })

  test('a line of 5 MB', async () => {
    const long = 'x'.repeat(5_000_000)
    for (const text of [plain(`a\n${long}\nb\n`), gzip(`a\n${long}\nb\n`), bgzf(`a\n${long}\nb\n`, 60_000)]) {
      const lines = await all(text)
      expect(lines.map((l) => l.bytes.length)).toEqual([1, 5_000_000, 1])
      const [, middle] = lines
      expect((await createLinePicker(text).at(middle?.place ?? { block: 0, within: 0 }))?.bytes.length).toBe(
        5_000_000,
      )
    }
  })

  test('a place at the end of a BGZF block is the start of the next, as bgzf_tell has it', async () => {
    const [first, second] = await all(bgzf('aaa\nbbb\n', 4))
    expect(first?.after.within).toBe(0)
    expect(second?.place).toEqual(first?.after)
    expect(second?.place.block).toBeGreaterThan(0)
  })

  test('however the text is cut into blocks, the lines are those of split, and can be read again at their places', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '\t', '0'), maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        async (lines, size) => {
          const text = lines.map((l) => `${l}\n`).join('')
          for (const blocks of [plain(text), bgzf(text, size), gzip(text)]) {
            const read = await all(blocks)
            expect(words(read)).toEqual(lines)
            const picker = createLinePicker(blocks)
            for (const one of read.toReversed()) {
              const again = await picker.at(one.place)
              expect(again && words([again])).toEqual(words([one]))
              expect(again?.after).toEqual(one.after)
            }
            const last = read.at(-1)?.place ?? { block: 0, within: 0 }
            expect(words(await all(blocks, last))).toEqual(lines.slice(-1))
          }
        },
      ),
      { numRuns: runs(30) },
    )
  })
})

describe('gzip', () => {
  test('several members are one text', async () => {
    const source = byteSourceOf(Buffer.concat([gzipSync('a\nb'), gzipSync('c\nd\n')]), 'a.gz')
    expect(words(await all(textBlocks(source, 'gzip')))).toEqual(['a', 'bc', 'd'])
  })

  test('cut off', async () => {
    const bytes = gzipSync(Array.from({ length: 50_000 }, (_, i) => `line ${i}\n`).join(''))
    const cut = textBlocks(byteSourceOf(bytes.subarray(0, bytes.length - 5000), 'cut.gz'), 'gzip')
    await expect(all(cut)).rejects.toMatchObject({ error: { kind: 'gzip/truncated', file: 'cut.gz' } })
  })

  test('damaged', async () => {
    const bytes = gzipSync(Array.from({ length: 50_000 }, (_, i) => `line ${i}\n`).join(''))
    bytes.fill(0xff, bytes.length - 2000, bytes.length - 1000)
    const damaged = textBlocks(byteSourceOf(bytes, 'bad.gz'), 'gzip')
    await expect(all(damaged)).rejects.toMatchObject({ error: { kind: 'gzip/damaged', file: 'bad.gz' } })
  })

  test('a file that shrinks while it is read ends with that error', async () => {
    const bytes = gzipSync('a\n'.repeat(1000))
    const { Fault } = await import('../../../../../shared/errors/fault.ts')
    const changed = new Fault({ kind: 'file/changed', file: 'a.gz', detail: 'it ended' })
    const source = { ...byteSourceOf(bytes, 'a.gz'), read: () => Promise.reject(changed) }
    await expect(all(textBlocks(source, 'gzip'))).rejects.toBe(changed)
  })
})

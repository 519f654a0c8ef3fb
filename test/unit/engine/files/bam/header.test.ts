import { expect, test } from 'vitest'
import { byteSourceOf, openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { createBgzfWriter } from '../../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { readBamHeader } from '../../../../../electron/engine/files/bam/header.ts'
import { parseHeaderText } from '../../../../../electron/engine/files/bam/header-text.ts'
import { encodeHeader } from '../../../../../electron/engine/files/bam/writer.ts'
import { collect, errorFrom, fixture, havePublicData, publicFile } from '../../../../support/bam-files.ts'

const REFERENCES = [
  { name: 'one', length: 10 },
  { name: 'two', length: 20 },
]

async function headerOf(bytes: Uint8Array) {
  const file = await collect(async (sink) => {
    const writer = createBgzfWriter(sink)
    await writer.write(bytes)
    await writer.finish()
  })
  return readBamHeader(byteSourceOf(file, 'f'))
}

test('contigs, samples, read groups and order of a file samtools wrote', async () => {
  const source = await openByteSource(fixture('bam/edge.bam'))
  const header = await readBamHeader(source)
  await source.close()
  expect(header.references).toEqual([
    { name: 'one', length: 200_000 },
    { name: 'empty', length: 5000 },
    { name: 'big', length: 600_000_000 },
    { name: 'none', length: 100 },
  ])
  expect(header.samples).toEqual(['kid'])
  expect(header.readGroups.map(({ id, library, platform }) => [id, library, platform])).toEqual([
    ['g1', 'lib', 'ILLUMINA'],
    ['g2', undefined, undefined],
  ])
  expect(header.sortOrder).toBe('coordinate')
  expect(header.notes).toEqual([])
  expect(header.firstRecord.within).toBe(0)
})

test('a header across many blocks, with padded text', async () => {
  const references = Array.from({ length: 20_000 }, (_, i) => ({ name: `contig_${i}`, length: i + 1 }))
  const header = await headerOf(encodeHeader({ text: '@HD\tVN:1.6\n\0\0\0', references }))
  expect(header.references).toEqual(references)
  expect(header.text).toBe('@HD\tVN:1.6\n')
})

test('what is wrong with a header is said', async () => {
  const good = encodeHeader({ text: '@CO\tx\n', references: REFERENCES })
  expect(await errorFrom(headerOf(Buffer.from('CRAM and more')))).toEqual({
    kind: 'bam/bad-magic',
    file: 'f',
  })
  expect(await errorFrom(headerOf(Buffer.from('BA')))).toEqual({ kind: 'bam/bad-magic', file: 'f' })
  for (let length = 4; length < good.length; length++)
    expect(await errorFrom(headerOf(good.subarray(0, length)))).toMatchObject({ kind: 'bam/bad-header' })
  for (const at of [4, 14, 18]) {
    const bad = Uint8Array.from(good)
    new DataView(bad.buffer).setInt32(at, -5, true)
    expect(await errorFrom(headerOf(bad))).toMatchObject({ kind: 'bam/bad-header' })
    new DataView(bad.buffer).setInt32(at, 2 ** 31 - 1, true)
    expect(await errorFrom(headerOf(bad))).toMatchObject({ kind: 'bam/bad-header' })
  }
})

test('a length no header has is refused before the file is read into memory', async () => {
  const text = '@CO\tx\n'
  // Length of the text; length of the first contig's name.
  for (const [at, length] of [
    [4, 2 ** 28 + 1],
    [8 + text.length + 4, 2 ** 16 + 1],
  ] as const) {
    const bad = Uint8Array.from(encodeHeader({ text, references: REFERENCES }))
    new DataView(bad.buffer).setInt32(at, length, true)
    expect(await errorFrom(headerOf(bad))).toMatchObject({
      kind: 'bam/bad-header',
      detail: expect.stringContaining('not possible'),
    })
  }
})

test('a text that disagrees with the contig list is noted, not refused', () => {
  expect(parseHeaderText('@SQ\tSN:one\tLN:10\r\n@SQ\tSN:two\tLN:20\r\n', REFERENCES).notes).toEqual([])
  expect(parseHeaderText('', REFERENCES).notes).toEqual([])
  expect(parseHeaderText('@SQ\tSN:one\tLN:10\n', REFERENCES).notes).toHaveLength(1)
  expect(parseHeaderText('@SQ\tSN:one\tLN:11\n@SQ\tSN:two\tLN:20\n', REFERENCES).notes).toHaveLength(1)
  expect(parseHeaderText('@RG\tID:a\tSM:x\n@RG\tID:b\tSM:y\n@RG\tID:c\tSM:x\n', []).samples).toEqual([
    'x',
    'y',
  ])
})

test.runIf(havePublicData())('a malformed @SQ line is tolerated and noted', async () => {
  const source = await openByteSource(publicFile('gmod/large_coords.bam'))
  const header = await readBamHeader(source)
  await source.close()
  expect(header.references).toEqual([{ name: 'ctgA', length: 50_001 }])
  expect(header.notes).toEqual(['The @SQ header line has a malformed field "1073741824".'])
})

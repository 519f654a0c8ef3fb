import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteSourceOf, openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { createBgzfWriter } from '../../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { inflateBlockAt } from '../../../../../electron/engine/files/bgzf/bgzf-reader.ts'
import { readBamHeader } from '../../../../../electron/engine/files/bam/header.ts'
import type { BamRecord } from '../../../../../electron/engine/files/bam/record.ts'
import { encodeRecord, rawRecord } from '../../../../../electron/engine/files/bam/record-encoder.ts'
import { createRecordSplitter } from '../../../../../electron/engine/files/bam/record-splitter.ts'
import { readRecords } from '../../../../../electron/engine/files/bam/record-stream.ts'
import { createBamWriter, encodeHeader } from '../../../../../electron/engine/files/bam/writer.ts'
import { type SamJson, recordToJson } from '../../../../../electron/engine/reads/json.ts'
import {
  all,
  bamOf,
  collect,
  errorFrom,
  failureOf,
  fixture,
  newRecord,
} from '../../../../support/bam-files.ts'

function samLine(json: SamJson): string {
  const tags = Object.entries(json.tags).map(([name, { type, value, element }]) =>
    type === 'B' ? `${name}:B:${[element, value].join(',')}` : `${name}:${type}:${String(value)}`,
  )
  const { qname, flag, rname, pos, mapq, cigar, rnext, pnext, tlen, seq, qual } = json
  return [qname, flag, rname, pos, mapq, cigar, rnext, pnext, tlen, seq, qual, ...tags].join('\t')
}

test('every field of every record reads as samtools prints it', async () => {
  const source = await openByteSource(fixture('bam/edge.bam'))
  const header = await readBamHeader(source)
  const lines: string[] = []
  for await (const record of readRecords(source, header))
    lines.push(samLine(recordToJson(record, header.references)))
  await source.close()
  const sam = await readFile(fixture('bam/edge.sam'), 'utf8')
  expect(lines).toEqual(
    sam
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('@')),
  )
})

test('a CIGAR of 70,000 operations written by samtools is read whole', async () => {
  const source = await openByteSource(fixture('bam/long-cigar.bam'))
  const header = await readBamHeader(source)
  const [record] = await all(readRecords(source, header))
  await source.close()
  expect(record?.cigar).toHaveLength(70_000)
  expect(record && recordToJson(record, header.references).cigar).toBe('1M1I1M1D'.repeat(17_500))
  expect(record?.end).toBe(1000 + 52_500)
  expect(record?.tags.map(({ name }) => name)).toEqual(['NM', 'CB'])
})

test('our writer gives back the records samtools wrote', async () => {
  const source = await openByteSource(fixture('bam/edge.bam'))
  const header = await readBamHeader(source)
  const records = await all(readRecords(source, header))
  const bytes = await collect(async (sink) => {
    const writer = await createBamWriter(sink, header, { level: 1 })
    for (const record of records) await writer.write(record)
    await writer.finish()
  })
  const copy = byteSourceOf(bytes, 'copy')
  const copyHeader = await readBamHeader(copy)
  expect(copyHeader.text).toBe(header.text)
  expect(copyHeader.references).toEqual(header.references)
  const copied = await all(readRecords(copy, copyHeader))
  expect(copied.map(({ bytes: b }) => Buffer.from(b))).toEqual(records.map(({ bytes: b }) => Buffer.from(b)))
  await source.close()
})

test('records are the same however the blocks are cut, and each lies where its offset says', async () => {
  const header = { text: '', references: [{ name: 'c', length: 1000 }] }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 }),
      async (lengths, cuts) => {
        const names = lengths.map((length, i) => `${i}:${'n'.repeat(Math.min(length, 240))}`)
        const stream = Buffer.concat([
          encodeHeader(header),
          ...names.map((name) => encodeRecord(newRecord({ name }))),
        ])
        const bytes = await collect(async (sink) => {
          const writer = createBgzfWriter(sink)
          for (let at = 0, i = 0; at < stream.length; i++) {
            const size = cuts[i % cuts.length] ?? 1
            await writer.write(stream.subarray(at, at + size))
            await writer.flush()
            at += size
          }
          await writer.finish()
        })
        const source = byteSourceOf(bytes, 'f')
        const records = await all(readRecords(source, await readBamHeader(source)))
        expect(records.map(({ name }) => name)).toEqual(names)
        for (const record of records) expect(await recordAt(source, record)).toEqual(rawRecord(record.bytes))
      },
    ),
    { numRuns: 40 },
  )
})

/** The record's bytes read again from its virtual offset. */
async function recordAt(source: ReturnType<typeof byteSourceOf>, record: BamRecord): Promise<Uint8Array> {
  let { block, within } = record.offset
  const parts: Uint8Array[] = []
  for (let missing = record.bytes.length + 4; missing > 0;) {
    const { data, size } = await inflateBlockAt(source, block)
    const part = data.subarray(within, within + missing)
    parts.push(part)
    missing -= part.length
    block += size
    within = 0
  }
  return Uint8Array.from(Buffer.concat(parts))
}

test('a file that ends within a record says which', async () => {
  const header = { text: '', references: [{ name: 'c', length: 1000 }] }
  const whole = Buffer.concat([encodeHeader(header), encodeRecord(newRecord()), encodeRecord(newRecord())])
  const bytes = await collect(async (sink) => {
    const writer = createBgzfWriter(sink)
    await writer.write(whole.subarray(0, whole.length - 1))
    await writer.finish()
  })
  const source = byteSourceOf(bytes, 'f')
  const reading = all(readRecords(source, await readBamHeader(source)))
  expect(await errorFrom(reading)).toMatchObject({ kind: 'bam/bad-record', ordinal: 2, field: 'block_size' })
})

test('a bad record is named by its ordinal', async () => {
  const records = [newRecord(), newRecord(), newRecord({ refId: 3 })]
  const source = await bamOf({ text: '', references: [{ name: 'c', length: 9 }] }, records)
  const reading = all(readRecords(source, await readBamHeader(source)))
  expect(await errorFrom(reading)).toMatchObject({ kind: 'bam/bad-record', ordinal: 3, field: 'refID' })
})

test('an impossible record length is refused before anything is allocated for it', () => {
  for (const size of [-1, 0, 31, 2 ** 31 - 1, 2 ** 29]) {
    const data = new Uint8Array(100)
    new DataView(data.buffer).setInt32(0, size, true)
    const splitter = createRecordSplitter('f')
    const error = failureOf(() => splitter.feed({ offset: 9, size: 50, data }, () => true))
    expect(error).toMatchObject({ kind: 'bam/bad-record', offset: 9, field: 'block_size' })
  }
})

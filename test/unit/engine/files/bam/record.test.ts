import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCigar } from '../../../../../electron/engine/files/bam/cigar.ts'
import { BamRecord } from '../../../../../electron/engine/files/bam/record.ts'
import { encodeRecord, type NewRecord } from '../../../../../electron/engine/files/bam/record-encoder.ts'
import type { Tag } from '../../../../../electron/engine/files/bam/tags.ts'
import { failureOf, newRecord } from '../../../../support/bam-files.ts'

const decode = (bytes: Uint8Array): BamRecord =>
  new BamRecord(bytes, { file: 'f.bam', referenceCount: 2 }, 77, 5)
const roundTrip = (record: NewRecord): BamRecord => decode(encodeRecord(record).subarray(4))

const TAGS: Tag[] = [
  { name: 'XA', type: 'A', value: '!' },
  { name: 'Xc', type: 'i', value: -128, stored: 'c' },
  { name: 'XC', type: 'i', value: 255, stored: 'C' },
  { name: 'Xs', type: 'i', value: -32768, stored: 's' },
  { name: 'XS', type: 'i', value: 65535, stored: 'S' },
  { name: 'Xi', type: 'i', value: -2147483648, stored: 'i' },
  { name: 'XI', type: 'i', value: 4294967295, stored: 'I' },
  { name: 'XF', type: 'f', value: -1.5 },
  { name: 'XZ', type: 'Z', value: 'a b;é' },
  { name: 'XH', type: 'H', value: '1AE3' },
  { name: 'XB', type: 'B', element: 's', value: [-3, 0, 32767] },
  { name: 'XD', type: 'B', element: 'f', value: [0.25] },
  { name: 'XE', type: 'B', element: 'C', value: [] },
]

test('every kind of tag survives writing and reading', () => {
  const record = roundTrip(newRecord({ tags: TAGS }))
  expect(record.tags).toEqual(TAGS)
  for (const tag of TAGS) expect(record.tag(tag.name)).toEqual(tag)
  expect(record.tag('ZZ')).toBeUndefined()
})

test('any record survives writing and reading', () => {
  const bases = fc.string({ unit: fc.constantFrom(...'=ACMGRSVTWYHKDBN'.split('')), maxLength: 40 })
  const records = fc.record({
    name: fc.string({ unit: fc.constantFrom(...'abcXYZ09:/#'.split('')), minLength: 1, maxLength: 254 }),
    flags: fc.integer({ min: 0, max: 0xffff }),
    refId: fc.integer({ min: -1, max: 1 }),
    start: fc.integer({ min: -1, max: 2 ** 31 - 2 ** 29 }),
    mapq: fc.integer({ min: 0, max: 255 }),
    cigar: fc
      .uint32Array({ maxLength: 9, max: 2 ** 20 })
      .map((ops) => ops.map((op) => op - (op % 16) + (op % 9))),
    mateRefId: fc.integer({ min: -1, max: 1 }),
    mateStart: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
    templateLength: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    sequence: bases,
  })
  fc.assert(
    fc.property(records, fc.boolean(), (fields, withQualities) => {
      const qualities =
        withQualities && fields.sequence.length > 0
          ? Uint8Array.from(fields.sequence, (_, i) => i)
          : undefined
      const record = roundTrip({ ...fields, qualities, tags: [] })
      expect([record.refId, record.start, record.mapq]).toEqual([fields.refId, fields.start, fields.mapq])
      expect(record.name).toBe(fields.name)
      expect(record.flags).toBe(fields.flags)
      expect([record.mateRefId, record.mateStart, record.templateLength]).toEqual([
        fields.mateRefId,
        fields.mateStart,
        fields.templateLength,
      ])
      expect([...record.cigar]).toEqual([...fields.cigar])
      expect(record.sequence).toBe(fields.sequence)
      expect(record.qualities && [...record.qualities]).toEqual(qualities && [...qualities])
    }),
  )
})

test('a CIGAR of more than 65,535 operations travels in the CG tag', () => {
  const cigar = new Uint32Array(70_000).map((_, i) => (1 << 4) | (i % 2 === 0 ? 0 : 2))
  const tags: Tag[] = [{ name: 'NM', type: 'i', value: 1, stored: 'C' }]
  const record = roundTrip(newRecord({ start: 10, cigar, sequence: 'A'.repeat(35_000), tags }))
  expect(record.cigar).toEqual(cigar)
  expect(record.end).toBe(10 + 70_000)
  expect(record.tags).toEqual(tags)
  expect(record.tag('CG')?.type).toBe('B')
})

test('end: one base for reads without reference length', () => {
  expect(roundTrip(newRecord({ start: 5 })).end).toBe(9)
  expect(roundTrip(newRecord({ start: 5, flags: 4 })).end).toBe(6)
  expect(roundTrip(newRecord({ start: 5, cigar: new Uint32Array() })).end).toBe(6)
  expect(roundTrip(newRecord({ start: 5, cigar: Uint32Array.of((4 << 4) | 1) })).end).toBe(6)
})

test('a damaged field is refused by its name', () => {
  const damaged = (change: (view: DataView) => void, cut = 0): unknown => {
    const bytes = Uint8Array.from(encodeRecord(newRecord({ tags: TAGS.slice(0, 1) })).subarray(4))
    change(new DataView(bytes.buffer))
    return failureOf(() => {
      const record = decode(bytes.subarray(0, bytes.length - cut))
      return [formatCigar(record.cigar), record.tags]
    })
  }
  const bad = (field: string) => ({ kind: 'bam/bad-record', file: 'f.bam', offset: 77, field })
  expect(damaged(() => {})).toBeUndefined()
  expect(damaged((v) => v.setInt32(0, 2, true))).toMatchObject(bad('refID'))
  expect(damaged((v) => v.setInt32(0, -2, true))).toMatchObject(bad('refID'))
  expect(damaged((v) => v.setInt32(4, -2, true))).toMatchObject(bad('pos'))
  expect(damaged((v) => v.setUint8(8, 0))).toMatchObject(bad('l_read_name'))
  expect(damaged((v) => v.setUint16(12, 9999, true))).toMatchObject(bad('block_size'))
  expect(damaged((v) => v.setInt32(16, -1, true))).toMatchObject(bad('l_seq'))
  expect(damaged((v) => v.setInt32(16, 2 ** 31 - 1, true))).toMatchObject(bad('block_size'))
  expect(damaged((v) => v.setInt32(20, 7, true))).toMatchObject(bad('next_refID'))
  expect(damaged((v) => v.setUint32(34, (4 << 4) | 9, true))).toMatchObject(bad('cigar'))
  expect(damaged(() => {}, 1)).toMatchObject(bad('tags'))
  expect(damaged((v) => v.setUint8(v.byteLength - 2, 0x51))).toMatchObject(bad('tags'))
})

test('random bytes never do worse than a bad record', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const error = failureOf(() => {
        const record = decode(bytes)
        return [record.name, record.end, record.sequence, record.qualities, record.tags, record.tag('MD')]
      })
      expect([undefined, 'bam/bad-record']).toContain(error?.kind)
    }),
    { numRuns: 500 },
  )
})

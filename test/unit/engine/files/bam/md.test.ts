import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { parseCigar } from '../../../../../electron/engine/files/bam/cigar.ts'
import { readBamHeader } from '../../../../../electron/engine/files/bam/header.ts'
import { parseMd, referenceFromRead } from '../../../../../electron/engine/files/bam/md.ts'
import { BamRecord } from '../../../../../electron/engine/files/bam/record.ts'
import { encodeRecord } from '../../../../../electron/engine/files/bam/record-encoder.ts'
import { readRecords } from '../../../../../electron/engine/files/bam/record-stream.ts'
import { havePublicData, newRecord, publicFile } from '../../../../support/bam-files.ts'

function read(cigar: string, sequence: string, md?: string): BamRecord {
  const tags = md === undefined ? [] : [{ name: 'MD', type: 'Z', value: md } as const]
  const change = { start: 1000, cigar: parseCigar(cigar) ?? new Uint32Array(), sequence, tags }
  const bytes = encodeRecord(newRecord(change)).subarray(4)
  return new BamRecord(bytes, { file: 'f', referenceCount: 1 }, 0, 0)
}

test("the SAM specification's own example of MD", () => {
  expect(parseMd('10A5^AC6')).toEqual([
    { kind: 'match', length: 10 },
    { kind: 'mismatch', bases: 'A' },
    { kind: 'match', length: 5 },
    { kind: 'deleted', bases: 'AC' },
    { kind: 'match', length: 6 },
  ])
  for (const text of ['', 'A', '10A', '10^5', '-1', '10AC5', '10 5'])
    expect([text, parseMd(text)]).toEqual([text, undefined])
})

test('cases by hand', () => {
  const at = (bases: string, start = 1000) => ({ start, bases })
  expect(referenceFromRead(read('4M', 'ACGT', '4'))).toEqual([at('ACGT')])
  expect(referenceFromRead(read('4M', 'ACGT', '1T2'))).toEqual([at('ATGT')])
  expect(referenceFromRead(read('2M2D2M', 'ACGT', '2^TT2'))).toEqual([at('ACTTGT')])
  expect(referenceFromRead(read('2S2M1I1M', 'NNACGT', '3'))).toEqual([at('ACT')])
  expect(referenceFromRead(read('2M100N2M', 'ACGT', '4'))).toEqual([at('AC'), at('GT', 1102)])
  expect(referenceFromRead(read('2M1D2I1D2M', 'ACTTGT', '2^CA2'))).toEqual([at('ACCAGT')])
  // Without MD only = proves anything.
  expect(referenceFromRead(read('4M', 'ACGT'))).toEqual([])
  expect(referenceFromRead(read('2=1X1=1D1=', 'ACGTA'))).toEqual([at('AC'), at('T', 1003), at('A', 1005)])
  // An N in the read, or a base stored as '=', is no base of the reference.
  expect(referenceFromRead(read('4M', 'ANGT', '4'))).toEqual([at('A'), at('GT', 1002)])
  expect(referenceFromRead(read('4M', 'A==T', '4'))).toEqual([at('A'), at('T', 1003)])
})

test('MD that contradicts the CIGAR proves nothing', () => {
  for (const md of ['3', '5', '4A0', '2^A2', '2A0A1', 'rubbish'])
    expect([md, referenceFromRead(read('4M', 'ACGT', md))]).toEqual([md, []])
  expect(referenceFromRead(read('2M1D2M', 'ACGT', '4'))).toEqual([])
  expect(referenceFromRead(read('5M', 'ACGT', '5'))).toEqual([])
})

test('the reference comes back from any alignment with MD', () => {
  const base = fc.constantFrom(...'ACGT'.split(''))
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ op: fc.constant('M'), reference: base, read: base }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('D'), reference: base, read: fc.constant('') }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('I'), reference: fc.constant(''), read: base }) },
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 80 }), (steps) => {
      let md = ''
      let run = 0
      let deleting = false
      for (const { op, reference, read: base } of steps) {
        if (op === 'I') continue
        if (op === 'D') {
          md += deleting ? reference : `${run}^${reference}`
          run = 0
          deleting = true
        } else if (reference === base) {
          run++
          deleting = false
        } else {
          md += `${run}${reference}`
          run = 0
          deleting = false
        }
      }
      md += run
      const cigar = steps
        .map(({ op }) => op)
        .join('')
        .replaceAll(/(.)\1*/g, (same, op: string) => `${same.length}${op}`)
      const sequence = steps.map((s) => s.read).join('')
      const bases = steps.map((s) => s.reference).join('')
      expect(referenceFromRead(read(cigar, sequence, md))).toEqual(
        bases === '' ? [] : [{ start: 1000, bases }],
      )
    }),
  )
})

test.runIf(havePublicData())('10,000 reads of one genome agree on its bases', async () => {
  const source = await openByteSource(publicFile('gmod/volvox-sorted.bam'))
  const genome: (string | undefined)[] = []
  let proved = 0
  let contradicted = 0
  for await (const record of readRecords(source, await readBamHeader(source)))
    for (const { start, bases } of referenceFromRead(record))
      for (const [i, base] of bases.split('').entries()) {
        genome[start + i] ??= base
        proved++
        if (genome[start + i] !== base) contradicted++
      }
  await source.close()
  expect(contradicted).toBe(0)
  expect(proved).toBeGreaterThan(900_000)
})

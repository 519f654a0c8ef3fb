import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeFai, parseFai } from '../../../../../electron/engine/files/fasta/fai.ts'
import { scanFasta } from '../../../../../electron/engine/files/fasta/scan-fasta.ts'
import { errorOf } from '../../../../../shared/errors/fault.ts'
import { GENOME_FIXTURES } from './fixtures.ts'

function scan(text: string | Uint8Array, cuts: readonly number[] = []) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const scanner = scanFasta('x.fa')
  let from = 0
  for (const cut of [...cuts].toSorted((a, b) => a - b)) {
    scanner.feed(bytes.subarray(from, Math.max(from, cut)))
    from = Math.max(from, cut)
  }
  scanner.feed(bytes.subarray(from))
  return scanner.finish()
}
const failure = (text: string) => {
  try {
    return scan(text)
  } catch (thrown) {
    return errorOf(thrown)
  }
}

describe('scanFasta', () => {
  const fasta = readFileSync(join(GENOME_FIXTURES, 'small.fa'))
  const fai = readFileSync(join(GENOME_FIXTURES, 'small.fa.fai'), 'utf8')

  it('writes the .fai samtools writes, however the bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: fasta.length }), { maxLength: 12 }), (cuts) => {
        expect(encodeFai(scan(fasta, cuts))).toBe(fai)
      }),
    )
  })

  it('counts CRLF line ends, a missing last line feed and empty contigs', () => {
    expect(scan('>a b\r\nACGT\r\nAC\r\n>c\r\nA')).toEqual([
      { name: 'a', length: 6, offset: 6, lineBases: 4, lineWidth: 6 },
      { name: 'c', length: 1, offset: 20, lineBases: 1, lineWidth: 2 },
    ])
    expect(scan('>a\n>b\nAC')).toMatchObject([
      { name: 'a', length: 0 },
      { name: 'b', length: 2, offset: 6 },
    ])
  })

  it.each([
    ['>a\nACGT\nAC\nACGT\n', 'different lengths'],
    ['>a\nAC\nACGT\n', 'different lengths'],
    ['>a\nAC\n\nAC\n', 'different lengths'],
    ['ACGT\n>a\n', 'before the first'],
    ['>a\nAC\n>a\nAC\n', 'two contigs are named a'],
    ['> \nAC\n', 'without a name'],
  ])('refuses %j', (text, detail) => {
    const error = failure(text)
    expect(error).toMatchObject({
      kind: 'reference/bad-file',
      detail: expect.stringContaining(detail) as unknown,
    })
  })
})

describe('parseFai', () => {
  it('reads back what it writes and refuses what is no .fai', () => {
    const names = { file: 'x.fa', index: 'x.fa.fai' }
    const entries = [{ name: 'chr1', length: 12, offset: 6, lineBases: 5, lineWidth: 6 }]
    expect(parseFai(encodeFai(entries), names)).toEqual(entries)
    for (const bad of ['chr1\t12\t6\t5', 'chr1\t-1\t6\t5\t6', 'chr1\t12\t6\t5\t4', '>chr1', 'a\tb\tc\td\te'])
      expect(() => parseFai(bad, names)).toThrow('index/truncated')
  })
})

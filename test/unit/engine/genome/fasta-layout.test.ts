import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cachedBases } from '../../../../electron/engine/genome/bases-cache.ts'
import { byteRange } from '../../../../electron/engine/genome/byte-range.ts'
import { type BasesOf, LINE_BASES, fastaLayout } from '../../../../electron/engine/genome/fasta-layout.ts'

/** A base for every place, so that a shift by one shows. */
const baseAt = (contig: string, i: number): string =>
  'ACGTacgtNR'[(i * 7 + contig.length + Math.floor(i / 10)) % 10] ?? 'N'
const text = (contig: string, start: number, end: number): string =>
  Array.from({ length: end - start }, (_, i) => baseAt(contig, start + i)).join('')
const bases: BasesOf = (contig, start, end) => Promise.resolve(Buffer.from(text(contig, start, end)))

/** The slow obvious way: the whole FASTA as text. */
function wholeFasta(contigs: readonly { name: string; length: number }[]): string {
  return contigs
    .map(({ name, length }) => `>${name}\n${text(name, 0, length).replace(/.{1,100}/g, '$&\n')}`)
    .join('')
}

const contigs = fc.uniqueArray(
  fc.record({ name: fc.constantFrom('chr1', 'HLA-A*01:01', 'Ünplaced', 'b', 'c'), length: fc.nat(420) }),
  { selector: (c) => c.name, minLength: 1, maxLength: 5 },
)

describe('fastaLayout', () => {
  it('has at every range the bytes of the FASTA written out', async () => {
    await fc.assert(
      fc.asyncProperty(contigs, fc.nat(), fc.nat(), async (list, a, b) => {
        const whole = Buffer.from(wholeFasta(list))
        const layout = fastaLayout(list)
        expect(layout.size).toBe(whole.length)
        const [start = 0, end = 0] = [a % (whole.length + 1), b % (whole.length + 1)].toSorted(
          (x, y) => x - y,
        )
        expect(Buffer.from(await layout.read(start, end, bases)).toString('latin1')).toBe(
          whole.subarray(start, end).toString('latin1'),
        )
      }),
    )
  })

  it('has a .fai by which every base is found', () => {
    fc.assert(
      fc.property(contigs, (list) => {
        const whole = Buffer.from(wholeFasta(list))
        for (const line of fastaLayout(list).fai.trimEnd().split('\n')) {
          const [name = '', ...numbers] = line.split('\t')
          const [length = 0, offset = 0, lineBases = 0, lineWidth = 0] = numbers.map(Number)
          expect([lineBases, lineWidth]).toEqual([LINE_BASES, LINE_BASES + 1])
          for (let i = 0; i < length; i++) {
            const at = offset + Math.floor(i / lineBases) * lineWidth + (i % lineBases)
            expect(String.fromCharCode(whole[at] ?? 0)).toBe(baseAt(name, i))
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  it('reaches as far as a genome without holding it', async () => {
    const genome = Array.from({ length: 25 }, (_, i) => ({ name: `chr${i}`, length: 248_956_422 }))
    const layout = fastaLayout(genome)
    expect(layout.size).toBeGreaterThan(2 ** 32)
    const asked: [string, number, number][] = []
    const fromEnd = await layout.read(layout.size - 102, layout.size, async (contig, start, end) => {
      asked.push([contig, start, end])
      return new Uint8Array(end - start).fill(65)
    })
    expect(asked).toEqual([['chr24', 248_956_422 - 22 - 78, 248_956_422]])
    expect(fromEnd.at(-1)).toBe(10)
  })
})

describe('cachedBases', () => {
  it('gives the bases it was given, asking for each piece once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 499 }), fc.integer({ min: 1, max: 300 })), {
          minLength: 1,
        }),
        async (reads) => {
          const asked: number[] = []
          const cached = cachedBases(
            (c, s, e) => (asked.push(s), bases(c, s, e)),
            () => 500,
            { piece: 64, keep: 50 },
          )
          for (const [start, length] of reads) {
            const end = Math.min(500, start + length)
            expect(Buffer.from(await cached('c', start, end)).toString()).toBe(text('c', start, end))
          }
          expect(new Set(asked).size).toBe(asked.length)
        },
      ),
    )
  })

  it('asks again after a failure', async () => {
    let failing = true
    const cached = cachedBases(
      (c, s, e) => (failing ? Promise.reject(new Error('no')) : bases(c, s, e)),
      () => 500,
      { piece: 64, keep: 2 },
    )
    await expect(cached('c', 0, 10)).rejects.toThrow('no')
    failing = false
    expect(await cached('c', 0, 10)).toHaveLength(10)
  })
})

describe('byteRange', () => {
  it.each([
    [null, { start: 0, end: 100, whole: true }],
    ['bytes=0-9', { start: 0, end: 10, whole: false }],
    ['bytes=90-200', { start: 90, end: 100, whole: false }],
    ['bytes=90-', { start: 90, end: 100, whole: false }],
    ['bytes=-10', { start: 90, end: 100, whole: false }],
    ['bytes=-1000', { start: 0, end: 100, whole: false }],
    ['bytes=99-99', { start: 99, end: 100, whole: false }],
    ['bytes=100-', null],
    ['bytes=-0', null],
    ['bytes=0-1,5-6', null],
    // Forms that are no range are ignored.
    ['bytes=9-5', { start: 0, end: 100, whole: true }],
    ['bytes=x', { start: 0, end: 100, whole: true }],
    ['lines=1-2', { start: 0, end: 100, whole: true }],
  ])('%j of 100 bytes', (header, expected) => {
    expect(byteRange(header, 100)).toEqual(expected)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exonAt, placeTranscripts, transcriptBlocks } from '../../../../renderer/browser/gene-features.ts'
import type { Gene, Transcript } from '../../../../shared/genome/gene.ts'

const transcript = (over: Partial<Transcript>): Transcript => {
  const exons = over.exons ?? [{ start: 100, end: 200 }]
  return {
    id: 'T',
    start: exons[0]?.start ?? 0,
    end: exons.at(-1)?.end ?? 0,
    strand: '+',
    biotype: 'protein_coding',
    exons,
    coding: null,
    canonical: false,
    ...over,
  }
}
const gene = (symbol: string, transcripts: Transcript[]): Gene => ({
  symbol,
  id: null,
  contig: 'chr1',
  start: Math.min(...transcripts.map((t) => t.start)),
  end: Math.max(...transcripts.map((t) => t.end)),
  strand: '+',
  transcripts,
})

/** Exons with gaps between them, and a coding stretch that begins and ends anywhere inside. */
const transcripts = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((steps) => {
    let at = 0
    const exons = steps.map(([gap, length]) => {
      const start = at + gap
      at = start + length
      return { start, end: at }
    })
    const inside = fc.integer({ min: 0, max: at })
    return fc
      .tuple(inside, inside)
      .map(([a, b]) =>
        transcript({ exons, coding: a === b ? null : { start: Math.min(a, b), end: Math.max(a, b) } }),
      )
  })

describe('exons', () => {
  it('are cut where the coding sequence begins and ends', () => {
    const blocks = transcriptBlocks(
      transcript({
        exons: [
          { start: 100, end: 200 },
          { start: 300, end: 400 },
          { start: 500, end: 600 },
        ],
        coding: { start: 150, end: 350 },
      }),
    )
    expect(blocks).toEqual([
      { start: 100, end: 150, kind: 'utr' },
      { start: 150, end: 200, kind: 'coding' },
      { start: 300, end: 350, kind: 'coding' },
      { start: 350, end: 400, kind: 'utr' },
      { start: 500, end: 600, kind: 'utr' },
    ])
  })

  it('lose and gain no base by being cut, and only coding sequence is drawn as coding', () => {
    fc.assert(
      fc.property(transcripts, (t) => {
        const bases = (list: readonly { start: number; end: number }[]): number[] =>
          list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))
        const blocks = transcriptBlocks(t)
        expect(bases(blocks)).toEqual(bases(t.exons))
        for (const { start, end } of blocks.filter((block) => block.kind === 'coding'))
          expect(t.coding && start >= t.coding.start && end <= t.coding.end).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('are numbered in the direction of transcription', () => {
    const exons = [
      { start: 100, end: 200 },
      { start: 300, end: 400 },
      { start: 500, end: 600 },
    ]
    expect(exonAt(transcript({ exons }), 599)).toEqual({ number: 3, of: 3 })
    expect(exonAt(transcript({ exons, strand: '-' }), 599)).toEqual({ number: 1, of: 3 })
    expect(exonAt(transcript({ exons }), 200)).toBeNull()
  })
})

describe('placing transcripts', () => {
  const options = {
    bpPerPixel: 1,
    sight: { start: 0, end: 10_000 },
    maxRows: 3,
    maxPerGene: 3,
    labelWidth: (label: string) => label.length * 7,
  }

  it('lets neither transcripts nor labels of a row touch', () => {
    const genes = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 800 }),
        fc.integer({ min: 1, max: 4 }),
      ),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(genes, (list) => {
        const made = list.map(([start, length, count], i) =>
          gene(
            `GENE${i}`,
            Array.from({ length: count }, (_, n) =>
              transcript({
                id: `ENST${i}.${n}`,
                exons: [{ start, end: start + length + n }],
                canonical: n === 0,
              }),
            ),
          ),
        )
        const { placed, hidden } = placeTranscripts(made, options)
        expect(placed.length + hidden).toBe(made.reduce((sum, g) => sum + g.transcripts.length, 0))
        for (const a of placed)
          for (const b of placed) {
            if (a === b || a.row !== b.row) continue
            const extent = ({ start, end, label }: typeof a): [number, number] => [
              start,
              Math.max(end, start + options.labelWidth(label)),
            ]
            const [[a0, a1], [b0, b1]] = [extent(a), extent(b)]
            expect(a1 <= b0 || b1 <= a0).toBe(true)
          }
      }),
      { numRuns: 60 },
    )
  })

  it('leaves out second transcripts before it leaves out a gene', () => {
    const made = Array.from({ length: 3 }, (_, i) =>
      gene(`G${i}`, [
        transcript({ id: 'x', exons: [{ start: 0, end: 1000 }] }),
        transcript({ id: 'canonical', exons: [{ start: 0, end: 500 }], canonical: true }),
      ]),
    )
    const { placed, hidden } = placeTranscripts(made, options)
    expect(placed.map((p) => p.label).sort()).toEqual(['G0', 'G1', 'G2'])
    expect(placed.every((p) => p.transcript?.canonical)).toBe(true)
    expect(hidden).toBe(3)
  })

  it('draws a gene of which no transcript is known by its extent', () => {
    const bare: Gene = { ...gene('ERBB2', [transcript({})]), start: 300, end: 900, transcripts: [] }
    expect(placeTranscripts([bare], options).placed).toEqual([
      { gene: bare, transcript: null, label: 'ERBB2', start: 300, end: 900, row: 0 },
    ])
  })

  it('gives the rows to what is in sight, and counts only that as left out', () => {
    const at = (symbol: string, start: number, end: number) =>
      gene(symbol, [transcript({ exons: [{ start, end }], canonical: true })])
    // Three genes that begin before what is in sight and reach just up to it, and one in sight.
    const made = [...[0, 1, 2].map((i) => at(`BESIDE${i}`, 0, 995)), at('SEEN', 990, 2000)]
    const { placed, hidden } = placeTranscripts(made, { ...options, sight: { start: 1000, end: 2000 } })
    expect(placed.find((p) => p.label === 'SEEN')?.row).toBe(0)
    expect(placed).toHaveLength(3)
    expect(hidden).toBe(0)
  })
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { GRCH38_CONTIGS } from '../../../../electron/engine/demo/contigs.ts'
import { genomicOfCds, hgvsNumber, placeIn } from '../../../../electron/engine/demo/transcript.ts'
import { DEMO_TRANSCRIPTS } from '../../../../electron/engine/demo/transcript-table.ts'
import { DEMO_WINDOWS } from '../../../../electron/engine/demo/windows.ts'

const cache = join(
  dirname(createRequire(import.meta.url).resolve('ideogram/package.json')),
  'dist/data/cache',
)
const lines = (path: string): string[] =>
  gunzipSync(readFileSync(join(cache, path)))
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const genes = new Map(
  lines('genes/homo-sapiens-genes.tsv.gz').map((line) => {
    const [contig = '', start = '', length = '', id = '', symbol = ''] = line.split('\t')
    return [symbol, { contig: `chr${contig}`, start: Number(start), length: Number(length), id }]
  }),
)
const structures = new Map(
  lines('gene-structures/homo-sapiens-gene-structures.tsv.gz').map((line) => [line.split('\t')[0], line]),
)

const named = (structure: string): (typeof DEMO_TRANSCRIPTS)[number] => {
  const found = DEMO_TRANSCRIPTS.find((t) => t.structure === structure)
  if (!found) throw new RangeError(structure)
  return found
}

describe('DEMO_TRANSCRIPTS', () => {
  it.each(DEMO_TRANSCRIPTS.map((t) => [t.structure, t] as const))(
    '%s has the exons of Ensembl 110 (ideogram)',
    (structure, transcript) => {
      const gene = genes.get(transcript.gene)
      const [, offset = '', , strand, ...features] = structures.get(structure)?.split('\t') ?? []
      expect(gene?.contig).toBe(transcript.contig)
      expect(transcript.geneId.endsWith(gene?.id ?? '-')).toBe(true)
      expect(strand).toBe(transcript.strand)
      const origin = (gene?.start ?? 0) + Number(offset)
      const parts = features.map((feature) => {
        const [kind, start, length] = feature.split(';').map(Number)
        return { kind, first: origin + (start ?? 0), last: origin + (start ?? 0) + (length ?? 0) }
      })
      const exons = parts.filter(({ kind }) => kind === 1).sort((a, b) => a.first - b.first)
      if (strand === '-') exons.reverse()
      expect(exons.length).toBe(transcript.exonCount)
      let cdna = 1
      const expected = exons.map(({ first, last }, i) => {
        const row = [i + 1, first, last, cdna]
        cdna += last - first + 1
        return row
      })
      for (const exon of transcript.exons) expect(exon).toEqual(expected[exon[0] - 1])
      // The coding part is what the untranslated parts leave.
      const utr5 = parts
        .filter(({ kind }) => kind === 0)
        .reduce((n, { first, last }) => n + last - first + 1, 0)
      const utr3 = parts
        .filter(({ kind }) => kind === 2)
        .reduce((n, { first, last }) => n + last - first + 1, 0)
      expect(transcript.coding).toEqual([utr5 + 1, cdna - 1 - utr3])
    },
  )

  it('numbers well-known variants as the literature does', () => {
    const c = (structure: string, position: number): string => {
      const transcript = named(structure)
      const place = placeIn(transcript, position)
      if (place.kind !== 'exon' && place.kind !== 'intron') return place.kind
      return `${hgvsNumber(transcript, place.cdna)}${place.kind === 'intron' ? ` ${place.offset}` : ''}`
    }
    expect(c('CFTR-201', 117_559_592)).toBe('1521') // F508del: c.1521_1523del
    expect(c('PAH-215', 102_840_493)).toBe('1222') // R408W: c.1222C>T
    expect(c('MSH2-201', 47_414_421)).toBe('942 3') // BAT-26: c.942+3
    expect(c('GJB2-202', 20_189_547)).toBe('35') // 35delG
    expect(c('SMN1-202', 70_951_946)).toBe('840') // exon 7 c.840
    expect(c('SRY-201', 2_786_900)).toBe('*89')
  })

  it('finds the genomic place of every coding base it numbers', () => {
    const wrong: string[] = []
    for (const transcript of DEMO_TRANSCRIPTS)
      for (const [, first, last] of transcript.exons)
        for (const position of [first, Math.floor((first + last) / 2), last]) {
          const place = placeIn(transcript, position)
          const back =
            place.kind === 'exon' && place.cds !== null ? genomicOfCds(transcript, place.cds) : position
          if (place.kind !== 'exon' || back !== position) wrong.push(`${transcript.id} ${position}`)
        }
    expect(wrong).toEqual([])
  })
})

describe('DEMO_WINDOWS', () => {
  it('are sorted, apart, inside their contig and overlap their gene', () => {
    const order = GRCH38_CONTIGS.map(({ name }) => name)
    for (const [i, window] of DEMO_WINDOWS.entries()) {
      const gene = genes.get(window.gene)
      expect(gene?.contig).toBe(window.contig)
      expect(window.start).toBeLessThan((gene?.start ?? 0) + (gene?.length ?? 0))
      expect(window.end).toBeGreaterThan(gene?.start ?? Infinity)
      expect(window.end).toBeLessThan(GRCH38_CONTIGS.find((c) => c.name === window.contig)?.length ?? 0)
      const next = DEMO_WINDOWS[i + 1]
      const place = (w: typeof window): number => order.indexOf(w.contig) * 1e9 + w.start
      const gap = next ? place(next) - place(window) : Infinity
      expect(gap).toBeGreaterThan(window.end - window.start)
    }
  })
})

import { writeFile } from 'node:fs/promises'
import { type Random, randomStream } from '../../../electron/engine/demo/random.ts'
import type { NewRecord } from '../../../electron/engine/files/bam/record-encoder.ts'
import { createBamWriter } from '../../../electron/engine/files/bam/writer.ts'

const CONTIG = { name: 'chr1', length: 120_000 }
/** Between two situations, and how far from the first base the first one is, bp. */
const STRIDE = 10_000
const READ = 150

const PAIRED = 0x1
const PROPER = 0x2
const REVERSE = 0x10
const MATE_REVERSE = 0x20
const FIRST = 0x40
const SECOND = 0x80

const OPS = 'MIDNSHP=X'

type Edits = Readonly<Record<number, string>>

/** A window of the file, named for what it shows. `half`: bp on either side of the middle. */
export type Situation = { readonly name: string; readonly half: number }

export const SITUATIONS: readonly Situation[] = [
  { name: 'snv-het', half: 60 },
  { name: 'snv-hom', half: 60 },
  { name: 'deletion', half: 60 },
  { name: 'insertion', half: 60 },
  { name: 'split-read', half: 150 },
  { name: 'pair-orientation', half: 600 },
  { name: 'mapq-0', half: 150 },
  { name: 'deep', half: 60 },
  { name: 'long-read', half: 2000 },
  { name: 'empty', half: 60 },
]

const middleOf = (name: string): number => STRIDE * (1 + SITUATIONS.findIndex((one) => one.name === name))

/** As typed into the locus box: 1-based, both ends within. */
export function locusOf({ name, half }: Situation): string {
  const middle = middleOf(name)
  return `${CONTIG.name}:${middle - half + 1}-${middle + half + 1}`
}

/** A BAM with ten situations, each around a place of its own; always the same bytes. */
export async function writeTenSituations(path: string): Promise<void> {
  const random = randomStream('ten situations')
  const base = (): string => 'ACGT'[Math.floor(random.next() * 4)] ?? 'A'
  const reference = Array.from({ length: CONTIG.length }, base).join('')
  const records = [
    ...snv('snv-het', reference, 2),
    ...snv('snv-hom', reference, 1),
    ...gapped('deletion', reference, (left) => `${left}M12D${READ - left}M`),
    ...gapped('insertion', reference, (left) => `${left}M5I${READ - 5 - left}M`),
    ...split(reference),
    ...pairs(reference),
    ...pile('mapq-0', 24).map((start, i) => aligned(reference, `m${i}`, start, '150M', { mapq: 0 })),
    ...deep(reference),
    ...long(reference, random),
  ].sort((a, b) => a.start - b.start)
  const parts: Uint8Array[] = []
  const writer = await createBamWriter(
    { write: async (bytes) => void parts.push(new Uint8Array(bytes)) },
    {
      text: `@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:${CONTIG.name}\tLN:${CONTIG.length}\n@RG\tID:a\tSM:TEN\n`,
      references: [CONTIG],
    },
  )
  for (const record of records) await writer.write(record)
  await writer.finish()
  await writeFile(path, Buffer.concat(parts))
}

/** Starts of reads that all reach the middle of a situation. */
function pile(name: string, count: number): number[] {
  const middle = middleOf(name)
  return Array.from({ length: count }, (_, i) => middle - READ + 5 + Math.floor((i * (READ - 10)) / count))
}

const other = (base: string | undefined): string =>
  base === 'A' ? 'G' : base === 'G' ? 'A' : base === 'C' ? 'T' : 'C'

const strandOf = (i: number): number => (i % 3 === 0 ? REVERSE : 0)

/** @param every one read in so many has the other base */
function snv(name: string, reference: string, every: number): NewRecord[] {
  const middle = middleOf(name)
  return pile(name, 30).map((start, i) =>
    aligned(reference, `${name}${i}`, start, '150M', {
      flags: strandOf(i),
      edits: i % every === 0 ? { [middle]: other(reference[middle]) } : {},
      // A few bases of poor quality, which are drawn faint.
      quality: i === 4 ? 8 : 37,
    }),
  )
}

function gapped(name: string, reference: string, cigarOf: (left: number) => string): NewRecord[] {
  const middle = middleOf(name)
  return pile(name, 30).map((start, i) => {
    const left = middle - start
    const fits = i % 2 === 0 && left > 8 && left < READ - 15
    return aligned(reference, `${name}${i}`, start, fits ? cigarOf(left) : '150M', { flags: strandOf(i) })
  })
}

/** Half of the reads break off in the middle and go on elsewhere. */
function split(reference: string): NewRecord[] {
  const middle = middleOf('split-read')
  const elsewhere = middleOf('empty') + 5000
  return pile('split-read', 24).map((start, i) => {
    const left = middle - start
    if (i % 2 === 1 || left < 20 || left > READ - 20) return aligned(reference, `s${i}`, start, '150M')
    return aligned(reference, `s${i}`, start, `${left}M${READ - left}S`, {
      tags: [{ name: 'SA', type: 'Z', value: `${CONTIG.name},${elsewhere},+,${left}S${READ - left}M,60,0;` }],
    })
  })
}

/** Pairs as they should be, and turned in the other three ways, and one too long. */
function pairs(reference: string): NewRecord[] {
  const middle = middleOf('pair-orientation')
  return Array.from({ length: 20 }, (_, i) => {
    const kind = i % 5
    const left = middle - 400 + i * 12
    const right = left + (kind === 4 ? 4000 : 300)
    const leftReverse = kind === 1 || kind === 3
    const rightReverse = kind === 0 || kind === 3 || kind === 4
    const proper = kind === 0 ? PROPER : 0
    const one = (first: boolean): NewRecord =>
      aligned(reference, `p${i}`, first ? left : right, '150M', {
        flags:
          PAIRED |
          proper |
          (first ? FIRST : SECOND) |
          ((first ? leftReverse : rightReverse) ? REVERSE : 0) |
          ((first ? rightReverse : leftReverse) ? MATE_REVERSE : 0),
        mate: { start: first ? right : left, length: (right + READ - left) * (first ? 1 : -1) },
      })
    return [one(true), one(false)]
  }).flat()
}

/** More reads than are drawn. */
function deep(reference: string): NewRecord[] {
  const middle = middleOf('deep')
  return pile('deep', 3000).map((start, i) =>
    aligned(reference, `d${i}`, start, '150M', {
      flags: strandOf(i),
      edits: i % 100 === 0 ? { [middle]: other(reference[middle]) } : {},
    }),
  )
}

/** Reads of 6 kb with the errors of their kind. */
function long(reference: string, random: Random): NewRecord[] {
  const middle = middleOf('long-read')
  return Array.from({ length: 8 }, (_, i) => {
    const start = middle - 4500 + i * 350
    const edits: Record<number, string> = {}
    let cigar = ''
    let at = start
    for (let piece = 0; piece < 30; piece++) {
      cigar += `190M${piece % 2 === 0 ? '3D' : '2I'}`
      for (let k = 0; k < 2; k++) {
        const position = at + Math.floor(random.next() * 190)
        edits[position] = other(reference[position])
      }
      at += piece % 2 === 0 ? 193 : 190
    }
    return aligned(reference, `l${i}`, start, `${cigar}190M`, { edits, flags: strandOf(i) })
  })
}

type Rest = {
  readonly flags?: number
  readonly mapq?: number
  readonly edits?: Edits
  readonly quality?: number
  readonly tags?: NewRecord['tags']
  readonly mate?: { readonly start: number; readonly length: number }
}

/** A read of the reference with other bases where `edits` says so, and its MD tag. @see SAMtags, MD */
function aligned(
  reference: string,
  name: string,
  start: number,
  cigar: string,
  { flags = 0, mapq = 60, edits = {}, quality = 37, tags = [], mate }: Rest = {},
): NewRecord {
  let [sequence, md, matching, at] = ['', '', 0, start]
  const ops: number[] = []
  for (const [, length = '0', op = 'M'] of cigar.matchAll(/(\d+)([A-Z])/g)) {
    ops.push(Number(length) * 16 + OPS.indexOf(op))
    if (op === 'I' || op === 'S')
      sequence += 'ACGT'.repeat(Math.ceil(Number(length) / 4)).slice(0, Number(length))
    if (op === 'D') {
      md += `${matching}^${reference.slice(at, at + Number(length))}`
      matching = 0
      at += Number(length)
    }
    if (op !== 'M') continue
    for (let i = 0; i < Number(length); i++, at++) {
      const own = edits[at] ?? reference[at] ?? 'N'
      sequence += own
      if (own === reference[at]) matching++
      else {
        md += `${matching}${reference[at]}`
        matching = 0
      }
    }
  }
  return {
    name,
    flags,
    refId: 0,
    start,
    mapq,
    cigar: Uint32Array.from(ops),
    mateRefId: mate ? 0 : -1,
    mateStart: mate?.start ?? -1,
    templateLength: mate?.length ?? 0,
    sequence,
    qualities: new Uint8Array(sequence.length).fill(quality),
    tags: [
      { name: 'MD', type: 'Z', value: md + String(matching) },
      { name: 'RG', type: 'Z', value: 'a' },
      ...tags,
    ],
  }
}

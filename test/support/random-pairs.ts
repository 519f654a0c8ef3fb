import { parseCigar } from '../../electron/engine/files/bam/cigar.ts'
import type { NewRecord } from '../../electron/engine/files/bam/record-encoder.ts'
import { newRecord } from './bam-files.ts'

type Random = () => number

function randomBases(random: Random, length: number): string {
  return Array.from({ length }, () => 'ACGT'[Math.floor(random() * 4)]).join('')
}

type Aligned = {
  readonly cigar: string
  readonly sequence: string
  readonly md: string
  readonly end: number
}

/** A read drawn from the reference at `start`: its CIGAR in one of the ways that say the same, its MD. */
function aligned(random: Random, reference: string, start: number, style: 'M' | '=X'): Aligned {
  const below = (n: number): number => Math.floor(random() * n)
  const ops: [number, string][] = []
  let [sequence, md, matching, position] = ['', '', 0, start]
  const op = (length: number, code: string): void => {
    const last = ops.at(-1)
    if (last?.[1] === code) last[0] += length
    else if (length > 0) ops.push([length, code])
  }
  const match = (length: number): void => {
    for (let i = 0; i < length; i++) {
      const expected = reference[position++] ?? 'A'
      const letter = random() < 0.06 ? ('ACGTNR'[below(6)] ?? 'N') : expected
      sequence += letter
      op(1, style === 'M' ? 'M' : letter === expected ? '=' : 'X')
      if (letter === expected) matching++
      else {
        md += `${matching}${random() < 0.1 ? expected.toLowerCase() : expected}`
        matching = 0
      }
    }
  }
  if (random() < 0.1) op(1 + below(9), 'H')
  if (random() < 0.3) {
    const length = 1 + below(12)
    sequence += randomBases(random, length)
    op(length, 'S')
  }
  for (let part = below(4); part >= 0; part--) {
    match(1 + below(40))
    if (part === 0) break
    const kind = random()
    const length = 1 + below(6)
    if (kind < 0.4) {
      sequence += randomBases(random, length)
      op(length, 'I')
    } else if (kind < 0.8) {
      md += `${matching}^${reference.slice(position, position + length)}`
      matching = 0
      position += length
      op(length, 'D')
    } else if (kind < 0.9) {
      const skipped = 20 + below(50)
      position += skipped
      op(skipped, 'N')
    } else op(1, 'P')
  }
  if (random() < 0.2) {
    const length = 1 + below(12)
    sequence += randomBases(random, length)
    op(length, 'S')
  }
  return {
    cigar: ops.map(([n, code]) => `${n}${code}`).join(''),
    sequence,
    md: `${md}${matching}`,
    end: position,
  }
}

export type RandomFile = { readonly reference: string; readonly records: readonly NewRecord[] }

export type RandomOptions = {
  /** Share of reads without MD, and with one that does not fit. */
  readonly bare: number
  readonly wrong: number
  readonly fragments: number
  readonly length: number
}

/** Sorted fragments of one contig, most of them pairs whose mates overlap. */
export function randomPairs(random: Random, { bare, wrong, fragments, length }: RandomOptions): RandomFile {
  const below = (n: number): number => Math.floor(random() * n)
  const reference = randomBases(random, length + 800)
  const make = (name: string, start: number, flags: number): NewRecord => {
    const { cigar, sequence, md } = aligned(random, reference, start, random() < 0.8 ? 'M' : '=X')
    const isBad = random() < wrong
    const mds = isBad ? [`${md}1`, md.slice(1), '7^', `^A${md}`, 'x', ''][below(6)] : md
    const noBases = random() < 0.03
    const bases = noBases ? '' : random() < 0.03 ? `${sequence}A` : sequence
    return newRecord({
      name,
      start,
      flags,
      mapq: below(61),
      cigar: parseCigar(cigar) ?? new Uint32Array(0),
      sequence: bases,
      qualities: random() < 0.05 ? undefined : Uint8Array.from({ length: bases.length }, () => 2 + below(6)),
      tags: [
        { name: 'XB', type: 'B', element: 'S', value: [1, 2, 3] },
        ...(random() < 0.3 ? [{ name: 'HP', type: 'i', stored: 'C', value: 1 + below(2) } as const] : []),
        ...(random() < bare ? [] : [{ name: 'MD', type: 'Z', value: mds ?? md } as const]),
        ...(random() < 0.1 ? [{ name: 'SA', type: 'Z', value: 'a,1,+,5M,3,0;' } as const] : []),
      ],
    })
  }
  const records: NewRecord[] = []
  for (let i = 0; i < fragments; i++) {
    const start = below(length)
    const extra = random() < 0.1 ? 0x400 : random() < 0.05 ? 0x200 : 0
    if (random() < 0.2) {
      const kind = [0, 16, 0x100, 0x800, 0x1 | 0x8 | 0x40][below(5)] ?? 0
      records.push(make(`f${i}`, start, kind | extra))
      continue
    }
    const mateStart = random() < 0.1 ? start : start + below(90)
    const turned = random() < 0.5
    const first = make(`f${i}`, start, 0x1 | (turned ? 0x80 : 0x40) | 0x20 | extra)
    const second = make(`f${i}`, mateStart, 0x1 | (turned ? 0x40 : 0x80) | 0x10 | extra)
    records.push(
      { ...first, mateRefId: 0, mateStart, templateLength: mateStart - start + 50 },
      { ...second, mateRefId: 0, mateStart: start, templateLength: start - mateStart - 50 },
    )
  }
  return { reference, records: records.toSorted((a, b) => a.start - b.start) }
}

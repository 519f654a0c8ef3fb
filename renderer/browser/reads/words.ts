import type { ReadSlab, SlabMeta } from '../../../shared/reads/read-slab.ts'
import { alleleAt, alleleWord } from './allele-at.ts'
import type { Site } from './coverage.ts'
import { isReverse } from './read-colours.ts'

export const number = (value: number): string => value.toLocaleString('en-GB')

const HIDDEN: Readonly<Record<keyof SlabMeta['hidden'], string>> = {
  duplicates: 'duplicate',
  secondary: 'secondary',
  supplementary: 'supplementary',
  qcFail: 'QC-failed',
  minMapq: 'low MAPQ',
}

/** `showing 38 of 52 reads (12 duplicate, 2 thinned out)`; empty when nothing is hidden. */
export function hiddenWords({ seen, kept, hidden, withoutMismatches }: SlabMeta): string {
  const left = Object.entries(HIDDEN).flatMap(([key, word]) => {
    const count = Object.entries(hidden).find(([name]) => name === key)?.[1] ?? 0
    return count > 0 ? [{ count, word }] : []
  })
  const thinned = seen - kept
  if (thinned > 0) left.push({ count: thinned, word: 'thinned out' })
  const all = left.reduce((sum, { count }) => sum + count, kept)
  const parts: string[] = []
  if (all > kept)
    parts.push(
      `showing ${number(kept)} of ${number(all)} reads (${left
        .map(({ count, word }) => `${number(count)} ${word}`)
        .join(', ')})`,
    )
  if (withoutMismatches > 0) parts.push(`mismatches of ${number(withoutMismatches)} reads not known`)
  return parts.join(' · ')
}

export type Line = readonly [name: string, value: string]

const KINDS = ['A', 'C', 'G', 'T', 'N'] as const

/** What the tooltip and the popup say of a column of coverage. */
export function siteLines(contig: string, position: number, { depth, counts }: Site): Line[] {
  const total = depth.forward + depth.reverse
  const share = (count: number): string => (total === 0 ? '' : `${Math.round((100 * count) / total)}%, `)
  const text = ({ forward, reverse }: { forward: number; reverse: number }): string =>
    `${number(forward + reverse)} (${share(forward + reverse)}${number(forward)}+ ${number(reverse)}−)`
  const lines: Line[] = [
    ['Position', `${contig}:${number(position + 1)}`],
    ['Reads with a base here', `${number(total)} (${number(depth.forward)}+ ${number(depth.reverse)}−)`],
  ]
  if (!counts) return [...lines, ['Bases', 'all as in the reference']]
  return [
    ...lines,
    ...KINDS.map((kind): Line => [kind, text(counts[kind])]),
    ['Deleted', text(counts.deletion)],
    ['Insertion before this base', text(counts.insertion)],
  ]
}

/** The same in one line: what was not seen is left out. */
export function siteTip(contig: string, position: number, { depth, counts }: Site): string {
  const total = depth.forward + depth.reverse
  const parts = [
    `${contig}:${number(position + 1)}`,
    `depth ${number(total)} (${depth.forward}+ ${depth.reverse}−)`,
  ]
  if (counts)
    for (const kind of [...KINDS, 'deletion', 'insertion'] as const) {
      const { forward, reverse } = counts[kind]
      if (forward + reverse > 0) parts.push(`${kind} ${number(forward + reverse)} (${forward}+ ${reverse}−)`)
    }
  return parts.join(' · ')
}

/** The short tooltip of a read at a position. */
export function readTip(slab: ReadSlab, i: number, position: number): string {
  const allele = alleleAt(slab, i, position)
  const quality = mismatchQuality(slab, i, position)
  const mapq = slab.mapq[i] ?? 0
  return [
    `${isReverse(slab, i) ? '−' : '+'} strand`,
    `MAPQ ${mapq}`,
    alleleWord(allele) + (quality === null ? '' : ` (Phred ${quality})`),
    ...insertionWords(slab, i, position),
    `${slab.meta.contig}:${number((slab.start[i] ?? 0) + 1)}–${number(slab.end[i] ?? 0)}`,
    ...((slab.templateLength[i] ?? 0) === 0
      ? []
      : [`insert ${number(Math.abs(slab.templateLength[i] ?? 0))} bp`]),
  ].join(' · ')
}

function mismatchQuality(slab: ReadSlab, i: number, position: number): number | null {
  for (let at = slab.mismatchAt[i] ?? 0; at < (slab.mismatchAt[i + 1] ?? 0); at++)
    if (slab.mismatchPosition[at] === position) {
      const quality = slab.mismatchQuality[at] ?? 255
      return quality === 255 ? null : quality
    }
  return null
}

function insertionWords(slab: ReadSlab, i: number, position: number): string[] {
  for (let at = slab.insertionAt[i] ?? 0; at < (slab.insertionAt[i + 1] ?? 0); at++) {
    if (slab.insertionPosition[at] !== position) continue
    const bases = slab.insertionBases.subarray(slab.insertionBasesAt[at], slab.insertionBasesAt[at + 1])
    const length = slab.insertionLength[at] ?? 0
    return [`+${length} bp ${String.fromCharCode(...bases)}${length > bases.length ? '…' : ''}`]
  }
  return []
}

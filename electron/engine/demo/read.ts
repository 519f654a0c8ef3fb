import { CIGAR_D, CIGAR_H, CIGAR_M, CIGAR_S } from '../files/bam/cigar.ts'
import { type Alignment, asAligned, type Template, trueAlignment } from './alignment.ts'
import type { Fragment } from './fragments.ts'
import { type Edit, type Haplotype, indexOf, withEdits } from './haplotype.ts'
import type { Random } from './random.ts'
import type { ReadEffect } from './read-effects.ts'
import { callBase, drawQualities, randomBase, READ_LENGTH } from './sequencer.ts'

/** A sequenced read in reference orientation, with one alignment or, across a large deletion, two. */
export type SequencedRead = {
  readonly reverse: boolean
  readonly bases: Uint8Array
  readonly qualities: Uint8Array
  readonly primary: Alignment
  /** The other part of a split read, soft-clipped like the primary; null when there is none. */
  readonly other: Alignment | null
}

/** Deletions from this size on split a read instead of lying within its alignment. */
const SPLIT_FROM = 50
/** The shortest part of a split read an aligner still reports by itself. */
const LEAST_PART = 30
const ADAPTER_RATE = 0.02

/** Where no sequencing error may fall: reference positions, 0-based. */
export type QuietPositions = ReadonlySet<number>

/** Sequences one end of a fragment; the left read is the forward one. */
export function sequenceRead(
  random: Random,
  fragment: Fragment,
  side: 'left' | 'right',
  effects: readonly ReadEffect[],
  quiet: QuietPositions,
  template: Template,
): SequencedRead {
  const reverse = side === 'right'
  const offset = reverse ? fragment.length - READ_LENGTH : 0
  const { haplotype, start } = slipped(random, fragment.haplotype, fragment.start + offset, effects)
  const truth = haplotype.bases.subarray(start, start + READ_LENGTH)
  const positions = haplotype.positions.subarray(start, start + READ_LENGTH)
  const length = truth.length
  const cycles = drawQualities(random, length)
  const bases = new Uint8Array(length)
  const qualities = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const quality = cycles[reverse ? length - 1 - i : i] ?? 0
    const base = truth[i] ?? 0
    qualities[i] = quality
    bases[i] = quiet.has(positions[i] ?? -1) ? base : callBase(random, base, quality)
  }
  if (reverse) miscall(random, bases, qualities, positions, effects)
  return { reverse, bases, qualities, ...placed(random, bases, qualities, positions, reverse, template) }
}

/** The copy a read reports after polymerase slippage in a homopolymer it touches, and the read's start in it. */
function slipped(
  random: Random,
  haplotype: Haplotype,
  start: number,
  effects: readonly ReadEffect[],
): { haplotype: Haplotype; start: number } {
  for (const effect of effects) {
    if (effect.kind !== 'slippage') continue
    if (start >= indexOf(haplotype, effect.end)) continue
    if (start + READ_LENGTH <= indexOf(haplotype, effect.start)) continue
    let u = random.next()
    const rate = effect.rates.find(({ probability }) => (u -= probability) < 0)
    if (!rate) continue
    const at = indexOf(haplotype, effect.start)
    const text = (from: number, to: number): string =>
      Buffer.from(haplotype.bases.subarray(from, to)).toString('latin1')
    const edit: Edit =
      rate.change > 0
        ? { start: effect.start - 1, ref: text(at - 1, at), alt: text(at - 1, at + rate.change) }
        : { start: effect.start - 1, ref: text(at - 1, at - rate.change), alt: text(at - 1, at) }
    const changed = withEdits(haplotype, [edit])
    // Anchored on the reference, so that the read keeps its place.
    return { haplotype: changed, start: indexOf(changed, haplotype.positions[start] ?? 0) }
  }
  return { haplotype, start }
}

/** The strand artefact: a wrong, low-quality base among the last cycles of a reverse read. */
function miscall(
  random: Random,
  bases: Uint8Array,
  qualities: Uint8Array,
  positions: Int32Array,
  effects: readonly ReadEffect[],
): void {
  for (const effect of effects) {
    if (effect.kind !== 'reverse-end') continue
    const at = positions.indexOf(effect.start)
    if (at < 0 || at >= effect.reach) continue
    bases[at] = effect.alt.charCodeAt(0)
    qualities[at] = random.chance(0.6) ? 10 : 15
  }
}

function placed(
  random: Random,
  bases: Uint8Array,
  qualities: Uint8Array,
  positions: Int32Array,
  reverse: boolean,
  template: Template,
): { primary: Alignment; other: Alignment | null } {
  const whole = trueAlignment(positions)
  const gap = whole.ops.findIndex(([code, length]) => code === CIGAR_D && length >= SPLIT_FROM)
  if (gap >= 0) return split(whole, gap)
  if (!random.chance(ADAPTER_RATE)) return { primary: asAligned(whole, bases, template), other: null }
  // Adapter or worn-out chemistry: the last cycles are not from here and are soft-clipped.
  const clip = random.integer(6, 40)
  const [from, to] = reverse ? [0, clip] : [bases.length - clip, bases.length]
  for (let i = from; i < to; i++) {
    bases[i] = randomBase(random)
    qualities[i] = Math.min(qualities[i] ?? 0, 22)
  }
  const rest = reverse ? [clip, bases.length] : [0, bases.length - clip]
  const kept = asAligned(trueAlignment(positions.subarray(...rest)), bases.subarray(...rest), template)
  const soft: [number, number] = [CIGAR_S, clip]
  return {
    primary: { start: kept.start, ops: merged(reverse ? [soft, ...kept.ops] : [...kept.ops, soft]) },
    other: null,
  }
}

function merged(ops: readonly [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const [code, length] of ops) {
    const last = result[result.length - 1]
    if (last && last[0] === code) last[1] += length
    else result.push([code, length])
  }
  return result
}

/** Both sides of a large deletion: the longer part is the primary alignment. */
function split(whole: Alignment, gap: number): { primary: Alignment; other: Alignment | null } {
  const leftOps = whole.ops.slice(0, gap)
  const rightOps = whole.ops.slice(gap + 1)
  const bases = (ops: readonly [number, number][]): number =>
    ops.reduce((sum, [code, length]) => sum + (code === CIGAR_D ? 0 : length), 0)
  const span = whole.ops
    .slice(0, gap + 1)
    .reduce((sum, [code, length]) => sum + (code === CIGAR_M || code === CIGAR_D ? length : 0), 0)
  const [leftLength, rightLength] = [bases(leftOps), bases(rightOps)]
  const left: Alignment = { start: whole.start, ops: merged([...leftOps, [CIGAR_S, rightLength]]) }
  const right: Alignment = { start: whole.start + span, ops: merged([[CIGAR_S, leftLength], ...rightOps]) }
  const [primary, other] = leftLength >= rightLength ? [left, right] : [right, left]
  return { primary, other: Math.min(leftLength, rightLength) >= LEAST_PART ? other : null }
}

/** Soft clips turned hard, and the bases that remain: how aligners write a supplementary alignment. */
export function hardClipped(
  alignment: Alignment,
  length: number,
): { ops: [number, number][]; from: number; to: number } {
  const first = alignment.ops[0]
  const last = alignment.ops[alignment.ops.length - 1]
  const from = first && first[0] === CIGAR_S ? first[1] : 0
  const to = last && last[0] === CIGAR_S ? length - last[1] : length
  const ops = alignment.ops.map(([code, count]): [number, number] => [
    code === CIGAR_S ? CIGAR_H : code,
    count,
  ])
  return { ops, from, to }
}

import {
  type Cigar,
  CIGAR_D,
  CIGAR_H,
  CIGAR_I,
  CIGAR_M,
  CIGAR_S,
  opCode,
  opLength,
} from '../files/bam/cigar.ts'

/** A read placed on the reference: 0-based start and operations `[code, length]`. */
export type Alignment = { start: number; ops: [code: number, length: number][] }

/** Bases of the reference window, and the 0-based position of the first. */
export type Template = { readonly bases: Uint8Array; readonly start: number }

/**
 * Where the bases came from, as an alignment: matches, insertions and deletions as the haplotype has them.
 * Insertions at either end have nothing to hold on to and become soft clips.
 */
export function trueAlignment(positions: Int32Array): Alignment {
  const ops: [number, number][] = []
  const add = (code: number, length: number): void => {
    const last = ops[ops.length - 1]
    if (last && last[0] === code) last[1] += length
    else ops.push([code, length])
  }
  let previous = -1
  let start = -1
  for (const position of positions) {
    if (position === -1) {
      add(start === -1 ? CIGAR_S : CIGAR_I, 1)
      continue
    }
    if (start === -1) start = position
    else if (position > previous + 1) add(CIGAR_D, position - previous - 1)
    add(CIGAR_M, 1)
    previous = position
  }
  const last = ops[ops.length - 1]
  if (last && last[0] === CIGAR_I) last[0] = CIGAR_S
  return { start, ops }
}

// Scores of the usual short-read aligner: match 1, mismatch -4, gap -6 and -1 a base, 5 for reaching the read's end.
const MISMATCH = -4
const GAP_OPEN = -6
const GAP_EXTEND = -1
const END_BONUS = 5
/** Beyond this many bases after a gap nothing else can win. */
const SAFE_ANCHOR = 40

/**
 * What an aligner that sees only read and reference would do at the ends: a gap with too little read behind it is
 * given up for an ungapped extension (with mismatches, or none inside a repeat) or for a soft clip, whichever
 * scores best. Deletions of 50 bp and more are split by the caller.
 */
export function asAligned(alignment: Alignment, bases: Uint8Array, template: Template): Alignment {
  return settleStart(settleEnd(alignment, bases, template), bases, template)
}

function settleEnd(alignment: Alignment, bases: Uint8Array, template: Template): Alignment {
  const ops = alignment.ops
  const [tail, gap] = [ops[ops.length - 1], ops[ops.length - 2]]
  if (!tail || !gap || tail[0] !== CIGAR_M || (gap[0] !== CIGAR_I && gap[0] !== CIGAR_D)) return alignment
  if (tail[1] > SAFE_ANCHOR) return alignment
  const free = tail[1] + (gap[0] === CIGAR_I ? gap[1] : 0)
  const kept = ops.slice(0, -2)
  const resume = alignment.start + spanOf(kept) - template.start
  const from = bases.length - free
  const choice = chooseEnd(gap, tail[1], free, (i) => bases[from + i] === template.bases[resume + i])
  if (choice === 'gap') return alignment
  return { start: alignment.start, ops: joined(kept, choice, free) }
}

function settleStart(alignment: Alignment, bases: Uint8Array, template: Template): Alignment {
  const ops = alignment.ops
  const [head, gap] = ops
  if (!head || !gap || head[0] !== CIGAR_M || (gap[0] !== CIGAR_I && gap[0] !== CIGAR_D)) return alignment
  if (head[1] > SAFE_ANCHOR) return alignment
  const free = head[1] + (gap[0] === CIGAR_I ? gap[1] : 0)
  const kept = ops.slice(2)
  const resume = alignment.start + spanOf(ops.slice(0, 2)) - template.start
  const matches = (i: number): boolean => bases[free - 1 - i] === template.bases[resume - 1 - i]
  const choice = chooseEnd(gap, head[1], free, matches)
  if (choice === 'gap') return alignment
  const mirrored = joined([...kept].reverse(), choice, free).reverse()
  return { start: template.start + resume - (choice === 'clip' ? 0 : free), ops: mirrored }
}

function chooseEnd(
  gap: readonly [number, number],
  anchor: number,
  free: number,
  matches: (index: number) => boolean,
): 'gap' | 'clip' | 'ungapped' {
  const gapped = anchor + GAP_OPEN + GAP_EXTEND * gap[1] + END_BONUS
  let ungapped = END_BONUS
  for (let i = 0; i < free; i++) ungapped += matches(i) ? 1 : MISMATCH
  if (ungapped >= gapped && ungapped > 0) return 'ungapped'
  return gapped > 0 ? 'gap' : 'clip'
}

/** `kept` followed by `free` read bases, matched or clipped. */
function joined(
  kept: readonly [number, number][],
  how: 'clip' | 'ungapped',
  free: number,
): [number, number][] {
  const ops = kept.map(([code, length]): [number, number] => [code, length])
  const last = ops[ops.length - 1]
  if (how === 'ungapped' && last && last[0] === CIGAR_M) last[1] += free
  else ops.push([how === 'clip' ? CIGAR_S : CIGAR_M, free])
  return ops
}

function spanOf(ops: readonly (readonly [number, number])[]): number {
  let span = 0
  for (const [code, length] of ops) if (code === CIGAR_M || code === CIGAR_D) span += length
  return span
}

export function packCigar(ops: readonly (readonly [number, number])[]): Cigar {
  return Uint32Array.from(ops, ([code, length]) => length * 16 + code)
}

/**
 * MD and NM of an alignment of M, I, D, S and H operations.
 * @param start 0-based.
 * @see SAMtags, MD and NM: MD counts matches, names the reference base of each mismatch and the deleted bases;
 * NM is mismatches + inserted + deleted bases.
 */
export function mdAndNm(
  start: number,
  cigar: Cigar,
  bases: Uint8Array,
  template: Template,
): { readonly md: string; readonly nm: number } {
  let md = ''
  let run = 0
  let nm = 0
  let at = 0
  let reference = start - template.start
  for (const op of cigar) {
    const length = opLength(op)
    switch (opCode(op)) {
      case CIGAR_M:
        for (let i = 0; i < length; i++, at++, reference++) {
          const expected = template.bases[reference] ?? 0
          if (bases[at] === expected) {
            run++
            continue
          }
          md += `${run}${String.fromCharCode(expected)}`
          run = 0
          nm++
        }
        break
      case CIGAR_D:
        md += `${run}^${Buffer.from(template.bases.subarray(reference, reference + length)).toString('latin1')}`
        run = 0
        nm += length
        reference += length
        break
      case CIGAR_I:
        nm += length
        at += length
        break
      case CIGAR_S:
        at += length
        break
      case CIGAR_H:
        break
    }
  }
  return { md: `${md}${run}`, nm }
}

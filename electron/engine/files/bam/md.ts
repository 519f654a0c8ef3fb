import {
  type Cigar,
  CIGAR_D,
  CIGAR_EQ,
  CIGAR_N,
  consumesQuery,
  consumesReference,
  queryLength,
} from './cigar.ts'
import type { BamRecord } from './record.ts'

/** Consecutive reference bases, upper case; `start` is 0-based on the read's contig. */
export type ReferenceSegment = { readonly start: number; readonly bases: string }

/**
 * One step of an MD tag: `match` positions where the read has the reference's base, or the reference's `bases` at
 * mismatches and (`deleted`) deletions.
 * @see SAMtags, "MD"
 */
export type MdStep =
  | { readonly kind: 'match'; readonly length: number }
  | { readonly kind: 'mismatch' | 'deleted'; readonly bases: string }

/** @returns undefined when the text is no MD value. */
export function parseMd(text: string): MdStep[] | undefined {
  if (!/^[0-9]+(?:(?:[A-Za-z]|\^[A-Za-z]+)[0-9]+)*$/.test(text)) return undefined
  const steps: MdStep[] = []
  for (const [, digits, deleted, mismatch] of text.matchAll(/([0-9]+)|\^([A-Za-z]+)|([A-Za-z])/g)) {
    if (digits !== undefined) {
      if (Number(digits) > 0) steps.push({ kind: 'match', length: Number(digits) })
    } else if (deleted !== undefined) steps.push({ kind: 'deleted', bases: deleted.toUpperCase() })
    else if (mismatch !== undefined) steps.push({ kind: 'mismatch', bases: mismatch.toUpperCase() })
  }
  return steps
}

/**
 * The reference bases a read proves, exactly: from its MD tag, CIGAR and bases; without MD from bases under `=`
 * operations. Never a guess: a position the read says nothing certain about (an intron, a mismatch or deletion
 * without MD, a base that is not A, C, G or T) ends a segment. A read whose MD contradicts its CIGAR gives nothing.
 *
 * @throws Fault `bam/bad-record` when the record's own bytes are damaged.
 */
export function referenceFromRead(record: BamRecord): ReferenceSegment[] {
  if (record.isUnmapped || record.refId < 0 || record.start < 0) return []
  const { cigar, sequence, start } = record
  if (sequence.length > 0 && queryLength(cigar) !== sequence.length) return []
  const md = record.tag('MD')
  if (md?.type !== 'Z') return segmentsOf(cigar, sequence, start, undefined)
  const steps = parseMd(md.value)
  return steps ? segmentsOf(cigar, sequence, start, steps) : []
}

const UNKNOWN = '-'

function certain(base: string | undefined): string {
  return base !== undefined && 'ACGT'.includes(base) ? base : UNKNOWN
}

function segmentsOf(
  cigar: Cigar,
  sequence: string,
  start: number,
  steps: readonly MdStep[] | undefined,
): ReferenceSegment[] {
  const segments: ReferenceSegment[] = []
  let bases: string[] = []
  let from = start
  let query = 0
  const end = (next: number): void => {
    if (bases.length > 0) segments.push({ start: from, bases: bases.join('') })
    bases = []
    from = next
  }
  const push = (base: string): void => {
    if (base === UNKNOWN) end(from + bases.length + 1)
    else bases.push(base)
  }
  const md = steps ? createMdWalk(steps) : undefined
  for (const op of cigar) {
    const code = op & 15
    const length = op >>> 4
    const onQuery = consumesQuery(code)
    if (code === CIGAR_N) end(from + bases.length + length)
    else if (code === CIGAR_D) {
      const deleted = md ? md.deletion(length) : UNKNOWN.repeat(length)
      if (deleted === undefined) return []
      for (const base of deleted) push(base)
    } else if (onQuery && consumesReference(code)) {
      for (let i = 0; i < length; i++) {
        const read = certain(sequence[query + i])
        if (!md) push(code === CIGAR_EQ ? read : UNKNOWN)
        else {
          const base = md.aligned()
          if (base === undefined) return []
          push(base === '' ? read : base)
        }
      }
    }
    if (onQuery) query += length
  }
  if (md && !md.isDone()) return []
  end(0)
  return segments
}

/** Takes MD apart in step with the CIGAR; undefined where the two do not agree. */
function createMdWalk(steps: readonly MdStep[]) {
  let index = 0
  let used = 0
  return {
    /** The reference's base at the next aligned position; '' when it is the read's own. */
    aligned(): string | undefined {
      const step = steps[index]
      if (!step || step.kind === 'deleted') return undefined
      used++
      if (step.kind === 'match' && used < step.length) return ''
      index++
      used = 0
      return step.kind === 'match' ? '' : step.bases
    },
    /** The next `length` deleted bases. Two deletions around an insertion may be one in MD. */
    deletion(length: number): string | undefined {
      const step = steps[index]
      if (step?.kind !== 'deleted' || used + length > step.bases.length) return undefined
      const bases = step.bases.slice(used, used + length)
      used += length
      if (used === step.bases.length) {
        index++
        used = 0
      }
      return bases
    },
    isDone: (): boolean => index === steps.length,
  }
}

import { Fault } from '../../../../shared/errors/fault.ts'
import type { TextLine } from '../text/text-lines.ts'

/** Where the first columns of a line lie: what indexing and listing need of it. Offsets are bytes into the line. */
export type VcfColumns = {
  readonly contig: string
  /** 1-based, as in the file; 0 is the telomere before base 1. */
  readonly position: number
  readonly refStart: number
  readonly refEnd: number
  readonly altStart: number
  readonly altEnd: number
  readonly infoStart: number
  readonly infoEnd: number
  readonly columns: number
}

const TAB = 9
const ZERO = 48

export function decode(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
}

/** A decimal number without sign, or -1. At most 15 digits, so that it is exact. */
function parsePosition(bytes: Uint8Array, start: number, end: number): number {
  if (start === end || end - start > 15) return -1
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

function countTabs(bytes: Uint8Array, from: number): number {
  let count = 0
  for (let at = bytes.indexOf(TAB, from); at >= 0; at = bytes.indexOf(TAB, at + 1)) count++
  return count
}

/**
 * Finds the columns of a record's line without decoding more than contig and position.
 *
 * @param columns how many the header asks for
 * @param lastContig the previous line's contig: its string is used again when the bytes are the same
 * @throws Fault `vcf/too-few-columns`, `vcf/bad-line` (too many columns, POS no number); lines are 1-based
 */
export function scanVcfLine(line: TextLine, columns: number, file: string, lastContig = ''): VcfColumns {
  const { bytes, number } = line
  const ends: number[] = []
  let at = -1
  for (let column = 0; column < 7; column++) {
    at = bytes.indexOf(TAB, at + 1)
    if (at < 0)
      throw new Fault({
        kind: 'vcf/too-few-columns',
        file,
        line: number,
        found: column + 1,
        expected: columns,
      })
    ends.push(at)
  }
  const [contigEnd = 0, positionEnd = 0, idEnd = 0, refEnd = 0, altEnd = 0, , filterEnd = 0] = ends
  const tab = bytes.indexOf(TAB, filterEnd + 1)
  const infoEnd = tab < 0 ? bytes.length : tab
  const found = 8 + (tab < 0 ? 0 : 1 + countTabs(bytes, tab + 1))
  // A FORMAT column without samples may be left out.
  if (found < columns && columns !== 9)
    throw new Fault({ kind: 'vcf/too-few-columns', file, line: number, found, expected: columns })
  if (found > columns && !onlyTabsAfter(bytes, columns)) {
    const detail = `has ${found} columns where the header names ${columns}`
    throw new Fault({ kind: 'vcf/bad-line', file, line: number, field: 'the line', detail })
  }
  const position = parsePosition(bytes, contigEnd + 1, positionEnd)
  if (position < 0) {
    const detail = `"${decode(bytes, contigEnd + 1, Math.min(positionEnd, contigEnd + 41))}" is not a position`
    throw new Fault({ kind: 'vcf/bad-line', file, line: number, field: 'POS', detail })
  }
  if (contigEnd === 0)
    throw new Fault({ kind: 'vcf/bad-line', file, line: number, field: 'CHROM', detail: 'is empty' })
  return {
    contig: sameText(bytes, contigEnd, lastContig) ? lastContig : decode(bytes, 0, contigEnd),
    position,
    refStart: idEnd + 1,
    refEnd,
    altStart: refEnd + 1,
    altEnd,
    infoStart: filterEnd + 1,
    infoEnd,
    columns: found,
  }
}

/** True for trailing tabs, which some tools leave behind: they add no column. */
function onlyTabsAfter(bytes: Uint8Array, columns: number): boolean {
  let at = -1
  for (let column = 0; column < columns; column++) at = bytes.indexOf(TAB, at + 1)
  for (let i = at; i < bytes.length; i++) if (bytes[i] !== TAB) return false
  return true
}

function sameText(bytes: Uint8Array, end: number, text: string): boolean {
  if (text.length !== end) return false
  for (let i = 0; i < end; i++) if (bytes[i] !== text.charCodeAt(i)) return false
  return true
}

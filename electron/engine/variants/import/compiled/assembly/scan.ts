import {
  annotatedCadd,
  annotatedRevel,
  frequency,
  highestFrequency,
  highestSpliceai,
  putAnnotation,
  readAnnotation,
} from './annotation'
import { putCalls } from './calls'
import {
  ALLELE,
  ALLELES,
  ALT,
  ALTS,
  ASKED_FROM,
  ASKED_TO,
  ASKS_CONTIG,
  AT_FREQUENCY_NAMES,
  BLOCK,
  CADD,
  CADD_KEYS,
  CADD_KEYS_COUNT,
  CHROM,
  CLINVAR,
  CLINVAR_SOURCE,
  CLINVAR_STARS,
  COLUMN,
  COLUMNS,
  CONTIG,
  CONTIG_LENGTH,
  END,
  FILTER,
  FREQUENCY_KEY_NAMES,
  FREQUENCY_KEYS,
  FREQUENCY_KEYS_COUNT,
  FULL,
  ID,
  KNOWN_FROM,
  KNOWN_TO,
  LEFT,
  LENGTH,
  LINE,
  MOST_ROWS,
  POPMAX,
  POPMAX_SOURCE,
  POS,
  QUAL,
  REF,
  REGIONS,
  REVEL,
  REVEL_KEYS,
  REVEL_KEYS_COUNT,
  ROWS,
  SPLICEAI,
  SPLICEAI_KEY,
  TABS,
  TAKEN,
  TYPE,
  TYPE_DELETION,
  TYPE_INDEL,
  TYPE_INSERTION,
  TYPE_MNV,
  TYPE_OTHER,
  TYPE_SNV,
  WITHIN,
} from '../layout'
import {
  firstNumber,
  hasKey,
  hasLeftKey,
  next,
  preferred,
  putInfo,
  readInfo,
  valueFrom,
  valueTo,
} from './info'
import { clearOdd, isOdd, MISSING_INTEGER, numberAt } from './numbers'
import { putNoTerm, putTerm, putText, sameBytes, setWord, word } from './terms'

export { codeOf } from './terms'

const TAB: i32 = 9
const POINT: i32 = 46
const ZERO: i32 = 48
const INFO_COLUMN: i32 = 7
const COMMA: i32 = 44
const PIPE: i32 = 124
/** Scores stand behind the allele and the gene. */
const FIRST_SCORE: i32 = 2
const LAST_SCORE: i32 = 5
/** Bit that tells small letters from capitals. */
const CASE: i32 = 0x20
/** Letters of bases and of those that stand for several, by bit: `isSequence`. */
const BASES: u32 = bitsOf()

function bit(letter: i32): u32 {
  return (<u32>1) << (letter & 31)
}

/** ACGTUNRYSWKMBDHV */
function bitsOf(): u32 {
  return (
    bit(65) |
    bit(67) |
    bit(71) |
    bit(84) |
    bit(85) |
    bit(78) |
    bit(82) |
    bit(89) |
    bit(83) |
    bit(87) |
    bit(75) |
    bit(77) |
    bit(66) |
    bit(68) |
    bit(72) |
    bit(86)
  )
}

function address(column: i32): usize {
  return <usize>word(0, COLUMN + column)
}

function putInteger(column: i32, row: i32, value: i32): void {
  const at = address(column)
  if (at != 0) setWord(at, row, value)
}

function putNumber(column: i32, row: i32, value: f64): void {
  const at = address(column)
  if (at != 0) store<f64>(at + ((<usize>row) << 3), value)
}

/** Finds the tabs of a line, and its end for the last column. @returns false when it has not one column for each name */
function findTabs(from: usize, to: usize): bool {
  const columns = word(0, COLUMNS)
  const tabs = <usize>word(0, TABS)
  const wanted = i8x16.splat(<i8>TAB)
  let found = 0
  for (let chunk = from; chunk < to; chunk += 16) {
    let bits = i8x16.bitmask(i8x16.eq(v128.load(chunk), wanted))
    while (bits != 0) {
      const at = chunk + <usize>ctz(bits)
      bits &= bits - 1
      if (at >= to) break
      if (found >= columns - 1) return false
      setWord(tabs, found++, <i32>at)
    }
  }
  setWord(tabs, found, <i32>to)
  return found == columns - 1
}

/** The position `bytes[from, to)`, -1 for what is none. */
function positionAt(from: usize, to: usize): i32 {
  if (from >= to || to - from > 10) return -1
  let value: i64 = 0
  for (let at = from; at < to; at++) {
    const digit = <i32>load<u8>(at) - ZERO
    if (<u32>digit > 9) return -1
    value = value * 10 + <i64>digit
  }
  return value > <i64>i32.MAX_VALUE ? -1 : <i32>value
}

function isSequence(from: usize, to: usize): bool {
  if (from >= to) return false
  for (let at = from; at < to; at++) {
    const letter = <i32>load<u8>(at)
    if (<u32>((letter | CASE) - 97) > 25 || (BASES & bit(letter)) == 0) return false
  }
  return true
}

function isAscii(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (load<u8>(at) >= 128) return false
  return true
}

function isPoint(from: usize, to: usize): bool {
  return to - from == 1 && load<u8>(from) == <u8>POINT
}

function sameBase(a: usize, b: usize): bool {
  return ((<i32>load<u8>(a)) | CASE) == ((<i32>load<u8>(b)) | CASE)
}

/** What kind of change the alleles are, and of how many bases: `alleleKind`. */
function putKind(row: i32, refFrom: usize, refTo: usize, altFrom: usize, altTo: usize): void {
  let ref = refFrom
  let refEnd = refTo
  let alt = altFrom
  let altEnd = altTo
  while (ref < refEnd && alt < altEnd && sameBase(refEnd - 1, altEnd - 1)) {
    refEnd--
    altEnd--
  }
  while (ref < refEnd && alt < altEnd && sameBase(ref, alt)) {
    ref++
    alt++
  }
  const taken = <i32>(refEnd - ref)
  const put = <i32>(altEnd - alt)
  let type = TYPE_INDEL
  if (taken == 0) type = put == 0 ? TYPE_OTHER : TYPE_INSERTION
  else if (put == 0) type = TYPE_DELETION
  else if (taken == put) type = taken == 1 ? TYPE_SNV : TYPE_MNV
  const column = address(TYPE)
  if (column != 0) store<u8>(column + <usize>row, <u8>word(0, type))
  putInteger(LENGTH, row, type == TYPE_OTHER ? MISSING_INTEGER : max(taken, put))
}

/** One of the alleles ClinVar is known to have may be this one: they begin with its first base or behind. */
function mayBeKnown(from: i32, to: i32): bool {
  let low = <usize>word(0, KNOWN_FROM)
  let high = <usize>word(0, KNOWN_TO)
  const end = high
  while (low < high) {
    const middle = low + (((high - low) >> 3) << 2)
    if (load<i32>(middle) < from) low = middle + 4
    else high = middle
  }
  return low < end && load<i32>(low) <= to
}

function putNamed(row: i32, names: usize, index: i32): bool {
  const column = address(POPMAX_SOURCE)
  if (column == 0) return true
  const name = <usize>word(names, index << 1)
  return putTerm(column, row, name, name + <usize>word(names, (index << 1) + 1))
}

function putFrequency(row: i32): bool {
  let names = <usize>word(0, AT_FREQUENCY_NAMES)
  let found = highestFrequency()
  let best = frequency
  const keys = <usize>word(0, FREQUENCY_KEYS)
  const count = word(0, FREQUENCY_KEYS_COUNT)
  for (let i = 0; i < count; i++) {
    const key = word(keys, i)
    if (!hasKey(key)) continue
    const value = firstNumber(key)
    // Annotators write -1 for an allele that the database does not have.
    if (!(value >= 0) || value <= best) continue
    best = value
    found = i
    names = <usize>word(0, FREQUENCY_KEY_NAMES)
  }
  putNumber(POPMAX, row, best)
  if (found >= 0) return putNamed(row, names, found)
  putNoTerm(address(POPMAX_SOURCE), row)
  return true
}

/** The highest score of an allele among SpliceAI's entries, `ALLELE|SYMBOL|DS_AG|DS_AL|DS_DG|DS_DL|…`; NaN for none. */
function spliceaiOf(altFrom: usize, altTo: usize): f64 {
  const key = word(0, SPLICEAI_KEY)
  if (!hasKey(key)) return NaN
  const length = <i32>(altTo - altFrom)
  const to = valueTo(key)
  let best: f64 = NaN
  for (let from = valueFrom(key); from <= to;) {
    const end = next(from, to, COMMA)
    let start = from
    for (let part = 0; part <= LAST_SCORE && start <= end; part++) {
      const stop = next(start, end, PIPE)
      const size = <i32>(stop - start)
      if (part == 0 && (size != length || !sameBytes(start, altFrom, length))) break
      if (part >= FIRST_SCORE && size > 0) {
        const score = numberAt(start, stop)
        if (score >= 0 && !(score <= best)) best = score
      }
      start = stop + 1
    }
    from = end + 1
  }
  return best
}

function putScores(row: i32, altFrom: usize, altTo: usize): bool {
  if (!putFrequency(row)) return false
  putNoTerm(address(CLINVAR), row)
  putNoTerm(address(CLINVAR_SOURCE), row)
  putInteger(CLINVAR_STARS, row, MISSING_INTEGER)
  putNoTerm(address(REGIONS), row)
  if (address(SPLICEAI) != 0) {
    const own = spliceaiOf(altFrom, altTo)
    const annotated = highestSpliceai()
    putNumber(SPLICEAI, row, isNaN(own) || annotated > own ? annotated : own)
  }
  if (address(CADD) != 0) {
    const given = preferred(<usize>word(0, CADD_KEYS), word(0, CADD_KEYS_COUNT))
    putNumber(CADD, row, isNaN(given) ? annotatedCadd() : given)
  }
  if (address(REVEL) != 0) {
    const given = preferred(<usize>word(0, REVEL_KEYS), word(0, REVEL_KEYS_COUNT))
    putNumber(REVEL, row, isNaN(given) ? annotatedRevel() : given)
  }
  return true
}

/** The words that a text or the end of one column gives a place in: where a column starts. */
function startOf(tabs: usize, column: i32): usize {
  return <usize>word(tabs, column - 1) + 1
}

function endOf(tabs: usize, column: i32): usize {
  return <usize>word(tabs, column)
}

/**
 * Takes the line `bytes[from, to)` when it is of one alternate allele of plain bases and nothing on it is out of the ordinary: as
 * `record-scan.ts` does, which takes the others. Nothing of a line that is not TAKEN counts as written.
 *
 * @returns TAKEN, LEFT, FULL or what the host is asked
 */
export function take(from: usize, to: usize, block: f64, within: i32, line: i32): i32 {
  const row = word(0, ROWS)
  if (row >= word(0, MOST_ROWS)) return FULL
  if (!findTabs(from, to)) return LEFT
  const tabs = <usize>word(0, TABS)
  const contigEnd = endOf(tabs, 0)
  const contigLength = <i32>(contigEnd - from)
  if (contigLength == 0) return LEFT
  if (contigLength != word(0, CONTIG_LENGTH) || !sameBytes(from, <usize>word(0, CONTIG), contigLength)) {
    setWord(0, ASKED_FROM, <i32>from)
    setWord(0, ASKED_TO, <i32>contigEnd)
    return ASKS_CONTIG
  }
  const position = positionAt(startOf(tabs, 1), endOf(tabs, 1))
  const refFrom = startOf(tabs, 3)
  const refTo = endOf(tabs, 3)
  const altFrom = startOf(tabs, 4)
  const altTo = endOf(tabs, 4)
  if (position < 0 || !isSequence(refFrom, refTo) || !isSequence(altFrom, altTo)) return LEFT
  const reach = <i32>(refTo - refFrom)
  if (reach > 1 << 20 || mayBeKnown(position, position + reach)) return LEFT

  clearOdd()
  const qualFrom = startOf(tabs, 5)
  const qualTo = endOf(tabs, 5)
  const qual = isPoint(qualFrom, qualTo) ? NaN : numberAt(qualFrom, qualTo)
  const filterFrom = startOf(tabs, 6)
  const filterTo = endOf(tabs, 6)
  const idFrom = startOf(tabs, 2)
  const idTo = endOf(tabs, 2)
  if (isOdd || qualFrom == qualTo || !isAscii(idFrom, idTo)) return LEFT

  let status = putCalls(row)
  if (status != TAKEN) return status
  readInfo(startOf(tabs, INFO_COLUMN), endOf(tabs, INFO_COLUMN))
  if (hasLeftKey()) return LEFT
  status = readAnnotation()
  if (status == TAKEN) status = putAnnotation(row)
  if (status != TAKEN) return status
  if (!putScores(row, altFrom, altTo) || !putInfo(row)) return FULL
  if (isOdd) return LEFT

  putNumber(BLOCK, row, block)
  putInteger(WITHIN, row, within)
  putInteger(LINE, row, line)
  putInteger(ALLELE, row, 1)
  putInteger(ALLELES, row, 1)
  putInteger(ALTS, row, 1)
  putInteger(POS, row, position)
  putInteger(END, row, max(0, position - 1) + reach)
  putNumber(QUAL, row, qual)
  putKind(row, refFrom, refTo, altFrom, altTo)
  const hasId = idFrom < idTo && !isPoint(idFrom, idTo)
  const hasFilter = filterFrom < filterTo && !isPoint(filterFrom, filterTo)
  if (!hasFilter) putNoTerm(address(FILTER), row)
  const hasRoom =
    putTerm(address(CHROM), row, from, contigEnd) &&
    putTerm(address(REF), row, refFrom, refTo) &&
    putTerm(address(ALT), row, altFrom, altTo) &&
    putText(address(ID), row, hasId ? idFrom : 0, hasId ? idTo : 0) &&
    (!hasFilter || putTerm(address(FILTER), row, filterFrom, filterTo))
  if (!hasRoom) return FULL
  setWord(0, ROWS, row + 1)
  return TAKEN
}

import {
  AD,
  AF,
  ASKED_FROM,
  ASKED_TO,
  ASKS_FORMAT,
  CALL_BORDERS,
  COLUMN,
  DP,
  FIELD_COUNT,
  FIELD_NONE,
  FIRST_SAMPLE,
  FORMAT_BYTES,
  FORMAT_COUNT,
  FORMAT_FIELDS,
  FORMAT_LEFT,
  FORMAT_OPERATIONS,
  FORMATS,
  FULL,
  GQ,
  GT,
  INFO_WORDS,
  LEFT,
  PS,
  S_AD_ALT,
  S_AD_REF,
  S_DP,
  S_GQ,
  S_GT,
  S_PHASED,
  S_PS,
  S_TEXT,
  S_VAF,
  SAMPLE_AT,
  SAMPLE_COLUMNS,
  SAMPLE_EACH,
  TABS,
  TAKEN,
  VAF,
} from '../layout'
import { next, putValue } from './info'
import { integerAt, MISSING_INTEGER, numberAt } from './numbers'
import { find, putTerm, setWord, word } from './terms'

const COLON: i32 = 58
const COMMA: i32 = 44
const POINT: i32 = 46
const SLASH: i32 = 47
const BAR: i32 = 124
const ZERO: i32 = 48
const ONE: i32 = 49
/** `genotypeStateSchema`, in its order. */
const HOM_REF: i32 = 0
const HET: i32 = 1
const HOM_ALT: i32 = 2
const HEMIZYGOUS: i32 = 4
const HEMIZYGOUS_REF: i32 = 5
const PARTIAL: i32 = 6
const NOT_CALLED: i32 = 7
const UNKNOWN: i32 = -1
/** FORMAT is the ninth column. */
const FORMAT_COLUMN: i32 = 8

function from(field: i32): usize {
  return <usize>word(<usize>word(0, CALL_BORDERS), field << 1)
}

function to(field: i32): usize {
  return <usize>word(<usize>word(0, CALL_BORDERS), (field << 1) + 1)
}

function isThere(field: i32): bool {
  return to(field) > from(field)
}

/** Finds the fields of a sample column; `fields` is what is known of its FORMAT. */
function cut(start: usize, end: usize, fields: usize): void {
  const borders = <usize>word(0, CALL_BORDERS)
  memory.fill(borders, 0, (<usize>word(0, FIELD_COUNT)) << 3)
  const count = <i32>load<u8>(fields)
  let at = start
  for (let key = 1; key <= count && at <= end; key++) {
    let stop = at
    while (stop < end && load<u8>(stop) != <u8>COLON) stop++
    const field = <i32>load<u8>(fields + <usize>key)
    if (field != FIELD_NONE) {
      // A point is nothing, but where a genotype is one it was looked for.
      const isNothing = stop - at == 1 && load<u8>(at) == <u8>POINT && field != GT
      setWord(borders, field << 1, <i32>at)
      setWord(borders, (field << 1) + 1, <i32>(isNothing ? at : stop))
    }
    // Fields dropped from the end of the column are missing ones.
    at = stop < end ? stop + 1 : stop
  }
}

/** The state of a genotype of one reference and one alternate allele; UNKNOWN for what the host has to read. */
function stateOf(first: i32, second: i32): i32 {
  if (first == POINT && second == POINT) return NOT_CALLED
  const isKnown =
    (first == POINT || first == ZERO || first == ONE) && (second == POINT || second == ZERO || second == ONE)
  if (!isKnown) return UNKNOWN
  if (first == POINT || second == POINT) return PARTIAL
  if (first != second) return HET
  return first == ZERO ? HOM_REF : HOM_ALT
}

function haploidState(allele: i32): i32 {
  if (allele == POINT) return NOT_CALLED
  return allele == ZERO ? HEMIZYGOUS_REF : allele == ONE ? HEMIZYGOUS : UNKNOWN
}

/** The sum of the numbers of a list, points left out; -1 for one that the host has to read. */
function sumOf(field: i32): f64 {
  let sum: f64 = 0
  let value: f64 = 0
  const end = to(field)
  for (let at = from(field); at < end; at++) {
    const byte = <i32>load<u8>(at)
    if (byte == COMMA) {
      sum += value
      value = 0
    } else if (byte != POINT) {
      if (<u32>(byte - ZERO) > 9) return -1
      value = value * 10 + <f64>(byte - ZERO)
    }
  }
  return sum + value
}

/** The first of the numbers of a field. */
function firstNumber(field: i32): f64 {
  if (!isThere(field)) return NaN
  return numberAt(from(field), next(from(field), to(field), COMMA))
}

function columnOf(sample: i32, part: i32): usize {
  return <usize>word(0, COLUMN + FIRST_SAMPLE + sample * SAMPLE_EACH + part)
}

function putNumber(column: usize, row: i32, value: f64): void {
  if (column != 0) store<f64>(column + ((<usize>row) << 3), value)
}

function putInteger(column: usize, row: i32, value: i32): void {
  if (column != 0) setWord(column, row, value)
}

function putCounts(sample: i32, row: i32): bool {
  let ref = MISSING_INTEGER
  let alt = MISSING_INTEGER
  let total: f64 = -1
  if (isThere(AD)) {
    const end = to(AD)
    const comma = next(from(AD), end, COMMA)
    // One value alone does not say whose it is.
    if (comma < end) {
      ref = integerAt(from(AD), comma)
      alt = integerAt(comma + 1, next(comma + 1, end, COMMA))
    }
    if (ref != MISSING_INTEGER) {
      total = sumOf(AD)
      if (total < 0) return false
    }
  }
  let fraction = firstNumber(AF)
  if (isNaN(fraction)) fraction = firstNumber(VAF)
  if (isNaN(fraction) && alt != MISSING_INTEGER && total > 0) fraction = <f64>alt / total
  putInteger(columnOf(sample, S_AD_REF), row, ref)
  putInteger(columnOf(sample, S_AD_ALT), row, alt)
  putNumber(columnOf(sample, S_VAF), row, fraction)
  return true
}

function putCall(sample: i32, row: i32): i32 {
  const start = from(GT)
  const length = to(GT) - start
  let state = UNKNOWN
  let isPhased = false
  if (length == 3) {
    const separator = <i32>load<u8>(start + 1)
    isPhased = separator == BAR
    if (isPhased || separator == SLASH) state = stateOf(<i32>load<u8>(start), <i32>load<u8>(start + 2))
  } else if (length == 1) state = haploidState(<i32>load<u8>(start))
  if (state == UNKNOWN) return LEFT
  store<u8>(columnOf(sample, S_GT) + <usize>row, <u8>state)
  const phased = columnOf(sample, S_PHASED)
  if (phased != 0) store<u8>(phased + <usize>row, isPhased ? 1 : 0)
  if (!putTerm(columnOf(sample, S_TEXT), row, start, start + length)) return FULL
  putInteger(columnOf(sample, S_PS), row, integerAt(from(PS), to(PS)))
  putInteger(columnOf(sample, S_DP), row, integerAt(from(DP), to(DP)))
  putNumber(columnOf(sample, S_GQ), row, isThere(GQ) ? numberAt(from(GQ), to(GQ)) : NaN)
  if (!putCounts(sample, row)) return LEFT
  return putFields(sample, row) ? TAKEN : FULL
}

/** Writes the fields that are columns of their own. @returns false when there is no room */
function putFields(sample: i32, row: i32): bool {
  const count = word(0, FORMAT_COUNT)
  let operation = <usize>word(0, FORMAT_OPERATIONS) + <usize>(sample * count * INFO_WORDS * 4)
  for (let i = 0; i < count; i++) {
    const field = word(operation, 1)
    if (!putValue(operation, row, from(field), to(field))) return false
    operation += INFO_WORDS * 4
  }
  return true
}

/** Writes the calls of a line of one alternate allele whose tabs have been found. @returns TAKEN, LEFT, FULL or ASKS_FORMAT */
export function putCalls(row: i32): i32 {
  const last = word(0, SAMPLE_COLUMNS)
  if (last == 0) return TAKEN
  const tabs = <usize>word(0, TABS)
  const start = <usize>word(tabs, FORMAT_COLUMN - 1) + 1
  const end = <usize>word(tabs, FORMAT_COLUMN)
  const format = find(<usize>word(0, FORMATS), start, <i32>(end - start))
  if (format < 0) {
    setWord(0, ASKED_FROM, <i32>start)
    setWord(0, ASKED_TO, <i32>end)
    return ASKS_FORMAT
  }
  const fields = <usize>word(0, FORMAT_FIELDS) + <usize>(format * FORMAT_BYTES)
  if (<i32>load<u8>(fields) == FORMAT_LEFT) return LEFT
  const sampleAt = <usize>word(0, SAMPLE_AT)
  for (let place = 0; place < last; place++) {
    const sample = word(sampleAt, place)
    if (sample < 0) continue
    const column = FORMAT_COLUMN + 1 + place
    cut(<usize>word(tabs, column - 1) + 1, <usize>word(tabs, column), fields)
    const status = putCall(sample, row)
    if (status != TAKEN) return status
  }
  return TAKEN
}

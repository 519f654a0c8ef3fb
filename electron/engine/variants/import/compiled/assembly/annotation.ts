import {
  ANNOTATION_KEY,
  ASKED,
  ASKED_FROM,
  ASKED_TO,
  ASKS_GRADE,
  AT_ALLELE_NUMBER,
  AT_CADD,
  AT_CANONICAL,
  AT_CONSEQUENCE,
  AT_EXON,
  AT_FEATURE,
  AT_FEATURE_TYPE,
  AT_FREQUENCIES,
  AT_FREQUENCIES_COUNT,
  AT_GENES,
  AT_GENES_COUNT,
  AT_HGVSC,
  AT_HGVSP,
  AT_IMPACT,
  AT_MANE,
  AT_MANE_PLUS_CLINICAL,
  AT_MANE_SELECT,
  AT_REVEL,
  AT_SIGNIFICANCE,
  AT_SPLICEAI,
  AT_SPLICEAI_COUNT,
  BORDERS,
  CHOICE,
  COLUMN,
  CONSEQUENCE,
  EXON,
  FIELDS,
  FULL,
  GENE,
  GRADE_TERMS,
  GRADES,
  GRADES_EACH,
  HGVSC,
  HGVSP,
  IMPACT,
  LEFT,
  MANE,
  MOST_ENTRIES,
  POINTER,
  ROW_SOURCE,
  SLOT_OF_FIELD,
  SLOTS,
  SOURCE,
  TAKEN,
  TRANSCRIPT,
  WORST,
  WORST_IMPACT,
} from '../layout'
import { hasKey, next, valueFrom, valueTo } from './info'
import { MISSING_INTEGER, numberAt } from './numbers'
import { find, putNoTerm, putTerm, putText, sameBytes, setWord, word } from './terms'

const PIPE: i32 = 124
const COMMA: i32 = 44
const SPACE: i32 = 32
const POINT: i32 = 46
const PERCENT: i32 = 37
const AMPERSAND: i32 = 38
const COLON: i32 = 58
const NON_ASCII: u32 = 128
const MISSING_BYTE: i32 = 255
/** Standings of a transcript: MANE Select, MANE Plus Clinical, canonical, any. */
const OTHER: i32 = 3

const WORDS = memory.data<u8>([
  77,
  65,
  78,
  69,
  95,
  83,
  101,
  108,
  101,
  99,
  116,
  0,
  0,
  0,
  0,
  0, // MANE_Select
  77,
  65,
  78,
  69,
  95,
  80,
  108,
  117,
  115,
  95,
  67,
  108,
  105,
  110,
  105,
  99,
  97,
  108,
  0,
  0,
  0,
  0,
  0,
  0, // MANE_Plus_Clinical
  89,
  69,
  83,
  0,
  0,
  0,
  0,
  0, // YES
  84,
  114,
  97,
  110,
  115,
  99,
  114,
  105,
  112,
  116,
  0,
  0,
  0,
  0,
  0,
  0, // Transcript
  72,
  73,
  71,
  72,
  0,
  0,
  0,
  0, // HIGH
  77,
  79,
  68,
  69,
  82,
  65,
  84,
  69, // MODERATE
  76,
  79,
  87,
  0,
  0,
  0,
  0,
  0, // LOW
  77,
  79,
  68,
  73,
  70,
  73,
  69,
  82, // MODIFIER
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
])
const MANE_SELECT = WORDS
const MANE_PLUS_CLINICAL = WORDS + 16
const YES = WORDS + 40
const TRANSCRIPT_WORD = WORDS + 48
const HIGH = WORDS + 64
const MODERATE = WORDS + 72
const LOW = WORDS + 80
const MODIFIER = WORDS + 88
const ONE = WORDS + 96

/** Of the record that was read: its entries, and of those the chosen one and the worst. */
let entries: i32 = 0
let shown: i32 = 0
let worst: i32 = 0
let standingOfShown: i32 = 0
let gradeOfShown: i32 = 0
let gradeOfWorst: i32 = 0

function borders(entry: i32, slot: i32): usize {
  return <usize>word(0, BORDERS) + ((<usize>(entry * word(0, SLOTS) + slot)) << 3)
}

/** Cuts `bytes[from, to)` into entries. @returns false when there are more than there is room for */
function cut(from: usize, to: usize): bool {
  const fields = word(0, FIELDS)
  const slotOfField = <usize>word(0, SLOT_OF_FIELD)
  const size = (<usize>word(0, SLOTS)) << 3
  const most = word(0, MOST_ENTRIES)
  const pipes = i8x16.splat(<i8>PIPE)
  const commas = i8x16.splat(<i8>COMMA)
  let base = <usize>word(0, BORDERS)
  memory.fill(base, 0, size)
  entries = 1
  let field = 0
  let start = from
  for (let chunk = from; chunk < to; chunk += 16) {
    const bytes = v128.load(chunk)
    let bits = i8x16.bitmask(v128.or(i8x16.eq(bytes, pipes), i8x16.eq(bytes, commas)))
    while (bits != 0) {
      const at = chunk + <usize>ctz(bits)
      bits &= bits - 1
      if (at >= to) break
      if (field < fields) {
        const slot = word(slotOfField, field)
        if (slot >= 0) {
          store<i32>(base + ((<usize>slot) << 3), <i32>start)
          store<i32>(base + ((<usize>slot) << 3) + 4, <i32>at)
        }
      }
      start = at + 1
      field++
      if (load<u8>(at) == <u8>COMMA) {
        if (entries == most) return false
        entries++
        base += size
        field = 0
        memory.fill(base, 0, size)
      }
    }
  }
  if (field < fields) {
    const slot = word(slotOfField, field)
    if (slot >= 0) {
      store<i32>(base + ((<usize>slot) << 3), <i32>start)
      store<i32>(base + ((<usize>slot) << 3) + 4, <i32>to)
    }
  }
  return true
}

/** Borders without the spaces around: `slotTo` is set beside what is returned. */
let slotTo: usize = 0
function slotFrom(entry: i32, slot: i32): usize {
  const at = borders(entry, slot)
  let from = <usize>load<i32>(at)
  let to = <usize>load<i32>(at + 4)
  while (from < to && load<u8>(from) == <u8>SPACE) from++
  while (to > from && load<u8>(to - 1) == <u8>SPACE) to--
  slotTo = to
  return from
}

/** The slot is there and neither empty nor `.`. Leaves its borders as {@link slotFrom} does, in `foundFrom`. */
let foundFrom: usize = 0
function has(entry: i32, slot: i32): bool {
  if (slot < 0) return false
  foundFrom = slotFrom(entry, slot)
  const length = slotTo - foundFrom
  return length > 1 || (length == 1 && load<u8>(foundFrom) != <u8>POINT)
}

function is(entry: i32, slot: i32, text: usize, length: i32): bool {
  if (slot < 0) return false
  const from = slotFrom(entry, slot)
  return <i32>(slotTo - from) == length && sameBytes(from, text, length)
}

function standing(entry: i32): i32 {
  const mane = word(0, AT_MANE)
  if (has(entry, word(0, AT_MANE_SELECT)) || is(entry, mane, MANE_SELECT, 11)) return 0
  if (has(entry, word(0, AT_MANE_PLUS_CLINICAL)) || is(entry, mane, MANE_PLUS_CLINICAL, 18)) return 1
  return is(entry, word(0, AT_CANONICAL), YES, 3) ? 2 : OTHER
}

/** The impact as a number of its own, 0 for none; -1 for a word that is no impact. */
function impactAt(entry: i32): i32 {
  const slot = word(0, AT_IMPACT)
  if (!has(entry, slot)) return 0
  const from = foundFrom
  const length = <i32>(slotTo - from)
  if (length == 4) return sameBytes(from, HIGH, 4) ? 1 : -1
  if (length == 3) return sameBytes(from, LOW, 3) ? 3 : -1
  if (length != 8) return -1
  return sameBytes(from, MODERATE, 8) ? 2 : sameBytes(from, MODIFIER, 8) ? 4 : -1
}

/** Rank << 8 | impact of an entry; -1 when only the host knows, and has to be asked when `ASKED_FROM` is set. */
function gradeOf(entry: i32): i32 {
  setWord(0, ASKED_FROM, 0)
  const impact = impactAt(entry)
  if (impact < 0 || !has(entry, word(0, AT_CONSEQUENCE))) return -1
  const code = find(<usize>word(0, GRADE_TERMS), foundFrom, <i32>(slotTo - foundFrom))
  if (code >= 0) {
    const grade = word(<usize>word(0, GRADES), code * GRADES_EACH + impact)
    if (grade >= 0) return grade
  }
  setWord(0, ASKED_FROM, <i32>foundFrom)
  setWord(0, ASKED_TO, <i32>slotTo)
  setWord(0, ASKED, impact)
  return -1
}

/** Reads the annotation of a record. @returns TAKEN, LEFT or ASKS_GRADE */
export function readAnnotation(): i32 {
  entries = 0
  const key = word(0, ANNOTATION_KEY)
  if (key < 0 || !hasKey(key) || valueFrom(key) == valueTo(key)) return TAKEN
  if (!cut(valueFrom(key), valueTo(key))) return LEFT
  let best = -1
  let bestStanding = 0
  let bestGrade = 0
  let worstGrade = 0
  worst = -1
  const numbers = word(0, AT_ALLELE_NUMBER)
  for (let entry = 0; entry < entries; entry++) {
    if (numbers >= 0 && !is(entry, numbers, ONE, 1)) return LEFT
    const stands = standing(entry)
    const grade = gradeOf(entry)
    if (grade < 0) return word(0, ASKED_FROM) == 0 ? LEFT : ASKS_GRADE
    const rank = grade >> 8
    if (best < 0 || stands < bestStanding || (stands == bestStanding && rank < bestGrade >> 8)) {
      best = entry
      bestStanding = stands
      bestGrade = grade
    }
    if (worst < 0 || rank < worstGrade >> 8) {
      worst = entry
      worstGrade = grade
    }
  }
  shown = best
  standingOfShown = bestStanding
  gradeOfShown = bestGrade
  // Where the shown one is as bad as any, it is the one to name.
  if (bestGrade >> 8 == worstGrade >> 8) {
    worst = best
    worstGrade = bestGrade
  }
  gradeOfWorst = worstGrade
  return has(shown, word(0, AT_SIGNIFICANCE)) ? LEFT : TAKEN
}

/** The text has an escape, or bytes above ASCII: the host decodes it. */
function isSpecial(from: usize, to: usize): bool {
  const percents = i8x16.splat(<i8>PERCENT)
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at)
    let bits = i8x16.bitmask(v128.or(bytes, i8x16.eq(bytes, percents)))
    const left = <i32>(to - at)
    if (left < 16) bits &= (1 << left) - 1
    if (bits != 0) return true
  }
  return false
}

let status: i32 = TAKEN
function putSlotTerm(column: i32, row: i32, entry: i32, slot: i32): void {
  const address = <usize>word(0, COLUMN + column)
  if (!has(entry, slot)) putNoTerm(address, row)
  else if (isSpecial(foundFrom, slotTo)) status = LEFT
  else if (!putTerm(address, row, foundFrom, slotTo)) status = FULL
}

function putSlotText(column: i32, row: i32, entry: i32, slot: i32): void {
  const address = <usize>word(0, COLUMN + column)
  const isThere = has(entry, slot)
  if (isThere && isSpecial(foundFrom, slotTo)) status = LEFT
  else if (!putText(address, row, isThere ? foundFrom : 0, isThere ? slotTo : 0)) status = FULL
}

/** A transcript without its version has it where HGVS names it. */
function putTranscript(row: i32): void {
  const column = <usize>word(0, COLUMN + TRANSCRIPT)
  const feature = word(0, AT_FEATURE)
  const type = word(0, AT_FEATURE_TYPE)
  if (!has(shown, feature) || (has(shown, type) && !is(shown, type, TRANSCRIPT_WORD, 10))) {
    putNoTerm(column, row)
    return
  }
  let from = slotFrom(shown, feature)
  let to = slotTo
  if (isSpecial(from, to)) {
    status = LEFT
    return
  }
  if (next(from, to, POINT) == to && has(shown, word(0, AT_HGVSC))) {
    const colon = next(foundFrom, slotTo, COLON)
    const length = to - from
    if (isSpecial(foundFrom, slotTo)) {
      status = LEFT
      return
    }
    if (
      colon < slotTo &&
      colon - foundFrom > length &&
      load<u8>(foundFrom + length) == <u8>POINT &&
      sameBytes(from, foundFrom, <i32>length)
    ) {
      from = foundFrom
      to = colon
    }
  }
  if (!putTerm(column, row, from, to)) status = FULL
}

function putByte(column: i32, row: i32, value: i32): void {
  const address = <usize>word(0, COLUMN + column)
  if (address != 0) store<u8>(address + <usize>row, <u8>value)
}

/** Writes what is shown of a record's annotation. @returns TAKEN, LEFT or FULL */
export function putAnnotation(row: i32): i32 {
  status = TAKEN
  const pointer = <usize>word(0, COLUMN + POINTER)
  if (pointer != 0) setWord(pointer, row, MISSING_INTEGER)
  const isThere = entries > 0
  putByte(ROW_SOURCE, row, isThere ? word(0, SOURCE) : MISSING_BYTE)
  putByte(IMPACT, row, isThere ? gradeOfShown & 255 : MISSING_BYTE)
  putByte(WORST_IMPACT, row, isThere ? gradeOfWorst & 255 : MISSING_BYTE)
  putByte(CHOICE, row, isThere ? standingOfShown : MISSING_BYTE)
  putByte(MANE, row, isThere && standingOfShown == 0 ? 1 : 0)
  if (!isThere) {
    putNoTerm(<usize>word(0, COLUMN + GENE), row)
    putNoTerm(<usize>word(0, COLUMN + CONSEQUENCE), row)
    putNoTerm(<usize>word(0, COLUMN + WORST), row)
    putNoTerm(<usize>word(0, COLUMN + TRANSCRIPT), row)
    putNoTerm(<usize>word(0, COLUMN + EXON), row)
    const room = putText(<usize>word(0, COLUMN + HGVSC), row, 0, 0)
    return putText(<usize>word(0, COLUMN + HGVSP), row, 0, 0) && room ? TAKEN : FULL
  }
  putSlotTerm(CONSEQUENCE, row, shown, word(0, AT_CONSEQUENCE))
  putSlotTerm(WORST, row, worst, word(0, AT_CONSEQUENCE))
  putTranscript(row)
  putSlotText(HGVSC, row, shown, word(0, AT_HGVSC))
  putSlotText(HGVSP, row, shown, word(0, AT_HGVSP))
  putSlotTerm(EXON, row, shown, word(0, AT_EXON))
  const genes = <usize>word(0, AT_GENES)
  const count = word(0, AT_GENES_COUNT)
  let gene = -1
  for (let i = 0; i < count && gene < 0; i++) if (has(shown, word(genes, i))) gene = word(genes, i)
  putSlotTerm(GENE, row, shown, gene)
  return status
}

const higher = (a: f64, b: f64): f64 => (isNaN(a) || b > a ? b : a)

/** The highest number of a slot among the entries, NaN for none. */
function highest(slot: i32): f64 {
  let best: f64 = NaN
  let before: usize = 0
  let beforeLength: i32 = -1
  for (let entry = 0; entry < entries; entry++) {
    if (!has(entry, slot)) continue
    const to = slotTo
    let from = foundFrom
    const length = <i32>(to - from)
    // Most entries of an allele say the same.
    if (length == beforeLength && sameBytes(before, from, length)) continue
    before = from
    beforeLength = length
    for (;;) {
      const end = next(from, to, AMPERSAND)
      best = higher(best, numberAt(from, end))
      if (end >= to) break
      from = end + 1
    }
  }
  return best
}

/** The list's place of the frequency that is the highest, -1 for none; the frequency is in `frequency`. */
export let frequency: f64 = NaN
export function highestFrequency(): i32 {
  frequency = NaN
  let found = -1
  const slots = <usize>word(0, AT_FREQUENCIES)
  const count = entries == 0 ? 0 : word(0, AT_FREQUENCIES_COUNT)
  for (let i = 0; i < count; i++) {
    const value = highest(word(slots, i))
    if (!(value >= 0) || value <= frequency) continue
    frequency = value
    found = i
  }
  return found
}

export function highestSpliceai(): f64 {
  let best: f64 = NaN
  const slots = <usize>word(0, AT_SPLICEAI)
  const count = entries == 0 ? 0 : word(0, AT_SPLICEAI_COUNT)
  for (let i = 0; i < count; i++) best = higher(best, highest(word(slots, i)))
  return best
}

export function annotatedCadd(): f64 {
  return entries == 0 ? NaN : highest(word(0, AT_CADD))
}

export function annotatedRevel(): f64 {
  return entries == 0 ? NaN : highest(word(0, AT_REVEL))
}

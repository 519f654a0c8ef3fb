import { impactOf, severityRank } from '../../../../../shared/variant/consequence-severity.ts'
import { IMPACTS_BY_WEIGHT, VARIANT_TYPES } from '../../../../../shared/variant/variant-column.ts'
import { annotationReaders } from '../../../files/vcf/annotation/annotation.ts'
import { annotationFormat } from '../annotation-format.ts'
import { ANNOTATION_SOURCES } from '../annotation-rows.ts'
import {
  formatFieldName,
  type ImportPlan,
  type InfoPlan,
  type ScanHeader,
  scannedColumns,
} from '../import-plan.ts'
import type { KnownClinvar } from '../known-clinvar.ts'
import { type GrowingColumn, MISSING_BYTE, type PartColumn } from '../part-columns.ts'
import { CADD_INFO, frequencyFields, LEFT_SCORE_KEYS, REVEL_INFO, SPLICEAI_INFO } from '../score-rows.ts'
import * as layout from './layout.ts'
import { SCAN_WASM } from './compiled.ts'
import { type Address, describeTerms, MemoryPlan, type TermRoom, termRoom, Words } from './memory.ts'
import {
  copyColumn,
  copyValue,
  describeColumn,
  forgetColumn,
  type RoomColumn,
  roomColumn,
} from './row-columns.ts'

/** Rows of a batch that there is room for. */
export const COMPILED_ROWS = 8192
/** Bytes of a line: longer ones are the host's. */
const MOST_LINE = 1 << 18
const MOST_ENTRIES = 1024
const MOST_GRADES = 8192
const MOST_FORMATS = 1024
const MOST_CONTIG = 256
const MOST_ORDER = 256
const TABLE_BYTES = 1 << 18

export type CompiledScan = {
  /**
   * Takes the line `bytes[from, to)` when nothing on it is out of the ordinary.
   *
   * @returns `taken`; `left` for the host to read; `full` when what was taken has to be fetched first
   */
  take(
    bytes: Uint8Array,
    from: number,
    to: number,
    block: number,
    within: number,
    line: number,
  ): 'taken' | 'left' | 'full'
  /** Takes rows that the host has read, in the order of `scannedColumns`. False when there is no room, and nothing is taken. */
  adopt(columns: readonly GrowingColumn[], rows: number): boolean
  readonly rows: number
  /** The rows so far, and none are left. */
  fetch(): PartColumn[]
}

type Exports = {
  take(from: number, to: number, block: number, within: number, line: number): number
  codeOf(table: number, from: number, length: number): number
}

function isCompiled(exports: object): exports is Exports {
  return (
    'take' in exports &&
    typeof exports.take === 'function' &&
    'codeOf' in exports &&
    typeof exports.codeOf === 'function'
  )
}

let compiled: WebAssembly.Module | undefined

/** Words of impact as `impactAt` of the compiled code numbers them. */
const IMPACTS = [null, 'HIGH', 'MODERATE', 'LOW', 'MODIFIER'] as const
/** Of each field of FORMAT that the compiled code reads its number there. */
const FORMAT_FIELDS: Readonly<Record<string, number>> = {
  GT: layout.GT,
  AD: layout.AD,
  DP: layout.DP,
  GQ: layout.GQ,
  PS: layout.PS,
  AF: layout.AF,
  VAF: layout.VAF,
}
/** Counts of reads that only the host reads. */
const LEFT_FIELDS: ReadonlySet<string> = new Set(['RO', 'AO', 'AU', 'CU', 'GU', 'TU', 'TIR', 'TAR', 'PR', 'SR']) // prettier-ignore

/** Places of the columns, by their names in the store. */
const COLUMNS: Readonly<Record<string, number>> = {
  block: layout.BLOCK,
  within: layout.WITHIN,
  line: layout.LINE,
  allele: layout.ALLELE,
  alleles: layout.ALLELES,
  source: layout.ROW_SOURCE,
  pointer: layout.POINTER,
  chrom: layout.CHROM,
  pos: layout.POS,
  end: layout.END,
  id: layout.ID,
  ref: layout.REF,
  alt: layout.ALT,
  alts: layout.ALTS,
  type: layout.TYPE,
  length: layout.LENGTH,
  qual: layout.QUAL,
  filter: layout.FILTER,
  gene: layout.GENE,
  consequence: layout.CONSEQUENCE,
  impact: layout.IMPACT,
  worst: layout.WORST,
  worst_impact: layout.WORST_IMPACT,
  transcript: layout.TRANSCRIPT,
  choice: layout.CHOICE,
  mane: layout.MANE,
  hgvsc: layout.HGVSC,
  hgvsp: layout.HGVSP,
  exon: layout.EXON,
  popmax_af: layout.POPMAX,
  popmax_source: layout.POPMAX_SOURCE,
  clinvar: layout.CLINVAR,
  clinvar_source: layout.CLINVAR_SOURCE,
  clinvar_stars: layout.CLINVAR_STARS,
  spliceai: layout.SPLICEAI,
  regions: layout.REGIONS,
  cadd: layout.CADD,
  revel: layout.REVEL,
}
const SAMPLE_COLUMNS: Readonly<Record<string, number>> = {
  gt: layout.S_GT,
  phased: layout.S_PHASED,
  ps: layout.S_PS,
  ad_ref: layout.S_AD_REF,
  ad_alt: layout.S_AD_ALT,
  dp: layout.S_DP,
  gq: layout.S_GQ,
  vaf: layout.S_VAF,
  text: layout.S_TEXT,
}

const KINDS = {
  flag: layout.OF_FLAG,
  integer: layout.OF_INTEGER,
  number: layout.OF_NUMBER,
  text: layout.OF_TEXT,
} as const satisfies Record<InfoPlan['type'], number>

/** Which of a field's values a row of the first alternate allele has; -1 for all of them. */
function itemOf(field: InfoPlan): number {
  if (field.type === 'flag') return -1
  return field.of === 'allele' ? 0 : field.of === 'alleles-with-ref' ? 1 : -1
}

/** The place of a column that is not a field of INFO or FORMAT; undefined when the compiled code does not know it. */
function placeOf(name: string): number | undefined {
  const sample = /^s(\d+)_(.+)$/.exec(name)
  if (!sample) return COLUMNS[name]
  const part = SAMPLE_COLUMNS[sample[2] ?? '']
  return part === undefined ? undefined : layout.FIRST_SAMPLE + Number(sample[1]) * layout.SAMPLE_EACH + part
}

/**
 * Reads ordinary records, which are nearly all of a file, as `record-scan.ts` reads all of them, compiled: in a third of
 * the time. It has to give the same rows: `compiled-scan.test.ts` holds each against the other.
 *
 * @returns null for files it cannot read: other annotations than VEP's, several of them, or no memory for it
 */
export function createCompiledScan(
  header: ScanHeader,
  plan: ImportPlan,
  clinvar: KnownClinvar | null,
): CompiledScan | null {
  const readers = annotationReaders(header)
  const [reader] = readers
  const format = reader === undefined ? null : annotationFormat(reader)
  if (readers.length > 1 || (format !== null && format.source !== 'CSQ')) return null

  const room = new MemoryPlan()
  const stored = scannedColumns(plan)
  const columns = stored.map((column) => roomColumn(room, column, COMPILED_ROWS))
  const keys = [
    ...new Set([
      ...plan.info.map(({ id }) => id),
      ...(format === null ? [] : [format.key]),
      ...frequencyFields(header),
      ...LEFT_SCORE_KEYS,
      SPLICEAI_INFO,
      ...CADD_INFO,
      ...REVEL_INFO,
    ]),
  ]
  const keyTable = termRoom(room, keys.length, keys.join('').length * 4, 0)
  const keyRoom = [0, 0, 0].map(() => room.words(keys.length))
  const order = room.words(MOST_ORDER)
  const tabs = room.words(header.columns + 1)
  const line = room.room(MOST_LINE)
  const scratch = room.room(TABLE_BYTES)
  const contig = room.room(MOST_CONTIG)
  const known = room.words(clinvar?.subset.size ?? 0)
  const borders = room.room(MOST_ENTRIES * Math.max(1, format?.slots ?? 0) * 8)
  const gradeTable = termRoom(room, MOST_GRADES, TABLE_BYTES, 0)
  const grades = room.words(MOST_GRADES * layout.GRADES_EACH)
  const formatTable = termRoom(room, MOST_FORMATS, TABLE_BYTES, 0)
  const formatFields = room.room(MOST_FORMATS * layout.FORMAT_BYTES)
  /** Fields of FORMAT by number: behind those that calls are made of the others that are columns. */
  const fieldNumbers = new Map(Object.entries(FORMAT_FIELDS))
  for (const { id } of plan.format) if (!fieldNumbers.has(id)) fieldNumbers.set(id, fieldNumbers.size)
  const callBorders = room.words(fieldNumbers.size * 2)
  const operations = room.words(plan.info.length * layout.INFO_WORDS)
  const formatOperations = room.words(plan.samples.length * plan.format.length * layout.INFO_WORDS)
  const lists: { readonly at: Address; readonly values: readonly number[] }[] = []
  const listOf = (values: readonly number[]): Address => {
    const at = room.words(values.length)
    lists.push({ at, values })
    return at
  }
  const texts: { readonly at: Address; readonly text: Buffer }[] = []
  const namesOf = (names: readonly string[]): Address =>
    listOf(
      names.flatMap((name) => {
        const text = Buffer.from(name)
        const at = room.room(text.length)
        texts.push({ at, text })
        return [at, text.length]
      }),
    )

  /** Pairs of a word of the configuration and its value. */
  const config: (readonly [word: number, value: number])[] = []
  const tell = (word: number, value: number): void => void config.push([word, value])
  const tellList = (word: number, values: readonly number[]): void => {
    tell(word, listOf(values))
    tell(word + 1, values.length)
  }
  const keyOf = (id: string): number => keys.indexOf(id)
  const samples = plan.samples
  const last = samples.at(-1)?.place ?? -1
  tell(layout.COLUMNS, header.columns)
  tell(layout.TABS, tabs)
  tell(layout.MOST_ROWS, COMPILED_ROWS)
  tell(layout.CONTIG, contig)
  tell(layout.KEYS, keyTable.at)
  keyRoom.forEach((at, i) => tell(layout.KEY_FROM + i, at))
  tell(layout.ORDER, order)
  tell(layout.MOST_ORDER, MOST_ORDER)
  tell(layout.INFO_OPERATIONS, operations)
  tell(layout.INFO_COUNT, plan.info.length)
  tellList(layout.LEFT_KEYS, LEFT_SCORE_KEYS.map(keyOf))
  tell(layout.SPLICEAI_KEY, keyOf(SPLICEAI_INFO))
  tellList(layout.CADD_KEYS, CADD_INFO.map(keyOf))
  tellList(layout.REVEL_KEYS, REVEL_INFO.map(keyOf))
  tellList(layout.FREQUENCY_KEYS, frequencyFields(header).map(keyOf))
  tell(layout.FREQUENCY_KEY_NAMES, namesOf(frequencyFields(header)))
  tell(layout.ANNOTATION_KEY, format === null ? -1 : keyOf(format.key))
  if (format !== null) {
    const { at, slotOfField } = format
    tell(layout.FIELDS, slotOfField.length)
    tell(layout.SLOT_OF_FIELD, listOf([...slotOfField]))
    tell(layout.SLOTS, format.slots)
    tell(layout.BORDERS, borders)
    tell(layout.MOST_ENTRIES, MOST_ENTRIES)
    tell(layout.AT_CONSEQUENCE, at.consequence)
    tell(layout.AT_IMPACT, at.impact)
    tell(layout.AT_FEATURE, at.feature)
    tell(layout.AT_FEATURE_TYPE, at.featureType)
    tell(layout.AT_MANE_SELECT, at.maneSelect)
    tell(layout.AT_MANE_PLUS_CLINICAL, at.manePlusClinical)
    tell(layout.AT_MANE, at.mane)
    tell(layout.AT_CANONICAL, at.canonical)
    tell(layout.AT_HGVSC, at.hgvsc)
    tell(layout.AT_HGVSP, at.hgvsp)
    tell(layout.AT_EXON, at.exon)
    tell(layout.AT_SIGNIFICANCE, at.clinicalSignificance)
    tell(layout.AT_CADD, at.cadd)
    tell(layout.AT_REVEL, at.revel)
    tellList(layout.AT_GENES, at.gene)
    tellList(layout.AT_FREQUENCIES, at.frequencies)
    tell(layout.AT_FREQUENCY_NAMES, namesOf(at.frequencies.map((slot) => format.names[slot] ?? '')))
    tellList(layout.AT_SPLICEAI, at.spliceai)
    tell(layout.AT_ALLELE_NUMBER, at.alleleNumber)
    tell(layout.SOURCE, ANNOTATION_SOURCES.indexOf('CSQ'))
  }
  tell(layout.GRADE_TERMS, gradeTable.at)
  tell(layout.GRADES, grades)
  tell(layout.FORMATS, formatTable.at)
  tell(layout.FORMAT_FIELDS, formatFields)
  tell(
    layout.SAMPLE_AT,
    listOf(Array.from({ length: last + 1 }, (_, place) => samples.findIndex((each) => each.place === place))),
  )
  tell(layout.SAMPLE_COLUMNS, last + 1)
  tell(layout.CALL_BORDERS, callBorders)
  tell(layout.FIELD_COUNT, fieldNumbers.size)
  tell(layout.FORMAT_OPERATIONS, formatOperations)
  tell(layout.FORMAT_COUNT, plan.format.length)
  const types = ['snv', 'mnv', 'insertion', 'deletion', 'indel', 'other'] as const
  types.forEach((type, i) => tell(layout.TYPE_SNV + i, VARIANT_TYPES.indexOf(type)))
  for (const [i, { name }] of stored.entries()) {
    const place = placeOf(name)
    if (place !== undefined) tell(layout.COLUMN + place, columns[i]?.at ?? 0)
  }

  let memory: WebAssembly.Memory
  try {
    memory = new WebAssembly.Memory({ initial: room.pages, maximum: room.pages })
  } catch (thrown) {
    // No address space for it: everything works as before, only slower.
    if (thrown instanceof RangeError) return null
    throw thrown
  }
  const words = new Words(memory.buffer)
  const numbers = new Float64Array(memory.buffer)
  compiled ??= new WebAssembly.Module(Buffer.from(SCAN_WASM, 'base64'))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  if (!isCompiled(exports)) throw new TypeError('compiled.ts is not of these sources: npm run build:assembly')
  for (const { at, text } of texts) words.bytes.set(text, at)
  for (const { at, values } of lists) words.list(at, values)
  for (const [word, value] of config) words.set(0, word, value)
  for (const table of [keyTable, gradeTable, formatTable]) describeTerms(words, table)
  for (const column of columns) describeColumn(words, column)
  words.fill(order, MOST_ORDER, -1)
  words.fill(grades, MOST_GRADES * layout.GRADES_EACH, -1)
  const operation = (field: InfoPlan, key: number, name: string): number[] => {
    const column = columns[stored.findIndex((each) => each.name === name)]
    return [KINDS[field.type], key, itemOf(field), column?.at ?? 0]
  }
  words.list(
    operations,
    plan.info.flatMap((field, i) => operation(field, keyOf(field.id), `i${i}`)),
  )
  words.list(
    formatOperations,
    samples.flatMap((_, sample) =>
      plan.format.flatMap((field, n) =>
        operation(field, fieldNumbers.get(field.id) ?? 0, formatFieldName(sample, n)),
      ),
    ),
  )

  const codeOf = ({ at }: TermRoom, bytes: Uint8Array, from: number, to: number): number => {
    if (to - from > TABLE_BYTES) return -1
    words.bytes.set(bytes.subarray(from, to), scratch)
    return exports.codeOf(at, scratch, to - from)
  }
  const codeOfText = (table: TermRoom, text: string): number => {
    const bytes = Buffer.from(text)
    return codeOf(table, bytes, 0, bytes.length)
  }
  for (const key of keys) codeOfText(keyTable, key)

  const asked = (): Uint8Array =>
    words.bytes.subarray(words.get(0, layout.ASKED_FROM), words.get(0, layout.ASKED_TO))
  const askedText = (): string => Buffer.from(asked()).toString('latin1')

  /** @returns false when there is no room to learn it */
  const learnContig = (): boolean => {
    const bytes = asked()
    if (bytes.length > MOST_CONTIG) return false
    const positions = clinvar?.subset.positions(clinvar.build, Buffer.from(bytes).toString('utf8'))
    words.set(0, layout.CONTIG_LENGTH, bytes.length)
    words.bytes.set(bytes, contig)
    words.set(0, layout.KNOWN_FROM, known)
    words.set(0, layout.KNOWN_TO, known + (positions?.length ?? 0) * 4)
    if (positions) words.list(known, Array.from(positions))
    return true
  }
  const learnFormat = (): boolean => {
    const fields = askedText().split(':')
    const code = codeOf(formatTable, asked(), 0, asked().length)
    const most = layout.FORMAT_BYTES - 1
    const numbersOf = fields.map((field) => fieldNumbers.get(field) ?? layout.FIELD_NONE)
    const matter = numbersOf.findLastIndex((field) => field !== layout.FIELD_NONE) + 1
    const isPlain =
      matter <= most &&
      fields.includes('GT') &&
      new Set(fields).size === fields.length &&
      !fields.some((field) => LEFT_FIELDS.has(field))
    if (code < 0) return false
    const at = formatFields + code * layout.FORMAT_BYTES
    words.bytes[at] = isPlain ? matter : layout.FORMAT_LEFT
    if (isPlain) words.bytes.set(numbersOf.slice(0, matter), at + 1)
    return true
  }
  const learnGrade = (): boolean => {
    const impact = IMPACTS[words.get(0, layout.ASKED)] ?? null
    const text = Buffer.from(asked()).toString('utf8')
    const code = codeOf(gradeTable, asked(), 0, asked().length)
    if (code < 0) return false
    const found = impact ?? impactOf(text)
    const number = found === null ? MISSING_BYTE : IMPACTS_BY_WEIGHT.indexOf(found)
    const place = code * layout.GRADES_EACH + words.get(0, layout.ASKED)
    words.set(grades, place, (severityRank(text, found) << 8) | number)
    return true
  }

  return {
    get rows() {
      return words.get(0, layout.ROWS)
    },
    take(bytes, from, to, block, within, number) {
      const length = to - from
      if (length > MOST_LINE - 64) return 'left'
      words.bytes.set(bytes.subarray(from, to), line)
      for (;;) {
        switch (exports.take(line, line + length, block, within, number)) {
          case layout.TAKEN:
            return 'taken'
          case layout.FULL:
            return 'full'
          case layout.ASKS_CONTIG:
            if (!learnContig()) return 'left'
            break
          case layout.ASKS_FORMAT:
            if (!learnFormat()) return 'left'
            break
          case layout.ASKS_GRADE:
            if (!learnGrade()) return 'left'
            break
          default:
            return 'left'
        }
      }
    },
    adopt(from, rows) {
      const first = words.get(0, layout.ROWS)
      if (first + rows > COMPILED_ROWS) return false
      for (let at = 0; at < rows; at++)
        for (let i = 0; i < columns.length; i++) {
          const to = columns[i]
          const of = from[i]
          if (to && of && !copyValue(words, numbers, to, first + at, of, at, codeOf)) return false
        }
      words.set(0, layout.ROWS, first + rows)
      return true
    },
    fetch() {
      const rows = words.get(0, layout.ROWS)
      const found = columns.map((column: RoomColumn) => copyColumn(words, column, rows))
      for (const column of columns) forgetColumn(words, column)
      words.set(0, layout.ROWS, 0)
      return found
    },
  }
}

import { Fault } from '../../../../shared/errors/fault.ts'
import { isUnseenAllele } from '../../../../shared/variant/allele-type.ts'
import { alleleExtent } from '../../files/vcf/extent.ts'
import { infoValue } from '../../files/vcf/info.ts'
import { decode } from '../../files/vcf/line.ts'
import { alleleKind } from './allele-kind.ts'
import { annotationKeys, createAnnotationRows } from './annotation-rows.ts'
import { MISSING_INTEGER, MOST_INTEGER, numberAt } from './byte-numbers.ts'
import { createCallRows } from './call-rows.ts'
import { type ImportPlan, type ScanHeader, scannedColumns } from './import-plan.ts'
import { InfoScan, infoWriter } from './info-scan.ts'
import { findBorders } from './line-borders.ts'
import type { KnownClinvar } from './known-clinvar.ts'
import type { GrowingColumn } from './part-columns.ts'
import { createRowOutput } from './row-output.ts'
import { sameBytes } from './same-bytes.ts'
import { createScoreRows, scoreKeys } from './score-rows.ts'

/** Reads the records of a file into columns, one row for each alternate allele that was seen. */
export type RecordScan = {
  /**
   * Takes the line `bytes[from, to)`, without its line end.
   *
   * @param block address of the block it starts in, `within` the place there, `line` its number
   * @throws Fault `vcf/too-few-columns`, `vcf/bad-line`: nothing of the line has been taken then
   */
  take(bytes: Uint8Array, from: number, to: number, block: number, within: number, line: number): void
  /** Rows that `columns` have. */
  readonly rows: number
  /** Records so far that gave at least one row. */
  readonly records: number
  /** Records without any alternate allele that was seen: reference blocks of a gVCF, and sites where nobody has one. */
  readonly withoutAllele: number
  /** In the order of `scannedColumns`. */
  readonly columns: readonly GrowingColumn[]
  /** Forgets the rows: their columns have been read. */
  clear(): void
}

const COMMA = 44
const POINT = 46
const ZERO = 48
/** Ends of columns, by their place among the first eight. */
const [CHROM, POS, ID, REF, ALT, QUAL, FILTER, INFO] = [0, 1, 2, 3, 4, 5, 6, 7] as const
const FIXED = 8
/** What htslib takes for a quality, and which says nothing. */
const NO_NUMBER = /^[+-]?(nan|inf(inity)?)$/i

/** @param path for errors */
export function createRecordScan(
  header: ScanHeader,
  plan: ImportPlan,
  path: string,
  clinvar: KnownClinvar | null = null,
): RecordScan {
  const out = createRowOutput(plan)
  const keys = [
    ...new Set([...plan.info.map((field) => field.id), ...annotationKeys(header), ...scoreKeys(header)]),
  ]
  const keyOf = (id: string): number => keys.indexOf(id)
  const info = new InfoScan(keys)
  const writers = plan.info.map((field, i) => {
    const writer = infoWriter(field, keyOf(field.id), info)
    out.add(`i${i}`, writer.column)
    return writer
  })
  const annotations = createAnnotationRows(header, info, keyOf, out)
  const pushScores = createScoreRows(header, info, keyOf, out, clinvar)
  const calls = createCallRows(plan, out, path)
  const ends = new Int32Array(FIXED)
  const alleles: { ref: string; alts: readonly string[]; position: number } = {
    ref: '',
    alts: [],
    position: 0,
  }
  let records = 0
  let withoutAllele = 0

  const bad = (line: number, field: string, detail: string): Fault =>
    new Fault({ kind: 'vcf/bad-line', file: path, line, field, detail })
  const end = (column: number): number => ends[column] ?? 0

  let contig = ''
  let contigBytes: Uint8Array = new Uint8Array(0)
  /** Most records are on the contig of the one before. */
  const contigAt = (bytes: Uint8Array, from: number): string => {
    const to = end(CHROM)
    if (contigBytes.length !== to - from || !sameBytes(bytes, from, to, contigBytes, 0)) {
      contigBytes = bytes.slice(from, to)
      contig = decode(bytes, from, to)
    }
    return contig
  }

  /** One for all rows: there are millions. */
  const scored = { number: 0, position: 0, ref: '', alt: '', contig: () => contigAt(lineBytes, lineStart) }
  let lineBytes: Uint8Array = new Uint8Array(0)
  let lineStart = 0

  const qualAt = (bytes: Uint8Array, line: number): number => {
    const from = end(ALT) + 1
    const to = end(QUAL)
    if (isPoint(bytes, from, to)) return Number.NaN
    const value = numberAt(bytes, from, to)
    if (!Number.isNaN(value)) return value
    const written = decode(bytes, from, Math.min(to, from + 40))
    if (NO_NUMBER.test(written)) return value
    throw bad(line, 'QUAL', `"${written}" is not a number`)
  }

  const positionAt = (bytes: Uint8Array, line: number): number => {
    const from = end(CHROM) + 1
    const to = end(POS)
    let value = to > from && to - from <= 10 ? 0 : -1
    for (let at = from; at < to && value >= 0; at++) {
      const digit = (bytes[at] ?? 0) - ZERO
      value = digit < 0 || digit > 9 ? -1 : value * 10 + digit
    }
    if (value >= 0 && value <= MOST_INTEGER) return value
    throw bad(line, 'POS', `"${decode(bytes, from, Math.min(to, from + 40))}" is not a position`)
  }

  /** Where the allele ends on the reference, what it is and how long. */
  const pushExtent = (bytes: Uint8Array, from: number, allele: number): void => {
    const { ref, position } = alleles
    const alt = alleles.alts[allele - 1] ?? ''
    if (!alt.startsWith('<')) {
      const kind = alleleKind(ref, alt, MISSING_INTEGER)
      out.end.push(Math.max(0, position - 1) + ref.length)
      out.type.push(kind.type)
      out.length.push(kind.length)
      return
    }
    const written = decode(bytes, end(FILTER) + 1, end(INFO))
    const contig = decode(bytes, from, end(CHROM))
    const extent = alleleExtent(contig, position, ref.length, alt, allele, written)
    const kind = alleleKind(ref, alt, structuralLength(written, allele, extent.end - position))
    out.end.push(Math.min(extent.end, MOST_INTEGER))
    out.type.push(kind.type)
    out.length.push(kind.length)
  }

  const pushRow = (bytes: Uint8Array, from: number, allele: number, qual: number): void => {
    const { ref, alts, position } = alleles
    const alt = alts[allele - 1] ?? ''
    out.allele.push(allele)
    out.chrom.push(bytes, from, end(CHROM))
    out.pos.push(position)
    if (isPoint(bytes, end(POS) + 1, end(ID))) out.id.pushMissing()
    else out.id.push(bytes, end(POS) + 1, end(ID))
    out.ref.push(bytes, end(ID) + 1, end(REF))
    if (alts.length === 1) out.alt.push(bytes, end(REF) + 1, end(ALT))
    else out.alt.pushText(alt)
    out.alts.push(alts.length)
    out.qual.push(qual)
    if (end(FILTER) === end(QUAL) + 1 || isPoint(bytes, end(QUAL) + 1, end(FILTER))) out.filter.pushMissing()
    else out.filter.push(bytes, end(QUAL) + 1, end(FILTER))
    if (isPlainSnv(ref, alt)) {
      out.end.push(Math.max(1, position))
      out.type.push(0)
      out.length.push(1)
    } else pushExtent(bytes, from, allele)
    scored.number = allele
    scored.position = position
    scored.ref = ref
    scored.alt = alt
    pushScores(bytes, scored, annotations.push(alleles, allele))
    for (const writer of writers) writer.push(bytes, allele)
  }

  return {
    take(bytes, from, to, block, within, line) {
      findBorders(bytes, from, to, ends, header.columns, path, line)
      if (end(CHROM) === from) throw bad(line, 'CHROM', 'is empty')
      if (end(REF) === end(ID) + 1) throw bad(line, 'REF', 'is empty')
      if (end(ALT) === end(REF) + 1) throw bad(line, 'ALT', 'is empty')
      alleles.position = positionAt(bytes, line)
      const qual = qualAt(bytes, line)
      alleles.ref = baseOrText(bytes, end(ID) + 1, end(REF))
      alleles.alts = altsAt(bytes, end(REF) + 1, end(ALT))
      const { alts } = alleles
      calls.read(bytes, Math.min(end(INFO) + 1, to), to, alts.length, line)
      const seen: number[] = []
      for (let i = 0; i < alts.length; i++) if (!isUnseenAllele(alts[i] ?? '')) seen.push(i + 1)
      const last = seen.at(-1)
      if (last === undefined) {
        withoutAllele++
        return
      }
      records++
      lineBytes = bytes
      lineStart = from
      info.read(bytes, end(FILTER) + 1, end(INFO))
      annotations.read(bytes)
      for (const allele of seen) {
        out.block.push(block)
        out.within.push(within)
        out.line.push(line)
        out.alleles.push(last)
        pushRow(bytes, from, allele, qual)
      }
      calls.push(alleles.ref, alts, seen)
    },
    get rows() {
      return out.pos.length
    },
    get records() {
      return records
    },
    get withoutAllele() {
      return withoutAllele
    },
    columns: out.inOrder(scannedColumns(plan)),
    clear: () => out.clear(),
  }
}

const SNV_BASES: ReadonlySet<string> = new Set('ACGTacgt')
/** Bit that tells small letters from capitals. */
const CASE = 0x20

/** Most rows are one: what needs no closer look. */
function isPlainSnv(ref: string, alt: string): boolean {
  return SNV_BASES.has(ref) && SNV_BASES.has(alt) && (ref.charCodeAt(0) | CASE) !== (alt.charCodeAt(0) | CASE)
}

const LETTERS = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
/** By the allele's only byte. */
const ONE_BASE = LETTERS.map((letter) => (letter === '.' ? [] : [letter]))

/** Most alleles are one base: a string that is there already. */
function baseOrText(bytes: Uint8Array, from: number, to: number): string {
  const byte = bytes[from] ?? 255
  return to - from === 1 && byte < 128 ? (LETTERS[byte] ?? '') : decode(bytes, from, to)
}

/** ALT's alleles; none for `.`. */
function altsAt(bytes: Uint8Array, from: number, to: number): readonly string[] {
  if (to - from === 1) return ONE_BASE[bytes[from] ?? 0] ?? []
  for (let at = from; at < to; at++) if (bytes[at] === COMMA) return decode(bytes, from, to).split(',')
  return [decode(bytes, from, to)]
}

function isPoint(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === 1 && bytes[from] === POINT
}

/** Bases of a symbolic allele: |SVLEN|, else what it extends over when that is more than its first base. */
function structuralLength(info: string, allele: number, extent: number): number {
  const lengths = infoValue(info, 'SVLEN')?.split(',') ?? []
  const given = Math.abs(Number(lengths[lengths.length === 1 ? 0 : allele - 1] || Number.NaN))
  if (Number.isSafeInteger(given)) return Math.min(given, MOST_INTEGER)
  return extent > 0 ? Math.min(extent, MOST_INTEGER) : MISSING_INTEGER
}
